"""A page that lists papers (accepted papers, proceedings, link lists) → one document an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from kg.sources.fields import normal
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.listed import Entry, entry_of, is_paper, to_document
from kg.sources.pageruns import Run, runs_of
from kg.sources.pagetree import is_page, no_papers, page_of, text_of

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
    found = list(entries(page, format="html", base=_base(page)))
    if not found:
        raise no_papers(text)
    yield from found


def entries(page: etree._Element, *, format: str, base: str = "") -> Iterator[Found]:
    """Yield the papers that a page lists: entries that lead to one, and those of a list that name authors."""
    items = (_item(link) for link in page.iter("a") if is_paper(link.get("href", "")))
    linked = {item: None for item in items if item is not None}
    around = Counter(above for item in linked for above in item.iterancestors())
    listed = {item: (runs, entry) for item, runs, entry in _without_links(page, linked)}
    for item in page.iter(etree.Element):
        if item in linked:
            runs, entry = _widened(item, around)
            shown = item.tag in _ENTRIES or (not entry.before and len(entry.title.split()) > 2)
        elif item in listed:
            runs, entry = listed[item]
            shown = True
        else:
            continue
        if shown:
            yield Found(_place(item), to_document(runs, entry, format=format, base=base))


def _item(link: etree._Element) -> etree._Element | None:
    """Find the entry that a link stands in: of a list or table, else a paragraph."""
    for names in (_ENTRIES, _OTHERS):
        for above in link.iterancestors():
            if above.tag in names:
                return _term(above)
    return None


def _term(item: etree._Element) -> etree._Element:
    """Of a term and its descriptions the term stands for the entry."""
    while item.tag == "dd" and (before := item.getprevious()) is not None and before.tag in {"dd", "dt"}:
        item = before
    return item


def _runs(item: etree._Element, *, deep: bool = False) -> list[Run]:
    elements = [item]
    if item.tag == "dt":
        for after in item.itersiblings("dd", "dt"):
            if after.tag == "dt":
                break
            elements.append(after)
    return runs_of(elements, _columns(item), deep=deep)


def _widened(item: etree._Element, around: Mapping[etree._Element, int]) -> tuple[list[Run], Entry]:
    """Read an entry, with what stands around it where it has no title and no other entry is there."""
    runs = _runs(item)
    entry = entry_of(runs)
    for above in list(item.iterancestors())[:_FEW]:
        if entry.title or around[above] > 1 or above.tag in {"body", "html", "tbody", "table"}:
            break
        runs = _runs(above, deep=True)
        entry = entry_of(runs)
    return runs, entry


def _columns(item: etree._Element) -> dict[int, str]:
    """Name the columns of the table that a row stands in."""
    table = next(item.iterancestors("table"), None) if item.tag == "tr" else None
    head = next(table.iter("tr"), None) if table is not None else None
    return {} if head is None or head is item else _named(head)


@lru_cache(maxsize=16)
def _named(head: etree._Element) -> dict[int, str]:
    names = (_COLUMNS.get(normal(text_of(cell)), "") for cell in head)
    return {number: name for number, name in enumerate(names) if name}


def _without_links(
    page: etree._Element, linked: Container[etree._Element]
) -> Iterator[tuple[etree._Element, list[Run], Entry]]:
    """Yield entries of lists in which most name a title and authors, as those of accepted papers do."""
    groups: dict[tuple[etree._Element, str], list[etree._Element]] = {}
    for item in page.iter("li", "tr", "p"):
        above = item.getparent()
        if above is not None:
            groups.setdefault((above, str(item.tag)), []).append(item)
    for items in groups.values():
        others = [(item, _runs(item)) for item in items if item not in linked] if len(items) >= _FEW else []
        told = [(item, runs, entry) for item, runs in others if _tells(entry := entry_of(runs))]
        if len(told) >= _FEW and 2 * len(told) > len(others):
            yield from told


def _tells(entry: Entry) -> bool:
    return entry.sure and len(entry.title.split()) > 2 and bool(entry.names)


def _place(item: etree._Element) -> str:
    told = next((one.get(LINE) for one in (item, *item.iterancestors()) if one.get(LINE)), None)
    return f"line {told or item.sourceline}"


def _base(page: etree._Element) -> str:
    """The address that the page says it has."""
    told = [one.get("href", "") for one in page.iter("base")]
    told += [one.get("href", "") for one in page.iter("link") if one.get("rel") == "canonical"]
    told += [one.get("content", "") for one in page.iter("meta") if one.get("property") == "og:url"]
    return next(filter(_BASE.match, told), "")
