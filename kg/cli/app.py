"""The command `kg`: which verbs there are, and how every one of them ends.

Exit codes: 0 done, 1 an error with a message, 2 wrong usage, 3 rejects with `--strict`, 130 interrupted.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import asking, checking, handing, keeping, making, screen, serving, sourcing, surveying, training
from kg.errors import KGError, UsageError

app = typer.Typer(
    name="kg",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help=(
        "Read machine-learning papers, build the graph of what they claim, and ask it.\n\n"
        "Start with `kg build seeds/`, then `kg ask` lists the questions it answers, `kg explain NAME` shows "
        "each claim with its sentence, and `kg show` opens the picture.\n\n"
        "Exit codes: 0 done, 1 an error, 2 wrong usage, 3 rejects with --strict, 130 interrupted."
    ),
)
app.command(no_args_is_help=True)(making.build)
app.command(no_args_is_help=True)(keeping.retract)
app.command()(keeping.status)
app.command(no_args_is_help=True)(keeping.diff)
app.command(context_settings=asking.FREE)(asking.ask)
app.command(no_args_is_help=True)(asking.explain)
app.command(no_args_is_help=True)(asking.query)
app.command()(surveying.entities)
app.command()(surveying.stats)
app.command()(asking.show)
app.command()(serving.serve)
app.command(no_args_is_help=True)(serving.load)
app.command()(checking.validate)
app.command(no_args_is_help=True)(handing.export)
app.command(no_args_is_help=True)(handing.push)
app.command(no_args_is_help=True)(making.extract)
app.command(name="sources")(sourcing.list_sources)
app.command(no_args_is_help=True)(checking.evaluate)
app.command()(checking.doctor)
app.command(no_args_is_help=True)(training.train)


def _version(is_asked: bool) -> None:
    if is_asked:
        screen.emit([f"kg {__version__}\n"])
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None: ...


def main() -> None:
    """Run one command and exit with its code; no traceback for what a person can mend."""
    screen.in_utf8()
    try:
        _check(sys.argv[1:])
        app()
    except KGError as error:
        screen.complain(str(error))
        sys.exit(error.exit_code)


def _check(arguments: list[str]) -> None:
    """Refuse an empty argument: as a path it would mean the current folder."""
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if argument in ("", "--output=", "--store="):
            where = f" behind {before}" if before else ""
            raise UsageError(f"an argument{where} is empty; is a variable of the shell not set?")
