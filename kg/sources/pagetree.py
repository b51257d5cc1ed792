"""A text in HTML → its elements, whatever is wrong with it; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from kg.errors import SourceError
from kg.sources.elements import inner_text, root
from kg.sources.files import Text, mend
from kg.sources.found import Found
from kg.sources.strangers import seems
from kg.text import latex
from kg.text.cleaning import one_line

LARGEST = 1 << 24
"""Characters of a page."""

_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.I)
_UNICODE = re.compile(r"utf-?(?:8|16)|unicode", re.I)
_SECOND = re.compile(r"</html\s*>\s*(?=<!doctype\s+html|<html[\s>])", re.I)
_NO_TEXT = frozenset(
    ["script", "style", "noscript", "template", "svg", "form", "nav", "footer", "button", "select"]
)


def is_page(head: str) -> bool:
    """Tell HTML by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name.lower() in {"html", "head", "body"}


class Page(NamedTuple):
    """A page's outermost element, and what is wrong with it where it could not be read to its end."""

    root: etree._Element
    damage: str = ""


def page_of(text: Text) -> Page:
    """Read a page whole; of several in one file the first.

    Raises SourceError where it is too long, or holds no element.
    """
    written = text.whole()
    if len(written) > LARGEST:
        raise SourceError(f"{text.place}: a page of over {LARGEST:,} characters; split it")
    second = _SECOND.search(written)
    if second is None:
        return tree(_decoded(written), text.place)
    line = written.count("\n", 0, second.end()) + 1
    page = tree(_decoded(written[: second.end()]), text.place)
    return Page(
        page.root, page.damage or f"line {line}: another page begins, which is left out; part the file"
    )


def tree(written: str, place: str) -> Page:
    """Parse a page; what is no text of it (scripts, forms, menus) is left out."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    page = etree.fromstring(written.replace("\0", "").encode("utf-8", "replace"), parser)
    if page is None:
        raise SourceError(f"{place}: {seems(written)}; expected a page with papers")
    etree.strip_elements(page, *_NO_TEXT, with_tail=False)
    return Page(page, next(map(_damage, parser.error_log.filter_from_fatals()), ""))


def _damage(error: etree._LogEntry) -> str:
    return f"line {error.line}: elements nested too deeply; the rest of the page is left out"


def told(page: Page, found: Iterable[Found], text: Text) -> Iterator[Found]:
    """Yield what was found in a page.

    Raises SourceError where that is nothing, or the page could not be read to its end.
    """
    count = 0
    for count, one in enumerate(found, start=1):  # noqa: B007
        yield one
    if page.damage:
        raise SourceError(f"{text.place}: {page.damage}")
    if not count:
        raise no_papers(text)


def no_papers(text: Text) -> SourceError:
    """Say that a page holds no paper, and what it seems to be."""
    return SourceError(f"{text.place}: {seems(text.head)}; expected a page with a paper, or a list of papers")


def addresses(page: etree._Element) -> Iterator[str]:
    """Yield the addresses that a page gives as its own."""
    yield from (one.get("href", "") for one in page.iter("base"))
    yield from (one.get("href", "") for one in page.iter("link") if one.get("rel") == "canonical")
    yield from (one.get("content", "") for one in page.iter("meta") if one.get("property") == "og:url")


class Above:
    """The nearest element of some kind around others; asking for all takes no longer than the page is."""

    def __init__(self, fits: Callable[[etree._Element], bool]) -> None:
        self._fits = fits
        self._known: dict[etree._Element, etree._Element | None] = {}

    def nearest(self, element: etree._Element) -> etree._Element | None:
        """Find it, else None."""
        passed: list[etree._Element] = []
        found = None
        for above in element.iterancestors():
            if above in self._known:
                found = self._known[above]
                break
            passed.append(above)
            if self._fits(above):
                found = above
                break
        self._known.update(dict.fromkeys(passed, found))
        return found


def within(element: etree._Element, *, skip: frozenset[str] = frozenset()) -> Iterator[etree._Element]:
    """Yield an element and those within it, but for those of the names to be skipped, with all in them."""
    walker = etree.iterwalk(element, events=("start",))
    for _, one in walker:
        if one is not element and one.tag in skip:
            walker.skip_subtree()
        else:
            yield one


def named(
    element: etree._Element, *names: str, skip: frozenset[str] = frozenset()
) -> Iterator[etree._Element]:
    """Yield the outermost elements within one that have one of these classes."""
    walker = etree.iterwalk(element, events=("start",))
    for _, one in walker:
        classed = not set(names).isdisjoint(one.get("class", "").split())
        if classed or (one is not element and one.tag in skip):
            walker.skip_subtree()
        if classed:
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
