"""Quantities → their value in the base unit and the text of it as written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kg.model import Document, Quantity

_FACTORS: Final = {
    **dict.fromkeys(("K", "k", "thousand"), Decimal(10) ** 3),
    **dict.fromkeys(("M", "million"), Decimal(10) ** 6),
    **dict.fromkeys(("B", "billion"), Decimal(10) ** 9),
    **dict.fromkeys(("T", "trillion"), Decimal(10) ** 12),
}
"""By their spelling: `m` is metres, `b` bits, `t` tonnes."""
_AFTER_UNIT: Final = re.compile(r"(?<=\s)(?!thousand|[mbtr]+illion|[kmbt]\b)\S", re.IGNORECASE)
_NOISE: Final = " \t\n-–~(,;:"


def value(quantity: Quantity) -> tuple[Decimal, str]:
    """Multiply the factor in the unit out; give the number and the unit that is left.

    >>> from kg.model import Span
    >>> value(Quantity(0, 4, Span(0, 3), Decimal(560), unit="B"))
    (Decimal('560000000000'), '')
    """
    factor = _FACTORS.get(quantity.unit)
    return (quantity.value, quantity.unit) if factor is None else (quantity.value * factor, "")


def as_written(document: Document, quantity: Quantity) -> str:
    """Cut the figure with its unit out of the text, without the words for what it counts."""
    text = document.text[quantity.start : quantity.end]
    head = quantity.number.end - quantity.start
    for word in quantity.counts.split()[:1]:
        counted = re.search(rf"(?<!\w){re.escape(word)}", text[head:]) or _AFTER_UNIT.search(text[head:])
        text = text[: head + counted.start()] if counted else text
    return " ".join(text.rstrip(_NOISE).split())
