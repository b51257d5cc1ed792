"""A record of arXiv's metadata as Kaggle's dump and unarXive have it (JSON) → a document."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate

from kg.model import Author, Document, Link
from kg.sources import people
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.identifiers import without_version
from kg.sources.links import find
from kg.sources.objects import s2orc
from kg.sources.objects.fields import Record
from kg.sources.objects.values import at, raw_at, rows_at, text_at, texts_at
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs


def fits(record: dict[str, object]) -> bool:
    """Tell a record by fields that only this dump has together; unarXive has it beside a full text."""
    told = record.get("metadata")
    if isinstance(told, dict) and s2orc.has_body(record):
        return fits(told)
    return "title" in record and ("authors_parsed" in record or {"versions", "update_date"} <= record.keys())


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a record; its LaTeX and line breaks are resolved."""
    body = ""
    if s2orc.has_body(record) and isinstance(told := record.get("metadata"), dict):
        record, body = told, s2orc.body_of(record)
    name = without_version(text_at(record, "id"))
    version = text_at(record, "versions", -1, "version")
    return compose(
        _plain(raw_at(record, "title")),
        paragraphs(latex.plain(raw_at(record, "abstract"))),
        format="arxivdump",
        id=name,
        authors=list(_authors(record))
        or people.read(Record({"authors": _plain_of(record, "authors")})).authors,
        issued=_issued(record),
        venue=_plain_of(record, "journal-ref"),
        categories=text_at(record, "categories").split() or texts_at(record, "categories"),
        identifiers={"arxiv": f"{name}{version}", "doi": next(iter(text_at(record, "doi").split()), "")},
        links=_links(record, name),
        licence=text_at(record, "license"),
        doubts=doubts,
        body=body,
    )


def _plain(text: str) -> str:
    return one_line(latex.plain(text))


def _plain_of(record: dict[str, object], name: str) -> str:
    return _plain(raw_at(record, name))


def _authors(record: dict[str, object]) -> Iterator[Author]:
    """Each is family name, given names, suffix, and then affiliations."""
    rows = at(record, "authors_parsed")
    for row in rows if isinstance(rows, list) else []:
        family, given, suffix = (text_at(row, place) for place in range(3))
        places = (text_at(row, place) for place in range(3, len(row) if isinstance(row, list) else 0))
        yield Author(
            _plain(" ".join(filter(None, (given, family, suffix)))), tuple(filter(None, map(_plain, places)))
        )


def _issued(record: dict[str, object]) -> str:
    """The day of the first version: `Mon, 2 Apr 2007 19:18:42 GMT`."""
    versions = rows_at(record, "versions")
    time = parsedate(text_at(versions, 0, "created")) if versions else None
    day = read_date(f"{time[0]:04}-{time[1]:02}-{time[2]:02}") if time else ""
    return day or read_date(text_at(record, "update_date"))


def _links(record: dict[str, object], name: str) -> Iterator[Link]:
    if name:
        yield Link(f"https://arxiv.org/abs/{name}", "page", "id")
        yield Link(f"https://arxiv.org/pdf/{name}", "pdf", "id")
    yield from find(raw_at(record, "comments"), field="comments")
