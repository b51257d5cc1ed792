"""Columns and rows of terms → a table for people: plain text of a given width, or Markdown.

A column whose texts are long (a sentence, a URL) stands below its row over the whole width, and so do columns
that the width has no room for; columns without any value are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
"""and what has a longer word (an IRI, a URL)."""
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
    cells = [[_cut(shown(term)) for term in row] for row in rows]
    numbers = [number for number in range(len(columns)) if _longest(cells, number)]
    short = [number for number in numbers if _mean(cells, number) <= LONG and _word(cells, number) <= BRIEF]
    beside, widths = _fitted(columns, cells, short or [0], width)
    cramped = [
        number for number, cell in zip(beside, widths, strict=True) if _mean(cells, number) > LINES * cell
    ]
    if cramped and len(beside) > len(cramped):
        beside, widths = _fitted(columns, cells, [each for each in short if each not in cramped], width)
    right = [all(_is_number(row[number]) for row in rows) for number in beside]
    below = [number for number in numbers if number not in beside]
    brief = [number for number in below if _longest(cells, number) <= BRIEF]
    long = [number for number in below if number not in brief]
    parts: list[RenderableType] = [
        _line([columns[number] for number in beside], widths, right, style="bold"),
        _line(["─" * cell for cell in widths], widths, right),
    ]
    for row in cells:
        parts.append(_line([row[number] for number in beside], widths, right))
        parts += [
            Padding(Text(each, style="dim", overflow="fold"), (0, 0, 0, 2 * GAP))
            for each in _below(columns, row, brief, long)
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


def _below(
    columns: Sequence[str], row: Sequence[str], brief: Sequence[int], long: Sequence[int]
) -> Iterator[str]:
    """Say what has no column of its own: short values in one line, by name, then each text in its own."""
    said = [
        row[n] if row[n].startswith(f"{columns[n]}:") else f"{columns[n]} {row[n]}" for n in brief if row[n]
    ]
    if said:
        yield " · ".join(said)
    yield from (row[number] for number in long if row[number])


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], style: str = "") -> Table:
    grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for cell, at_right in zip(widths, right, strict=True):
        grid.add_column(width=cell, justify="right" if at_right else "left", overflow="fold")
    grid.add_row(*(Text(cell, style=style) for cell in cells))
    return grid


def _fitted(
    columns: Sequence[str], cells: Sequence[Sequence[str]], numbers: Sequence[int], width: int
) -> tuple[list[int], list[int]]:
    """Choose the first columns that fit without breaking words, and how wide each is."""
    held: list[int] = []
    least: list[int] = []
    wide: list[int] = []
    for number in numbers:
        texts = [columns[number], *(row[number] for row in cells)]
        word = min(max(cell_len(columns[number]), _word(cells, number)), WORD)
        if held and sum(least) + word + GAP * len(least) > width:
            break
        held.append(number)
        least.append(word)
        wide.append(max(map(cell_len, texts)))
    room = max(width - GAP * (len(held) - 1), len(held))
    while sum(wide) > room:
        slack = [one - other for one, other in zip(wide, least, strict=True)]
        wide[wide.index(max(wide)) if max(slack) <= 0 else _widest(wide, slack)] -= 1
    return held, wide


def _widest(wide: Sequence[int], slack: Sequence[int]) -> int:
    return max(range(len(wide)), key=lambda number: (slack[number] > 0, wide[number], -number))


def _longest(cells: Sequence[Sequence[str]], number: int) -> int:
    return max(cell_len(row[number]) for row in cells)


def _word(cells: Sequence[Sequence[str]], number: int) -> int:
    return max((cell_len(word) for row in cells for word in row[number].split()), default=0)


def _mean(cells: Sequence[Sequence[str]], number: int) -> float:
    return sum(cell_len(row[number]) for row in cells) / len(cells)


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in NUMBERS)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
