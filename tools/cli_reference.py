"""The commands themselves → `docs/cli.md`: `python tools/cli_reference.py > docs/cli.md`."""

from __future__ import annotations

import inspect
import re
import sys

import typer.main

from kg.cli.app import app

HEAD = """# The command `kg`

`make docs` writes this page from the commands' own help.
"""


def reference() -> str:
    """Put the help of every command on one page."""
    group = typer.main.get_command(app)
    commands = vars(group)["commands"]
    return "\n".join([HEAD, f"{_paragraphs(app.info.help)}\n", *map(_section, commands.items())])


def _section(item: tuple[str, typer.core.TyperCommand]) -> str:
    name, command = item
    context = typer.Context(command, info_name=f"kg {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [_row(parameter.get_help_record(context)) for parameter in command.params]
    table = ["| | |", "|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## kg {name}", "", f"`kg {name} {usage}`", "", _paragraphs(command.help), "", *table])


def _row(record: tuple[str, str] | None) -> str:
    names, text = (part.replace("|", "\\|") for part in record or ("", ""))
    return f"| `{names}` | {text} |"


def _paragraphs(text: object) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(str(text)))


if __name__ == "__main__":
    sys.stdout.write(reference())
