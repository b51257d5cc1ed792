"""A page that lists papers (accepted papers, proceedings, link lists) → one document an entry."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain, islice

from lxml import etree

from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.objects.fields import normal
from kg.sources.pages.listed import Entry, entry_of, is_paper, to_document
from kg.sources.pages.pageruns import Run, runs_of
from kg.sources.pages.pagetree import Above, addresses, is_page, page_of, text_of, told

LINE = "data-line"
"""The attribute that tells the line of an entry where the page was made of another text."""

_ENTRIES = ("li", "tr", "dd", "dt", "article")
_OTHERS = ("p", "div", "td", "h2", "h3", "h4")
_FEW = 3
_COLUMNS = {
    **dict.fromkeys(
        ("title", "paper", "papers", "papertitle", "papersource", "publication", "article"), "title"
    ),
    **dict.fromkeys(("author", "authors", "authorlist"), "authors"),
    **dict.fromkeys(("abstract", "summary"), "abstract"),
}
_BASE = re.compile(r"https?://[^\s\"'<>]+")


def recognise(head: str) -> bool:
    """Tell any page; one without papers is told when it is read."""
    return is_page(head)


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry."""
    page = page_of(text)
    yield from told(page, entries(page.root, format="html", base=_base(page.root)), text)


def entries(page: etree._Element, *, format: str, base: str = "") -> Iterator[Found]:
    """Yield the papers that a page lists: entries that lead to one, and those of a list that name authors."""
    around = _Around()
    links = (link for link in page.iter("a") if is_paper(link.get("href", "")))
    linked = {item: None for item in map(around.item_of, links) if item is not None}
    crowded = _crowded(linked)
    listed = {item: (runs, entry) for item, runs, entry in _without_links(page, linked, around)}
    for item in page.iter(etree.Element):
        if item in linked:
            runs, entry = _widened(item, crowded, around)
            shown = item.tag in _ENTRIES or (not entry.before and len(entry.title.split()) > 2)
        elif item in listed:
            runs, entry = listed[item]
            shown = True
        else:
            continue
        if shown:
            yield Found(around.place_of(item), to_document(runs, entry, format=format, base=base))


class _Around:
    """What stands around the elements of one page: entries, tables with the names of their columns, lines."""

    def __init__(self) -> None:
        self._entries = Above(lambda one: one.tag in _ENTRIES)
        self._others = Above(lambda one: one.tag in _OTHERS)
        self._tables = Above(lambda one: one.tag == "table")
        self._lines = Above(lambda one: one.get(LINE) is not None)
        self._terms: dict[etree._Element, etree._Element] = {}
        self._columns: dict[etree._Element, dict[int, str]] = {}

    def item_of(self, link: etree._Element) -> etree._Element | None:
        """Find the entry that a link stands in: of a list or table, else a paragraph."""
        item = self._entries.nearest(link)
        return self._others.nearest(link) if item is None else self._term(item)

    def _term(self, item: etree._Element) -> etree._Element:
        """Of a term and its descriptions the term stands for the entry."""
        passed = []
        while item not in self._terms and item.tag == "dd":
            before = item.getprevious()
            if before is None or before.tag not in {"dd", "dt"}:
                break
            passed.append(item)
            item = before
        term = self._terms.get(item, item)
        self._terms.update(dict.fromkeys(passed, term))
        return term

    def columns(self, item: etree._Element) -> dict[int, str]:
        """Name the columns of the table that a row stands in."""
        table = self._tables.nearest(item) if item.tag == "tr" else None
        head = next(table.iter("tr"), None) if table is not None else None
        if head is None or head is item:
            return {}
        if head not in self._columns:
            names = (_COLUMNS.get(normal(text_of(cell)), "") for cell in head)
            self._columns[head] = {number: name for number, name in enumerate(names) if name}
        return self._columns[head]

    def place_of(self, item: etree._Element) -> str:
        """Tell the line of an element, in the text that the page was made of."""
        line = item if item.get(LINE) else self._lines.nearest(item)
        return f"line {item.sourceline if line is None else line.get(LINE)}"


def _crowded(items: Iterable[etree._Element]) -> Container[etree._Element]:
    """Give what has more than one of the items in it; what is around that has too, and is not gone up to."""
    once: set[etree._Element] = set()
    crowded: set[etree._Element] = set()
    for item in items:
        for above in item.iterancestors():
            if above in crowded:
                break
            (crowded if above in once else once).add(above)
    return crowded


def _runs(item: etree._Element, around: _Around, *, deep: bool = False) -> list[Run]:
    elements = [item]
    if item.tag == "dt":
        for after in item.itersiblings("dd", "dt"):
            if after.tag == "dt":
                break
            elements.append(after)
    return runs_of(elements, around.columns(item), deep=deep)


def _widened(
    item: etree._Element, crowded: Container[etree._Element], around: _Around
) -> tuple[list[Run], Entry]:
    """Read an entry, with what stands around it where it has no title and no other entry is there."""
    runs = _runs(item, around)
    entry = entry_of(runs)
    for above in islice(item.iterancestors(), _FEW):
        if entry.title or above in crowded or above.tag in {"body", "html", "tbody", "table"}:
            break
        runs = _runs(above, around, deep=True)
        entry = entry_of(runs)
    return runs, entry


def _without_links(
    page: etree._Element, linked: Container[etree._Element], around: _Around
) -> Iterator[tuple[etree._Element, list[Run], Entry]]:
    """Yield entries of lists in which most name a title and authors, as those of accepted papers do."""
    groups: dict[tuple[etree._Element, str], list[etree._Element]] = {}
    for item in page.iter("li", "tr", "p"):
        above = item.getparent()
        if above is not None:
            groups.setdefault((above, str(item.tag)), []).append(item)
    for items in groups.values():
        others = [item for item in items if item not in linked] if len(items) >= _FEW else []
        wordy = ((item, _runs(item, around)) for item in others if _has_words(item))
        telling = [(item, runs, entry) for item, runs in wordy if _tells(entry := entry_of(runs))]
        if len(telling) >= _FEW and 2 * len(telling) > len(others):
            yield from telling


def _has_words(item: etree._Element) -> bool:
    """Tell at a glance whether there may be a title and a name in an element."""
    words = chain.from_iterable(str(text).split() for text in item.itertext())
    return next(islice(words, _FEW, None), None) is not None


def _tells(entry: Entry) -> bool:
    return entry.sure and len(entry.title.split()) > 2 and bool(entry.names)


def _base(page: etree._Element) -> str:
    """The address that the page says it has."""
    return next(filter(_BASE.match, addresses(page)), "")
