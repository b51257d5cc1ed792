"""The arguments and options that say which papers are read, and how."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.sources import Options

STANDARD_INPUT = Path("-")

Inputs = Annotated[
    list[Path],
    typer.Argument(metavar="INPUT", help="Files, folders or archives of papers; - is standard input."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="OURS=YOURS", help="What a field or column of yours is: title=Titel. Repeatable."
    ),
]
Clean = Annotated[
    bool, typer.Option("--clean", help="Free plain text too from LaTeX, tags and odd white space.")
]


def chosen(columns: Iterable[str] | None, *, clean: bool) -> Options:
    """Make the options of a reading; raise BadParameter where a column is not said as `title=Titel`."""
    from kg.sources import Options

    names = dict(map(_named, columns or ()))
    return Options(names=names, clean=clean)


@contextmanager
def opened(inputs: Iterable[Path]) -> Iterator[list[Path]]:
    """Give the inputs as files; standard input and pipes are read to their ends into some gone afterwards."""
    with TemporaryDirectory() as folder:
        yield [_held(path, Path(folder), number) for number, path in enumerate(inputs, start=1)]


def _held(path: Path, folder: Path, number: int) -> Path:
    """Give what can be read only once as a file; all else is one."""
    if path == STANDARD_INPUT:
        return _copied(sys.stdin.buffer, folder / "standard input")
    if not path.is_fifo():
        return path
    with path.open("rb") as pipe:
        return _copied(pipe, folder / f"pipe {number}")


def _copied(stream: IO[bytes], target: Path) -> Path:
    with target.open("ab") as file:
        shutil.copyfileobj(stream, file)
    return target


def _named(column: str) -> tuple[str, str]:
    from kg.sources import NAMES

    ours, mark, theirs = column.partition("=")
    if not mark or not theirs or ours not in NAMES:
        raise typer.BadParameter(f"{column!r}: expected OURS=YOURS, where OURS is one of {', '.join(NAMES)}")
    return theirs, ours
