"""A text in HTML → its elements, whatever is wrong with it; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, cast

from lxml import etree

from kg.errors import SourceError
from kg.sources.files import Text, mend
from kg.sources.found import Found, Rest
from kg.sources.markup.elements import inner_text, root
from kg.sources.openers import openers
from kg.sources.strangers import seems
from kg.text import latex
from kg.text.cleaning import one_line

LARGEST = 1 << 24
"""Characters of a page."""

_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.I)
_UNICODE = re.compile(r"utf-?(?:8|16)|unicode", re.I)
_END = re.compile(r"</html\s*>", re.I)
_BEGINS = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.I)
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
    """Read a page whole; what stands behind its end, as other pages that were joined to it, is passed over.

    Raises SourceError where it is too long, or holds no element.
    """
    written = text.whole()
    if len(written) > LARGEST:
        raise SourceError(f"{text.place}: a page of over {LARGEST:,} characters; split it")
    first, *others = _apart(written)
    line = 1 + first.count("\n")
    for other in others:
        text.passed.append(Rest(line, other))
        line += other.count("\n")
    return tree(_decoded(first), text.place)


def _apart(written: str) -> Iterator[str]:
    """Part a file at the ends of pages where another begins, and from what is no page behind the last."""
    ends = [match.end() for match in _END.finditer(written)]
    starts = [end for end in ends if _BEGINS.match(written, end) or end == ends[-1]]
    for start, end in pairwise([0, *starts, len(written)]):
        yield written[start:end]


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
    if not count and not _pass_over(page.root, text):
        raise no_papers(text)


def _pass_over(page: etree._Element, text: Text) -> bool:
    """Pass over what a page without papers shows as a file that a browser opened: BibTeX, JSON, RIS."""
    shown = [Rest(cast(int, one.sourceline), inner_text(one)) for one in page.iter("pre")]
    others = [one for one in shown if any(openers(one.text, 1))]
    text.passed.extend(others)
    return bool(others)


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
