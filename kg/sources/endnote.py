"""EndNote's XML (EndNote, Bookends, Papers) → one document a record."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.model import Document, Link
from kg.sources import tagged
from kg.sources.compose import compose
from kg.sources.elements import Part, every, first, inner_text, parts, root
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.links import Kind, read_field
from kg.text.cleaning import one_line, untagged

_LINKS: tuple[tuple[str, Kind], ...] = (
    ("urls/web-urls/url", "page"),
    ("urls/related-urls/url", "page"),
    ("urls/text-urls/url", "page"),
    ("urls/pdf-urls/url", "pdf"),
)


def recognise(head: str) -> bool:
    """Tell EndNote's XML by its elements; the outermost may be called `xml`, against the standard."""
    outermost = root(head)
    return (
        outermost is not None and outermost.name in {"xml", "records", "XML"} and "<record>" in head.lower()
    )


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, as soon as it is read."""
    for part in parts(text, "record"):
        yield Found(part.place, _document(part))


def _document(part: Part) -> Document | str:
    record = part.element
    title, venue = _text(record, "titles/title"), _text(record, "titles/secondary-title")
    return compose(
        one_line(untagged(title)),
        untagged(_raw(first(record, "abstract"))),
        format="endnote",
        authors=tagged.authors_of(_texts(record, "contributors/authors/author")),
        organizations=[_text(record, "auth-address")],
        issued=tagged.date_of(_text(record, "dates/year"), _text(record, "dates/pub-dates/date")),
        venue=venue or _text(record, "periodical/full-title") or _text(record, "publisher"),
        keywords=_texts(record, "keywords/keyword"),
        identifiers={"doi": _text(record, "electronic-resource-num")},
        links=_links(record),
        language=_text(record, "language"),
        doubts=part.doubts,
    )


def _links(record: etree._Element) -> Iterator[Link]:
    for path, kind in _LINKS:
        for value in _texts(record, path):
            if "://" in value and not value.startswith("internal-pdf:"):
                yield from read_field(value, field=path.split("/")[1], kind=kind)


def _texts(record: etree._Element, path: str) -> list[str]:
    return [one_line(_raw(one)) for one in every(record, path)]


def _text(record: etree._Element, path: str) -> str:
    return one_line(_raw(first(record, path)))


def _raw(element: etree._Element | None) -> str:
    return inner_text(element) if element is not None else ""
