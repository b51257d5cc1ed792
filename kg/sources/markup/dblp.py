"""DBLP's records, in XML or as its search answers them in JSON → one document a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.links import read_field
from kg.sources.markup.elements import Part, local_name, parts, root, texts_of
from kg.sources.objects.values import at, raw_at, text_at

_KINDS = (
    "article",
    "inproceedings",
    "incollection",
    "book",
    "proceedings",
    "phdthesis",
    "mastersthesis",
    "data",
)
_NUMBERED = re.compile(r" \d{4}$")  # of namesakes: `Wei Zhang 0001`
_VENUES = ("journal", "booktitle", "school", "publisher")


def recognise(head: str) -> bool:
    """Tell DBLP's XML by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name in {"dblp", "dblpperson", "r", "bht"} and 'key="' in head


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each publication, as soon as it is read."""
    # The whole file has millions of homepages of authors: they are let go as they come.
    for part in parts(text, *_KINDS, "www"):
        if local_name(part.element) != "www":
            yield Found(part.place, _document(part))
        _let_go_before(part.element)


def _let_go_before(element: etree._Element) -> None:
    """Drop what is done: even an empty element takes a hundred bytes, and there are millions."""
    parent, done = element.getparent(), element.getprevious()
    if parent is not None and done is not None:
        parent.remove(done)


def fits(record: dict[str, object]) -> bool:
    """Tell a hit of DBLP's search by where its fields stand."""
    return "@id" in record and bool(raw_at(record, "info", "title"))


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a hit."""
    told = at(record, "info")
    people, venues = at(told, "authors", "author"), at(told, "venue")
    return _composed(
        text_at(told, "title"),
        key=text_at(told, "key"),
        names=[
            text_at(one, "text") or text_at(one) for one in (people if isinstance(people, list) else [people])
        ],
        year=text_at(told, "year"),
        venue=text_at(venues, 0) if isinstance(venues, list) else text_at(venues),
        doi=text_at(told, "doi"),
        addresses=[raw_at(told, "ee")],
        doubts=doubts,
    )


def _document(part: Part) -> Document | str:
    texts = {name: texts_of(part.element, name) for name in ("title", "author", "year", "ee", *_VENUES)}
    return _composed(
        next(iter(texts["title"]), ""),
        key=part.element.get("key", ""),
        names=texts["author"],
        year=next(iter(texts["year"]), ""),
        venue=next((one for name in _VENUES for one in texts[name]), ""),
        addresses=texts["ee"],
        doubts=part.doubts,
    )


def _composed(
    title: str,
    *,
    key: str,
    names: list[str],
    year: str,
    venue: str,
    addresses: list[str],
    doi: str = "",
    doubts: tuple[str, ...] = (),
) -> Document | str:
    links: list[Link] = [link for one in addresses for link in read_field(one, field="ee", kind="page")]
    return compose(
        title.removesuffix("."),
        "",
        format="dblp",
        id=key,
        authors=[Author(_NUMBERED.sub("", name)) for name in names],
        issued=year,
        venue=venue,
        identifiers={"dblp": key, "doi": doi},
        links=links,
        doubts=doubts,
    )
