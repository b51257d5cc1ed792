"""Write `docs/cli.md` from the commands themselves: `python tools/cli_reference.py > docs/cli.md`."""

from __future__ import annotations

import sys

import click
import typer.main

from kg.cli.app import app

HEAD = """# The command `kg`

Written by `make docs` from the commands' own help; a test keeps the two alike.
"""


def reference() -> str:
    """Put the help of every command on one page."""
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    return "\n".join([HEAD, f"{group.help}\n", *(_section(name, one) for name, one in group.commands.items())])


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"kg {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [_row(parameter, context) for parameter in command.params]
    table = ["| argument or option | |", "|---|---|", *rows] if rows else []
    lines = [f"## kg {name}", "", f"`kg {name} {usage}`", "", str(command.help), "", *table, ""]
    return "\n".join(lines)


def _row(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter, click.Option):
        names, text = parameter.get_help_record(context) or ("", "")
    else:
        names, text = parameter.make_metavar(context), getattr(parameter, "help", "") or ""
    return f"| `{names}` | {text} |".replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(reference())
