"""Refer, as EndNote, catalogues and the ACL Anthology write it (`%A`, `%T`) → one document a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Document, Link
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.sources.links import Kind, read_field
from kg.text.cleaning import one_line, untagged

_TAG = re.compile(r"\s{0,3}%([0-9A-Z@!#$&()*+<=>?\[\]^~])(?:[ \t]|$)(.*)")
_STARTS = re.compile(r"^[ \t\ufeff]{0,9}%0 .+\n(?:[^%\n].*\n)?[ \t]{0,9}%[A-Z0-9@] ", re.M)
_LAYOUT = tagged.Layout(_TAG, opens="0", listed=frozenset({"K", "A"}))
_LINKS: tuple[tuple[str, Kind], ...] = (("U", "page"), (">", "pdf"))


def recognise(head: str) -> bool:
    """Tell refer by a line that names the kind of a work, and a tag below it."""
    return _STARTS.search(head.replace("\r\n", "\n").replace("\r", "\n")) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    yield from tagged.read(text, _LAYOUT, _document)


def _document(record: tagged.Record) -> Document | str:
    return compose(
        one_line(untagged(record.first("T", "B"))),
        untagged(record.first("X")),
        format="refer",
        id=record.first("F"),
        authors=tagged.authors_of(record.all("A")),
        organizations=[one_line(value) for value in record.all("+")],
        issued=tagged.date_of(record.first("D"), record.first("8")),
        venue=one_line(untagged(record.first("J", "B", "S", "I"))),
        keywords=[one_line(word) for word in _keywords(record.all("K"))],
        identifiers={"doi": record.first("R")},
        links=_links(record),
        language=record.first("G"),
        doubts=record.doubts,
    )


def _keywords(values: list[str]) -> Iterator[str]:
    """Read keywords, one a line or with `;` between; the ACM has all on one line, with commas."""
    for value in values:
        yield from value.split("," if len(values) == 1 and ";" not in value else ";")


def _links(record: tagged.Record) -> Iterator[Link]:
    for tag, kind in _LINKS:
        for value in record.all(tag):
            yield from read_field(value, field=f"%{tag}", kind=kind)
