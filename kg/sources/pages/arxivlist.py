"""arXiv's listings in HTML (`/list/cs.CL/new`, `recent`, a month) → one document a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.identifiers import month_of
from kg.sources.links import find
from kg.sources.pages.pagetree import is_page, named, page_of, text_of, told, within

_IDENTIFIER = re.compile(r"(?:https?://[\w.]*arxiv\.org)?/abs/([\w./-]+)")
_DESCRIPTOR = re.compile(
    r"(?:Title|Authors?|Comments?|Subjects?|Journal-ref|DOI|Report-no|(?:ACM|MSC)-class):\s*", re.I
)
_ENTRIES = frozenset({"dl", "dt", "dd"})  # of a page with tags that are not closed the next ones stand within
_CODE = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")


def recognise(head: str) -> bool:
    """Tell a listing by its entries, or by the list they stand in."""
    return is_page(head) and ("list-title" in head or ("arxiv" in head.lower() and "id='articles'" in head))


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry."""
    page = page_of(text)
    yield from told(page, _entries(page.root), text)


def _entries(page: etree._Element) -> Iterator[Found]:
    """Yield the papers; an entry is one that has arXiv's number in the `dt` before it."""
    for entry in page.iter("dd"):
        before = entry.getprevious()
        arxiv = _address(before) if before is not None and before.tag == "dt" else ""
        if arxiv:
            yield Found(f"line {entry.sourceline}", _document(entry, arxiv))


def _document(entry: etree._Element, arxiv: str) -> Document | str:
    comment, subjects = _field(entry, "list-comments"), _field(entry, "list-subjects")
    return compose(
        _field(entry, "list-title"),
        _abstract(entry),
        format="arxivlist",
        id=arxiv,
        authors=_authors(entry),
        issued=month_of(arxiv),
        venue=_field(entry, "list-journal-ref"),
        categories=_CODE.findall(subjects),
        identifiers={"arxiv": arxiv},
        links=[Link(f"https://arxiv.org/abs/{arxiv}", "page", "arXiv"), *find(comment, field="Comments")],
    )


def _address(head: etree._Element) -> str:
    links = (one.get("href", "") for one in within(head, skip=_ENTRIES) if one.tag == "a")
    return next((match[1] for match in map(_IDENTIFIER.match, links) if match), "")


def _field(entry: etree._Element, name: str) -> str:
    block = next(named(entry, name, skip=_ENTRIES), None)
    return _DESCRIPTOR.sub("", text_of(block, skip=_ENTRIES), count=1)


def _authors(entry: etree._Element) -> Iterator[Author]:
    block = next(named(entry, "list-authors", skip=_ENTRIES), None)
    links = within(block, skip=_ENTRIES) if block is not None else iter(())
    linked = [text_of(one, skip=_ENTRIES) for one in links if one.tag == "a"]
    names = linked or _field(entry, "list-authors").split(",")
    return (Author(name.strip()) for name in names)


def _abstract(entry: etree._Element) -> str:
    shown = (text_of(one, skip=_ENTRIES) for one in within(entry, skip=_ENTRIES) if one.tag == "p")
    return "\n\n".join(filter(None, shown))
