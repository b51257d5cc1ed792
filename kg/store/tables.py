"""Columns and rows of terms → a table for people: plain text of a given width, or Markdown.

A column whose texts are long (a sentence) stands below its row, over the whole width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from typing import Final

from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.rdf.vocab import PREFIXES
from kg.store.formats import Rows, Term, plain

GAP: Final = 2
LONG: Final = 48
NARROWEST: Final = 5

_NUMBERS: Final = frozenset(
    f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")
)
_NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda each: (-len(each[1]), each[0]))
_LOCAL: Final = re.compile(r"[\w%][\w.%-]*(?<!\.)|")
# Control characters drive the terminal, bidirectional marks reorder what stands beside them.
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
    cells = [[shown(term) for term in row] for row in rows]
    long = [number for number in range(len(columns)) if _longest(cells, number) > LONG and len(columns) > 1]
    short = [number for number in range(len(columns)) if number not in long] or [0]
    widths = _fitted([max(cell_len(columns[n]), _longest(cells, n)) for n in short], width)
    right = [all(_is_number(row[n]) for row in rows) for n in short]
    heads = [columns[n] for n in short]
    parts: list[RenderableType] = [_line(heads, widths, right, style="bold"), _line(["─" * w for w in widths], widths)]
    for row in cells:
        parts.append(_line([row[n] for n in short], widths, right))
        parts += [Padding(Text(row[n], style="dim"), (0, 0, 0, 4)) for n in long if n not in short and row[n]]
    return Group(*parts)


def markdown(columns: Sequence[str], rows: Rows) -> str:
    """Write rows as a table of GitHub's Markdown."""
    lines = [[_escaped(name) for name in columns], ["---"] * len(columns)]
    lines += [[_escaped(shown(term)) for term in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shown(term: Term | None) -> str:
    """Write a term for people: IRIs by our prefixes, literals by their value, controls as U+FFFD.

    >>> shown(NamedNode("https://w3id.org/claimgraph/id/model/hunyuan-turbos"))
    'model:hunyuan-turbos'
    """
    if term is None:
        return ""
    return _UNSAFE.sub("\ufffd", shortened(term.value) if isinstance(term, NamedNode) else plain(term))


def shortened(iri: str) -> str:
    """Write an IRI by our prefix where that is exact, else in full."""
    for prefix, namespace in _NAMESPACES:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _line(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool] = (), style: str = ""
) -> Table:
    grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for number, width in enumerate(widths):
        justify = "right" if right and right[number] else "left"
        grid.add_column(width=width, justify=justify, overflow="fold")
    grid.add_row(*(Text(cell, style=style) for cell in cells))
    return grid


def _fitted(natural: list[int], width: int) -> list[int]:
    """Take from the widest column until all fit, or none can give more."""
    widths = list(natural)
    room = max(width - GAP * (len(widths) - 1), len(widths))
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _longest(cells: Sequence[Sequence[str]], number: int) -> int:
    return max(cell_len(row[number]) for row in cells)


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in _NUMBERS)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
