"""Lines where they stand on a page → lines in the order in which people read them, columns one by one.

Lengths are points, from the left and from the bottom of the page; sizes are the heights of the font's box.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.sources.objects.values import at, raw_at
from kg.sources.pdf.pages import RAISED

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\W_]*(?:(?:page )?\d{1,4}(?: of \d+)?|[ivxlc]{1,6})[\W_]*", re.I)
_MARGIN = 0.12
_FEW = 2
_MOST_CROSSING = 0.4
_LEAST_BESIDE = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: its text, where it stands, and how it is set; `parts` stood apart in it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    page: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size, its lines as they stand in the file, and what is written along its margin."""

    width: float
    height: float
    lines: tuple[Line, ...]
    turned: str = ""


def page_of(told: object, number: int) -> Page:
    """Read a page as `pages` tells it; what has no place in the plane is left out."""
    rows = at(told, "lines")
    lines = [_line_of(row, number) for row in rows] if isinstance(rows, list) else []
    width, height = (_length(at(told, name)) for name in ("width", "height"))
    return Page(width, height, tuple(filter(None, lines)), raw_at(told, "turned"))


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """Leave out page numbers, and the heads and feet that stand on several pages."""
    marginal = Counter(
        key for page in pages for key in {_key(it) for it in page.lines if _is_marginal(it, page)}
    )

    def is_head(line: Line, page: Page) -> bool:
        repeated = marginal[_key(line)] > _FEW or _NUMBER.fullmatch(line.text) is not None
        return repeated and _is_marginal(line, page)

    return [replace(page, lines=tuple(it for it in page.lines if not is_head(it, page))) for page in pages]


def in_order(lines: Sequence[Line], width: float) -> list[Line]:
    """Give a page's lines in the order of reading, those beside one another in one column joined."""
    gutter = _gutter(lines, width)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda it: (-it.base, it.left)):
        if gutter and _crosses(line, gutter):
            ordered += [*_columns(band, gutter), line]
            band = []
        else:
            band.append(line)
    return list(_rows([*ordered, *_columns(band, gutter)]))


def _line_of(row: object, number: int) -> Line | None:
    text = raw_at(row, 0)
    left, right, base, size = (_length(at(row, place)) for place in range(1, 5))
    return Line(text, left, right, base, size, at(row, 5) is True, number) if text and size > 0 else None


def _length(value: object) -> float:
    """A number within what a page can measure, else 0."""
    number = value if isinstance(value, int | float) else 0.0
    return float(number) if -1e6 < number < 1e6 else 0.0


def _is_marginal(line: Line, page: Page) -> bool:
    edge = _MARGIN * page.height
    return not edge < line.base < page.height - edge


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / 4)


def _gutter(lines: Sequence[Line], width: float) -> float:
    """Find where a page's two columns part; 0 where it has one."""
    total = sum(len(line.text) for line in lines)
    best, gutter = _MOST_CROSSING * total, 0.0
    for percent in (50, *(50 + sign * step for step in range(1, 16) for sign in (-1, 1))):
        x = width * percent / 100
        crossing = sum(len(line.text) for line in lines if _crosses(line, x))
        before = sum(len(line.text) for line in lines if line.right <= x + 1)
        beside = min(before, total - crossing - before)
        if crossing < best and beside > _LEAST_BESIDE * total:
            best, gutter = crossing, x
    return gutter


def _crosses(line: Line, x: float) -> bool:
    return line.left < x - 1 and line.right > x + 1


def _columns(band: Sequence[Line], gutter: float) -> Iterator[Line]:
    """Give what stands left of the gutter, then what stands right of it."""
    yield from (line for line in band if line.left < gutter - 1)
    yield from (line for line in band if line.left >= gutter - 1)


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Join lines that follow one another on one base, raised ones among them."""
    row: list[Line] = []
    for line in lines:
        reach = 0.5 * max(it.size for it in (line, *row))
        if row and not -reach < max(it.base for it in row) - line.base <= reach:
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    row = sorted(row, key=lambda it: it.left)
    chief = max(row, key=lambda it: (it.size, len(it.text)))
    text, right = "", row[0].left
    parts: list[str] = []
    for line in row:
        raised = line.size < 0.9 * chief.size and line.base > chief.base + 0.15 * chief.size
        written = "".join(RAISED + it for it in line.text.strip()) if raised else line.text
        gap = line.left - right
        text += ("" if raised or gap < 0.1 * chief.size else " ") + written
        if parts and (raised or gap < chief.size):
            parts[-1] += ("" if raised else " ") + written
        else:
            parts.append(written)
        right = line.right
    return replace(chief, text=text.strip(), left=row[0].left, right=right, parts=tuple(parts))
