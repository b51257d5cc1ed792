"""`kg entities` and `kg stats`: what the graph holds, which names are one, and how it hangs together."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import pipeline
from kg.cli import screen, tables
from kg.cli.choices import choice
from kg.cli.options import OUTPUTS, Output
from kg.cli.tables import AnswerFormat, Format
from kg.model import EntityType
from kg.store import listing
from kg.store.answers import written


def entities(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Only those with these letters in a name, in any case.")
    ] = "",
    merged: Annotated[
        bool,
        typer.Option("--merged", help="Only names that were made one with another, and why."),
    ] = False,
    type: Annotated[
        EntityType | None, choice(EntityType, "--type", help="Only entities of this type.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="At most so many rows; 0 for all.")
    ] = 0,
    sssom: Annotated[bool, typer.Option("--sssom", help="Write the merges as SSSOM/TSV.")] = False,
    format: AnswerFormat = Format.TABLE,
    output: Output = OUTPUTS,
) -> None:
    """List the things of the graph with all their names, most frequently mentioned first, or merged names.

    A merge that is wrong, or one that is missing, is mended by a row in a file of one's own: see
    `kg build --lexicon`.

    Example: `kg entities --merged`
    """
    store = pipeline.open_output(output)
    if sssom:
        screen.emit(listing.sssom(listing.merged(store, type=type, text=text, limit=limit)))
        return
    found = (listing.merged if merged else listing.entities)(store, type=type, text=text, limit=limit)
    if merged and format is Format.TABLE:
        found = listing.brief(found)
    screen.emit([written(found, format.value, width=screen.width())])


def stats(
    top: Annotated[int, typer.Option("--top", min=1, help="How many of each to show.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    output: Output = OUTPUTS,
) -> None:
    """Survey the network of claims: what is central, what bridges fields, what belongs together, growth.

    Central is half PageRank, half the number of neighbours; a bridge lies on many shortest ways between other
    things; groups are found by Louvain's method.

    Example: `kg stats --top 5`
    """
    from kg.analysis import survey

    found = survey(pipeline.open_output(output), top=top)
    if json:
        screen.emit([tables.json_line(found)])
    else:
        screen.show(tables.surveyed(found))
