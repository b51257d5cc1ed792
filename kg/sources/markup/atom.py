"""An answer of arXiv's API (Atom) → one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.identifiers import without_version
from kg.sources.links import find
from kg.sources.markup.elements import Part, every, first, inner_text, parts, root
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_ID = re.compile(r"https?://(?:export\.)?arxiv\.org/abs/(.+)", re.I)
_ERROR = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors", re.I)


def recognise(head: str) -> bool:
    """Tell a feed by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name == "feed"


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry; the entry that arXiv's API answers an error with is none."""
    for part in parts(text, "entry"):
        yield Found(part.place, _document(part))


def _document(part: Part) -> Document | str:
    entry = part.element
    address = _text(entry, "id")
    abstract = paragraphs(latex.plain(_raw(entry, "summary") or _raw(entry, "content")))
    if _ERROR.match(address):
        return f"arXiv answers with an error: {abstract or 'no reason given'}; ask again"
    arxiv = match[1] if (match := _ID.match(address)) else ""
    comment = _text(entry, "comment")
    return compose(
        one_line(latex.plain(_raw(entry, "title"))),
        abstract,
        format="atom",
        id=without_version(arxiv) or address,
        authors=[_author(author) for author in every(entry, "author")],
        issued=read_date(_text(entry, "published") or _text(entry, "updated")),
        venue=_text(entry, "journal_ref"),
        categories=_categories(entry),
        identifiers={"arxiv": arxiv, "doi": _text(entry, "doi")},
        links=[*_links(entry), *find(comment, field="comment")],
        licence=_text(entry, "rights"),
        doubts=part.doubts,
    )


def _author(author: etree._Element) -> Author:
    affiliations = (one_line(inner_text(one)) for one in every(author, "affiliation"))
    return Author(_text(author, "name"), tuple(filter(None, affiliations)))


def _categories(entry: etree._Element) -> list[str]:
    """List the primary category first; codes of other schemes (`68T07; I.2.7`) are left out."""
    found = [*every(entry, "primary_category"), *every(entry, "category")]
    terms = (one.get("term", "").strip() for one in found)
    return [term for term in terms if re.fullmatch(r"[a-z-]+(?:\.[A-Za-z-]+)?", term)]


def _links(entry: etree._Element) -> Iterator[Link]:
    for link in every(entry, "link"):
        address = link.get("href", "")
        if link.get("title") == "pdf" or link.get("type") == "application/pdf":
            yield Link(address, "pdf", "link")
        elif link.get("rel") == "alternate":
            yield Link(address, "page", "link")


def _raw(entry: etree._Element, name: str) -> str:
    found = first(entry, name)
    return inner_text(found) if found is not None else ""


def _text(entry: etree._Element, name: str) -> str:
    return one_line(latex.plain(_raw(entry, name)))
