"""`kg sources`: which formats can be read, and what files were taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import RenderableType
from rich.text import Text

from kg.cli import screen
from kg.cli.inputs import Clean, Columns, chosen, opened
from kg.cli.watching import watched

if TYPE_CHECKING:
    from kg import sources

Json = Annotated[bool, typer.Option("--json", help="One JSON object a file, for programs.")]


def list_sources(
    inputs: Annotated[
        list[Path] | None, typer.Argument(metavar="[INPUT]", help="Files, folders or archives of papers.")
    ] = None,
    column: Columns = None,
    clean: Clean = False,
    json: Json = False,
) -> None:
    """List the formats that can be read, or say what files are taken for.

    Of each file: its format, how many records it holds, what they have and what they lack. No graph is built.
    Exits with 1 where no paper is in them.

    Example: `kg sources seeds/`
    """
    # No other command needs every reader.
    from kg import pipeline, sources

    if not inputs:
        screen.show([screen.grid(sources.described())])
        return
    how = chosen(column, clean=clean)
    with watched() as progress, opened(inputs) as paths:
        found = list(sources.survey(pipeline.counted(sources.see(paths, options=how), "read", progress)))
    if json:
        screen.emit(map(_line, found))
    else:
        screen.show(_told(found))
    raise typer.Exit(0 if any(one.documents for one in found) else 1)


def _told(found: Iterable[sources.Survey]) -> Iterator[RenderableType]:
    for one in found:
        formats = ", ".join(sorted(one.formats)) or "nothing that can be read"
        yield Text(f"\n{one.file}: {formats}", "bold")
        yield screen.grid(_rows(one))


def _rows(one: sources.Survey) -> dict[str, str]:
    from kg.sources import FIELDS

    rows = {"records": f"{one.records:,}: {one.documents:,} papers, {one.rejects.total():,} left out"}
    if one.documents:
        shares = {name: f"{one.held[name] / one.documents:.0%}" for name in FIELDS}
        rows["have"] = ", ".join(f"{name} {share}" for name, share in shares.items() if one.held[name])
        rows["lack"] = ", ".join(name for name in FIELDS if not one.held[name])
        rows["languages"] = ", ".join(name for name, _ in one.languages.most_common(5))
    for reason, count in one.rejects.most_common(3):
        rows[f"left out {count:,}"] = reason
    return {name: text for name, text in rows.items() if text}


def _line(one: sources.Survey) -> bytes:
    from kg.sources import FIELDS

    told = {
        "file": one.file,
        "records": one.records,
        "papers": one.documents,
        "formats": one.formats,
        "fields": {name: one.held[name] for name in FIELDS},
        "languages": one.languages,
        "rejects": one.rejects,
    }
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)
