"""Quantities → their value in the base unit and the text of it as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kg.model import Document, Quantity

_COUNTED: Final = {
    **dict.fromkeys(("K", "k", "thousand"), Decimal(10) ** 3),
    **dict.fromkeys(("M", "million"), Decimal(10) ** 6),
    **dict.fromkeys(("B", "billion"), Decimal(10) ** 9),
    **dict.fromkeys(("T", "trillion"), Decimal(10) ** 12),
}
"""By their spelling: `m` is metres, `b` bits, `t` tonnes."""
_MEASURED: Final[Mapping[str, Mapping[str, str | int]]] = {
    "s": {
        **{"ns": "1e-9", "µs": "1e-6", "ms": "1e-3", "seconds": "1", "minutes": "60", "hours": "3600"},
        **{"days": "86400", "weeks": "604800", "months": "2629800", "years": "31557600"},
    },
    "bytes": {
        **{"KB": "1e3", "MB": "1e6", "GB": "1e9", "TB": "1e12", "PB": "1e15"},
        **{"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40},
    },
    "Hz": {"kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "m": {"µm": "1e-6", "mm": "1e-3", "cm": "1e-2", "km": "1e3"},
    "m/s": {"mm/s": "1e-3", "cm/s": "1e-2"},
    "kg": {"g": "1e-3"},
    "V": {"kV": "1e3"},
    "W": {"mW": "1e-3", "kW": "1e3"},
    "J": {"mJ": "1e-3", "kWh": "3.6e6"},
    "FLOPs": {"MFLOPs": "1e6", "GFLOPs": "1e9", "TFLOPs": "1e12", "PFLOPs": "1e15"},
}
"""Base unit → the others of its dimension, each with how many of it that is; a year has 365.25 days."""
_BASE: Final = {
    **{unit: (factor, "") for unit, factor in _COUNTED.items()},
    **{unit: (Decimal(many), base) for base, units in _MEASURED.items() for unit, many in units.items()},
}
_AFTER_UNIT: Final = re.compile(r"(?<=\s)(?!thousand|[mbtr]+illion|[kmbt]\b)\S", re.IGNORECASE)
_NOISE: Final = " \t\n-–~(,;:"


def value(quantity: Quantity) -> tuple[Decimal, str]:
    """Give the number in the base unit of what is measured, and that unit; none for what is counted.

    >>> from kg.model import Span
    >>> value(Quantity(0, 4, Span(0, 3), Decimal(560), unit="B"))
    (Decimal('560000000000'), '')
    >>> value(Quantity(0, 5, Span(0, 2), Decimal(32), unit="ms"))
    (Decimal('0.032'), 's')
    """
    factor, unit = _BASE.get(quantity.unit, (Decimal(1), quantity.unit))
    return quantity.value * factor, unit


def as_written(document: Document, quantity: Quantity) -> str:
    """Cut the figure with its unit out of the text, without the words for what it counts."""
    text = document.text[quantity.start : quantity.end]
    head = quantity.number.end - quantity.start
    for word in quantity.counts.split()[:1]:
        counted = re.search(rf"(?<!\w){re.escape(word)}", text[head:]) or _AFTER_UNIT.search(text[head:])
        text = text[: head + counted.start()] if counted else text
    return " ".join(text.rstrip(_NOISE).split())
