"""A committed build → a report in words on how its graph fits the shapes."""

from __future__ import annotations

from pathlib import Path

from kg.model import Document
from kg.pipeline.folder import contents
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.shards import quads_of
from kg.rdf.validation import SAMPLE, Report, drawn, validate
from kg.rdf.vocab import paper_graph

SHOWN = 1000
"""How many violations a report quotes: nobody reads more, and a broken mapping makes millions."""


def checked(made: Manifest, output: Path, papers: int = SAMPLE, most: int | None = None) -> Report:
    """Validate the graph of a build, where it has more a sample of `papers` and as many parts of its links.

    With `most`, only as many papers as have so many quads. Only the shards that hold them are read: a large
    graph has a million quads in its links alone.
    """
    shards = made.files(output)
    places = {
        paper_graph(document.id): place.name
        for place in made.shards
        for document in shards.read("documents", place.name, Document)
    }
    held = {places[graph] for graph in drawn(places, papers)}
    links = drawn(made.linkquads, papers) if len(places) > papers else made.linkquads
    chunks = contents.chunks(shards, links, [place.name for place in made.shards if place.name in held])
    return validate(quads_of(chunks), sample=papers, most=most)


def written(report: Report) -> str:
    """Write a report: one line when all is well, else one for each violation.

    >>> print(written(Report(True, (), 16)), end="")
    16 papers fit the shapes.
    """
    papers = f"{report.papers:,} paper{'' if report.papers == 1 else 's'}"
    if report.conforms:
        return f"{papers} fit the shapes.\n"
    lines = [f"{papers} looked at, {len(report.violations):,} violations of the shapes:\n"]
    lines += [f"{one.focus} {one.path}: {one.message}\n" for one in report.violations[:SHOWN]]
    rest = len(report.violations) - SHOWN
    return "".join([*lines, f"and {rest:,} more\n" if rest > 0 else ""])
