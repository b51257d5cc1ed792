"""Elements of a page → their text in runs, each with the marks it is set in and the address it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from lxml import etree

from kg.text import latex
from kg.text.cleaning import one_line

Marks = frozenset[str]

TITLE = frozenset({"title", "papertitle", "ptitle"})
AUTHORS = frozenset({"author", "authors", "authorlist", "speakers"})
ABSTRACT = frozenset({"abstract"})
NAMED = TITLE | AUTHORS | ABSTRACT
"""Words of classes and names of columns that say what is in them."""

_NONE: Marks = frozenset()
_MARKS = frozenset(["strong", "b", "em", "i", "h1", "h2", "h3", "h4", "h5", "h6", "cite"])
_BLOCKS = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "td",
        "th",
        "dd",
        "dt",
        "tr",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "details",
        "summary",
        "blockquote",
    ]
)
_ENTRIES = frozenset({"ul", "ol", "dl", "table", "tr"})
_DEEPEST = 6
"""Elements of one name within each other, of which each may be an entry of its own."""
_WORD = re.compile(r"[a-z]+")
# What parts plain text: lines, bars, dashes, brackets, and the ends of sentences.
_QUOTED = re.compile(r"([^\"“”]{0,300})[\"“]([^\"“”]{12,}?)[,.]?[\"”][,.]?\s+(?!:)(.*)", re.S)
_QUOTES = re.compile('["“”]')
_BLANKS = re.compile(r"[^\S\n]{2,}")
_PARTS = re.compile(r"\s+[|–—-]+\s+|\s*[\n\[\]|]\s*|(?<=[\w)][\w)][.?!])\s+(?=[^\W\d_a-z\"])")


class Run(NamedTuple):
    """Text between two changes of marks: tags, words of classes, and the column of a table."""

    text: str
    href: str = ""
    marks: Marks = _NONE


def runs_of(
    elements: Iterable[etree._Element], columns: Mapping[int, str], *, deep: bool = False
) -> list[Run]:
    """Give the runs of an entry in order; lists within it are entries of their own, unless `deep`."""
    runs: list[Run] = []
    for element in elements:
        runs += [*_walked(element, columns, deep), Run("\n")]
    return list(_parted(_joined(runs)))


def _walked(element: etree._Element, columns: Mapping[int, str], deep: bool) -> Iterator[Run]:
    above: list[tuple[Marks, str]] = [(_NONE, "")]
    cells: list[int] = [0]
    own, alike = element.tag, 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        name = node.tag
        if event == "start":
            if columns:
                cells[-1] += 1
                cells.append(0)
            alike += name == own
            marks, href = above[-1]
            hidden = (name in _ENTRIES and not deep) or name == "summary" or alike > _DEEPEST
            if hidden and node is not element:
                walker.skip_subtree()
                above.append((marks, href))
                continue
            marks = _marks(node, name, marks, columns, cells[-2] - 1 if columns else 0)
            href = node.get("href", "") if name == "a" else href
            above.append((marks, href))
            if name in _BLOCKS:
                yield Run("\n")
            yield Run(node.text or "", href, marks)
        else:
            above.pop()
            if columns:
                cells.pop()
            alike -= name == own
            if name in _BLOCKS:
                yield Run("\n")
            if node is not element:
                marks, href = above[-1]
                yield Run(node.tail or "", href, marks)


def _marks(node: etree._Element, name: str, marks: Marks, columns: Mapping[int, str], column: int) -> Marks:
    """Add to the marks of what is around an element those of its own."""
    own = {name} if name in _MARKS else set()
    if columns and name in {"td", "th"}:
        own.add(columns.get(column, ""))
    if classes := node.get("class"):
        own.update(_WORD.findall(classes.lower()))
    return marks | own if own else marks


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join runs of one link, of one thing that is named, or that differ in nothing."""
    last = Run("")
    for run in runs:
        named = run.marks and last.marks and run.marks & last.marks & NAMED
        if named or run[1:] == last[1:] or (run.href and run.href == last.href):
            last = Run(last.text + run.text, last.href or run.href, last.marks | run.marks)
        else:
            yield last
            last = run
    yield last


def _parted(runs: Iterable[Run]) -> Iterator[Run]:
    """Part plain text where one thing ends and another begins; all else is one thing."""
    for run in runs:
        if not run.text or run.text.isspace():
            continue
        text = _BLANKS.sub(" ", latex.plain(run.text))
        plain = not run.href and not run.marks
        quoted = _QUOTED.match(text) if plain and _QUOTES.search(text) else None
        around = [quoted[1], quoted[3]] if quoted else [text]
        parts = [_PARTS.split(part) if plain else [part] for part in around]
        if quoted:
            parts.insert(1, [quoted[2]])
        for part in chain.from_iterable(parts):
            if written := one_line(part):
                yield Run(written, run.href, run.marks)
