"""A text → the quantities in it: numbers with unit, kind, bound and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Quantity, ResultKind, Span

_NUMBER = re.compile(
    r"(?<![\w.,/@#^-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<unit>\s?\\?%|\s?(?:x|×|times|\\times)(?!\w)|[ -]?(?:[KkMBT]|GB|ms|FPS|billion|million|points)(?!\w))?"
    r"(?![\w@]|\.\d|-\w)"
)
_GAIN = re.compile(r"(?i)improv|increas|gain|outperform|surpass|exceed|boost|higher|better|\+")
_DROP = re.compile(r"(?i)reduc|decreas|drop|fewer|less|lower|sav(?:e|ing)")
_UNITS = {"×": "x", "times": "x", r"\times": "x", r"\%": "%", "k": "K", "billion": "B", "million": "M"}


def find(text: str) -> tuple[Quantity, ...]:
    """Find the quantities, in text order.

    >>> [(str(q.value), q.unit, q.kind.value) for q in find("improves F1 by 2.1%")]
    [('2.1', '%', 'improvement')]
    """
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(text):
        written = (found["unit"] or "").strip(" -")
        unit = _UNITS.get(written, written)
        number = Span(*found.span("number"))
        value = Decimal(found["number"].replace(",", ""))
        yield Quantity(found.start(), found.end(), number, value, unit, _kind(text, found, unit))


def _kind(text: str, found: re.Match[str], unit: str) -> ResultKind:
    around = text[max(0, found.start() - 60) : found.end() + 20]
    if unit == "x":
        return ResultKind.RATIO
    if unit in {"B", "M", "K", "T"}:
        return ResultKind.SIZE
    if _DROP.search(around):
        return ResultKind.REDUCTION
    return ResultKind.IMPROVEMENT if _GAIN.search(around) else ResultKind.ABSOLUTE
