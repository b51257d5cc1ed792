"""Templates and values → the text of a page, all of it escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.rdf.vocab import ID
from kg.text.latex import in_line

TITLES: Final = {
    400: "This cannot be asked",
    403: "This is not allowed",
    404: "There is no such page",
    405: "This address does not take that",
    422: "This cannot be answered",
    503: "No answer in time",
}
"""What a page is called that says why there is no answer."""
LONG: Final = 90
"""Texts that are longer on average stand below their rows."""


def templates() -> Environment:
    """Make the templates of the pages; what they lack is an error."""
    made = Environment(
        loader=PackageLoader("kg.server", "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        place=_place,
        parts=_parts,
        parameters=urlencode,
        words=_words,
        instead=_instead,
        laid_out=_laid_out,
        in_line=in_line,
    )
    return made


def _place(iri: str) -> str:
    """Say where a link to an IRI leads: to our page of it, or out; empty for what nobody should follow."""
    if iri.startswith(ID):
        return f"/id/{quote(iri[len(ID) :].partition('#')[0], safe='/%:@!$&()*+,;=~')}"
    return iri if iri.startswith(("http://", "https://")) else ""


def _parts(sentence: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Cut a sentence at its spans: each part, and whether it is marked."""
    text, parts, end = sentence["text"], [], 0
    for start, stop in sorted(sentence["spans"]):
        if stop > end:
            start = max(start, end)
            parts += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    return [*parts, (text[end:], False)]


def _laid_out(rows: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[list[int], list[int]]:
    """Choose the columns that stand beside each other, and those of long texts that stand below their row.

    Columns without any value are left out.
    """
    lengths = [[len(cell["text"]) for cell in column] for column in zip(*rows, strict=True)]
    used = [number for number, column in enumerate(lengths) if any(column)]
    long = [number for number in used if sum(lengths[number]) > LONG * len(rows)]
    beside = [number for number in used if number not in long]
    return (beside, long) if beside else (used, [])


def _instead(given: Mapping[str, str], wrong: str, right: str) -> dict[str, str]:
    """Put another name for the one that nothing bears."""
    return {name: right if value == wrong else value for name, value in given.items()}


def _words(column: str) -> str:
    """Write the name of a column as words.

    >>> _words("best_so_far")
    'best so far'
    """
    return column.replace("_", " ")
