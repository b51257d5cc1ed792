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
from kg.sources.pagetree import is_page, named, no_papers, page_of, text_of

_IDENTIFIER = re.compile(r"(?:https?://[\w.]*arxiv\.org)?/abs/([\w./-]+)")
_DESCRIPTOR = re.compile(
    r"(?:Title|Authors?|Comments?|Subjects?|Journal-ref|DOI|Report-no|(?:ACM|MSC)-class):\s*", re.I
)
_CODE = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")


def recognise(head: str) -> bool:
    """Tell a listing by its entries, or by the list they stand in."""
    return is_page(head) and ("list-title" in head or ("arxiv" in head.lower() and "id='articles'" in head))


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry."""
    entries = [one for one in page_of(text).iter("dd") if _head(one) is not None]
    if not entries:
        raise no_papers(text)
    for entry in entries:
        yield Found(f"line {entry.sourceline}", _document(entry))


def _document(entry: etree._Element) -> Document | str:
    arxiv = _identifier(entry)
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


def _head(entry: etree._Element) -> etree._Element | None:
    """The `dt` before an entry's `dd`; an entry is one that has arXiv's number there."""
    before = entry.getprevious()
    return before if before is not None and before.tag == "dt" and _address(before) else None


def _address(head: etree._Element) -> str:
    matches = (_IDENTIFIER.match(one.get("href", "")) for one in head.iter("a"))
    return next((match[1] for match in matches if match), "")


def _identifier(entry: etree._Element) -> str:
    head = _head(entry)
    return _address(head) if head is not None else ""


def _field(entry: etree._Element, name: str) -> str:
    return _DESCRIPTOR.sub("", text_of(next(named(entry, name), None)), count=1)


def _authors(entry: etree._Element) -> Iterator[Author]:
    block = next(named(entry, "list-authors"), None)
    linked = [text_of(one) for one in block.iter("a")] if block is not None else []
    names = linked or _field(entry, "list-authors").split(",")
    return (Author(name.strip()) for name in names)


def _abstract(entry: etree._Element) -> str:
    return "\n\n".join(filter(None, map(text_of, entry.iter("p"))))
