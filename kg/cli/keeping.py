"""`kg retract`, `kg status` and `kg diff`: a graph that lives on, and how it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.cli import screen
from kg.cli.inputs import Clean, Columns, chosen, opened
from kg.cli.options import OUTPUTS, Output, Workers
from kg.cli.watching import JsonLog, Quiet, watched
from kg.store.wording import safe

SHOWN = 20


def retract(
    papers: Annotated[list[str], typer.Argument(metavar="ID|FILE", help="Papers by id, or files of papers.")],
    output: Output = OUTPUTS,
    workers: Workers = 0,
    quiet: Quiet = False,
    json_log: JsonLog = False,
) -> None:
    """Take papers out of the graph, and with them all that they alone say.

    The graph is then as if they had never been in it.

    Example: `kg retract 2412.00001`
    """
    with watched(quiet=quiet, json_log=json_log) as progress:
        summary = pipeline.retract(papers, output, workers=workers or None, progress=progress)
    if not quiet:
        screen.summarise(summary)


def status(
    inputs: Annotated[
        list[Path] | None, typer.Argument(metavar="INPUT", help="Files or folders that a build would get.")
    ] = None,
    column: Columns = None,
    clean: Clean = False,
    output: Output = OUTPUTS,
) -> None:
    """Say what the graph holds and what a build would do; nothing is changed.

    Example: `kg status seeds/`
    """
    how = chosen(column, clean=clean)
    with watched() as progress, opened(inputs or ()) as paths:
        said = pipeline.status(tuple(paths), output, reading_options=how, progress=progress)
    screen.show([screen.grid(said)])


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of one build.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of another.")],
    quads: Annotated[
        bool, typer.Option("--quads", help="Write every quad that differs, as an RDF Patch.")
    ] = False,
) -> None:
    """Show how two builds differ: papers, claims, quads.

    Example: `kg diff yesterday/ outputs/`
    """
    found = pipeline.compare(old, new)
    screen.emit(pipeline.patch(found.quads) if quads else _told(found))


def _told(found: pipeline.Difference) -> Iterator[str]:
    if found.is_none:
        yield "no difference\n"
        return
    yield from _listed("papers", "~", found.papers_changed)
    yield from _listed("papers", "+", found.papers_added)
    yield from _listed("papers", "-", found.papers_removed)
    yield from _listed("claims", "+", found.claims_added)
    yield from _listed("claims", "-", found.claims_removed)
    yield f"quads: +{len(found.quads.added):,} -{len(found.quads.removed):,}\n"


def _listed(what: str, sign: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{what}: {sign}{len(lines):,}\n"
    yield from (f"  {sign} {safe(line)}\n" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  {sign} … and {len(lines) - SHOWN:,} more\n"
