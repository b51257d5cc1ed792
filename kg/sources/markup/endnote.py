"""EndNote's XML (EndNote, Bookends, Papers) → one document a record."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.model import Document, Link
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.sources.links import Kind, read_field
from kg.sources.markup.elements import Part, first, inner_text, parts, root, text_of, texts_of
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
    abstract = first(record, "abstract")
    title, venue = text_of(record, "titles/title"), text_of(record, "titles/secondary-title")
    return compose(
        one_line(untagged(title)),
        untagged(inner_text(abstract)) if abstract is not None else "",
        format="endnote",
        authors=tagged.authors_of(texts_of(record, "contributors/authors/author")),
        organizations=[text_of(record, "auth-address")],
        issued=tagged.date_of(text_of(record, "dates/year"), text_of(record, "dates/pub-dates/date")),
        venue=venue or text_of(record, "periodical/full-title") or text_of(record, "publisher"),
        keywords=texts_of(record, "keywords/keyword"),
        identifiers={"doi": text_of(record, "electronic-resource-num")},
        links=_links(record),
        language=text_of(record, "language"),
        doubts=part.doubts,
    )


def _links(record: etree._Element) -> Iterator[Link]:
    for path, kind in _LINKS:
        for value in texts_of(record, path):
            if "://" in value and not value.startswith("internal-pdf:"):
                yield from read_field(value, field=path.split("/")[1], kind=kind)
