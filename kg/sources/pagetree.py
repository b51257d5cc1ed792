"""A text in HTML → its elements, whatever is wrong with it; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.errors import SourceError
from kg.sources.elements import inner_text, root
from kg.sources.files import Text, mend
from kg.sources.strangers import seems
from kg.text import latex
from kg.text.cleaning import one_line

LARGEST = 1 << 24
"""Characters of a page."""

_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.I)
_UNICODE = re.compile(r"utf-?(?:8|16)|unicode", re.I)
_NO_TEXT = frozenset(
    ["script", "style", "noscript", "template", "svg", "form", "nav", "footer", "button", "select"]
)


def is_page(head: str) -> bool:
    """Tell HTML by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name.lower() in {"html", "head", "body"}


def page_of(text: Text) -> etree._Element:
    """Read a page whole.

    Raises SourceError where it is too long, or holds no element.
    """
    written = text.whole()
    if len(written) > LARGEST:
        raise SourceError(f"{text.place}: a page of over {LARGEST:,} characters; split it")
    return tree(_decoded(written), text.place)


def tree(written: str, place: str) -> etree._Element:
    """Parse a page; what is no text of it (scripts, forms, menus) is left out."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    page = etree.fromstring(written.replace("\0", "").encode("utf-8", "replace"), parser)
    if page is None:
        raise SourceError(f"{place}: {seems(written)}; expected a page with papers")
    etree.strip_elements(page, *_NO_TEXT, with_tail=False)
    return page


def no_papers(text: Text) -> SourceError:
    """Say that a page holds no paper, and what it seems to be."""
    return SourceError(f"{text.place}: {seems(text.head)}; expected a page with a paper, or a list of papers")


def named(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the elements within one that have one of these classes."""
    if element is not None:
        for one in element.iter(etree.Element):
            if not set(names).isdisjoint(one.get("class", "").split()):
                yield one


def text_of(element: etree._Element | None, *, skip: frozenset[str] = frozenset()) -> str:
    """Give an element's text on one line, mathematics resolved."""
    return one_line(latex.plain(inner_text(element, skip=skip))) if element is not None else ""


def _decoded(written: str) -> str:
    """Read bytes that are no UTF-8 in the encoding that the page declares, else as Windows-1252."""
    declared = _CHARSET.search(written[:4096])
    if declared and not _UNICODE.match(declared[1]) and not written.isascii():
        try:
            return written.encode("utf-8", "surrogateescape").decode(declared[1], "replace")
        except (LookupError, UnicodeError):
            pass
    return mend(written)[0]
