"""A committed build → a report in words on how its graph fits the shapes."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline import contents
from kg.pipeline.manifest import Manifest
from kg.rdf.validation import SAMPLE, Report, validate

SHOWN = 1000
"""How many violations a report quotes: nobody reads more, and a broken mapping makes millions."""


def checked(made: Manifest, output: Path, papers: int = SAMPLE) -> Report:
    """Validate the graph of a build, a sample of `papers` where it has more."""
    return validate(contents.quads(made, output), sample=papers)


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
