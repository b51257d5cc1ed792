"""Columns and rows of terms → a table for people: plain text of a given width, or Markdown.

A column whose texts are long (a sentence, a URL) stands below its row over the whole width, under its name,
and so do columns that the width has no room for; columns without any value are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from pyoxigraph import Literal
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.store.formats import NUMBERS, Rows, Term
from kg.store.wording import shown

GAP: Final = 2
LONG: Final = 90
"""Texts that are longer on average stand below their rows,"""
LINES: Final = 2.5
"""and so do those that would take more lines on average,"""
BRIEF: Final = 32
"""and what has a longer word (an IRI, a URL), unless all columns have room side by side."""
WORD: Final = 24
"""Words are broken only beyond this."""
MOST: Final = 1000
"""Of a text with more characters the rest is left out (what hundreds of systems are called, in one cell)."""


def table(columns: Sequence[str], rows: Rows, *, width: int = 80) -> str:
    """Write rows under their headings, no line longer than `width` cells."""
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False, emoji=False, markup=False)
    console.print(rendered(columns, rows, width=width))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def rendered(columns: Sequence[str], rows: Rows, *, width: int = 80) -> RenderableType:
    """Lay out rows for a rich console that is `width` cells wide."""
    if not rows:
        return Text("nothing found")
    held = [column for column in _columns(columns, rows) if column.longest]
    beside, widths = _beside(held, width)
    below = [column for column in held if column not in beside]
    parts: list[RenderableType] = [
        _line([column.name for column in beside], widths, beside, style="bold"),
        _line(["─" * cell for cell in widths], widths, beside),
    ]
    for number in range(len(rows)):
        parts.append(_line([column.cells[number] for column in beside], widths, beside))
        parts += [
            Padding(Text(each, style="dim", overflow="fold"), (0, 0, 0, 2 * GAP))
            for each in _below(below, number)
        ]
    return Group(*parts)


def markdown(columns: Sequence[str], rows: Rows) -> str:
    """Write rows as a table of GitHub's Markdown."""
    lines = [[_escaped(name) for name in columns], ["---"] * len(columns)]
    lines += [[_escaped(shown(term)) for term in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cut(text: str) -> str:
    """Leave out what no reader goes through, and say so."""
    if len(text) <= MOST:
        return text
    begun = text[:MOST].rsplit(" ", 1)[0]
    return f"{begun} … ({len(text) - len(begun):,} characters more; the formats for programs have all)"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's name and cells; how wide the widest is, the widest word, and a cell on average."""

    name: str
    cells: tuple[str, ...]
    is_right: bool
    longest: int
    word: int
    mean: float


def _columns(names: Sequence[str], rows: Rows) -> Iterator[_Column]:
    for number, name in enumerate(names):
        terms = [row[number] for row in rows]
        cells = tuple(_cut(shown(term)) for term in terms)
        lengths = list(map(cell_len, cells))
        word = max((cell_len(word) for cell in cells for word in cell.split()), default=0)
        mean = sum(lengths) / len(cells)
        yield _Column(name, cells, all(map(_is_number, terms)), max(lengths), word, mean)


def _beside(held: Sequence[_Column], width: int) -> tuple[Sequence[_Column], Sequence[int]]:
    """Choose the columns that stand side by side, and how wide each is."""
    short = [column for column in held if column.mean <= LONG]
    beside, widths = _fitted(short, width)
    if len(beside) == len(held) and not _cramped(beside, widths):
        return beside, widths
    short = [column for column in short if column.word <= BRIEF] or list(held[:1])
    beside, widths = _fitted(short, width)
    cramped = _cramped(beside, widths)
    if cramped and len(beside) > len(cramped):
        beside, widths = _fitted([each for each in short if each not in cramped], width)
    return beside, widths


def _cramped(columns: Sequence[_Column], widths: Sequence[int]) -> list[_Column]:
    return [each for each, cell in zip(columns, widths, strict=True) if each.mean > LINES * cell]


def _below(columns: Sequence[_Column], number: int) -> Iterator[str]:
    """Say what has no column of its own, by name: short values in one line, then each text in its own."""
    for are_brief in (True, False):
        said = [
            _named(column.name, column.cells[number])
            for column in columns
            if column.cells[number] and (column.longest <= BRIEF) == are_brief
        ]
        yield from [" · ".join(said)] if are_brief and said else said


def _named(name: str, text: str) -> str:
    return text if text.startswith(f"{name}:") else f"{name}: {text}"


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[_Column], style: str = "") -> Table:
    grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for cell, column in zip(widths, columns, strict=True):
        grid.add_column(width=cell, justify="right" if column.is_right else "left", overflow="fold")
    grid.add_row(*(Text(cell, style=style) for cell in cells))
    return grid


def _fitted(columns: Sequence[_Column], width: int) -> tuple[list[_Column], list[int]]:
    """Choose the first columns that fit without breaking words, and how wide each is."""
    held: list[_Column] = []
    least: list[int] = []
    for column in columns:
        word = min(max(cell_len(column.name), column.word), WORD)
        if held and sum(least) + word + GAP * len(least) > width:
            break
        held.append(column)
        least.append(word)
    wide = [max(cell_len(column.name), column.longest) for column in held]
    room = max(width - GAP * (len(held) - 1), len(held))
    while sum(wide) > room:
        slack = [one - other for one, other in zip(wide, least, strict=True)]
        wide[wide.index(max(wide)) if max(slack) <= 0 else _widest(wide, slack)] -= 1
    return held, wide


def _widest(wide: Sequence[int], slack: Sequence[int]) -> int:
    return max(range(len(wide)), key=lambda number: (slack[number] > 0, wide[number], -number))


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in NUMBERS)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
