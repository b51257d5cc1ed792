"""RIS (Zotero, EndNote, Scopus, Web of Science, publishers) → one document a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.sources.links import Kind, find, read_field
from kg.text.cleaning import one_line, untagged

_TAG = re.compile(r"\s{0,9}([A-Z][A-Z0-9])  -(?: |$)(.*)")
_STARTS = re.compile(r"^[ \t\r\ufeff]{0,9}TY  - ", re.M)
_TITLES = ("TI", "T1", "CT", "BT")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "BT", "C3", "T3", "PB")
_AUTHORS = ("AU", "A1")
_ABSTRACTS = ("AB", "N2")
_DATES = ("DA", "Y1", "PY")
_LINKS: tuple[tuple[str, Kind], ...] = (("UR", "page"), ("L2", "page"), ("LK", "page"), ("L1", "pdf"))
_LAYOUT = tagged.Layout(
    _TAG,
    opens="TY",
    closes="ER",
    listed=frozenset({"KW"}),
    more=frozenset({*_AUTHORS, *_ABSTRACTS}),
)


def recognise(head: str) -> bool:
    """Tell RIS by a line that opens a record."""
    return _STARTS.search(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    yield from tagged.read(text, _LAYOUT, _document)


def _document(record: tagged.Record) -> Document | str:
    return compose(
        one_line(untagged(record.first(*_TITLES))),
        untagged(record.first(*_ABSTRACTS)),
        format="ris",
        id=record.first("ID"),
        authors=_authors(record),
        organizations=[one_line(value) for value in record.all("AD")],
        issued=tagged.date_of(*(record.first(tag) for tag in _DATES)),
        venue=one_line(record.first(*_VENUES)),
        keywords=[one_line(keyword.strip("*")) for keyword in record.all("KW")],
        identifiers={"doi": record.first("DO", "DI")},
        links=_links(record),
        language=record.first("LA"),
        doubts=record.doubts,
    )


def _authors(record: tagged.Record) -> Iterator[Author]:
    """Read authors; each name counts once (IEEE Xplore gives some twice), ORCIDs where all have one."""
    ids = [orcid.find(value) for value in record.all("AO")]
    authors = tagged.authors_of(record.all(*_AUTHORS))
    for at, author in enumerate(authors):
        yield Author(author.name, orcid=ids[at] if len(ids) == len(authors) else "")


def _links(record: tagged.Record) -> Iterator[Link]:
    for tag, kind in _LINKS:
        for value in record.all(tag):
            yield from read_field(value, field=tag, kind=kind)
    for value in record.all("N1"):
        yield from find(untagged(value), field="N1")
