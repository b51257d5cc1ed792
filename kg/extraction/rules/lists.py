"""Quantities of a sentence → a quantity's place in its list: `3.0, 5.1 and 8.1`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Quantity

_JOINT = re.compile(r"\W{0,4}(?:and|or)?\W{0,4}(?:by )?\W{0,2}")


def turn(text: str, quantities: Sequence[Quantity], quantity: Quantity, names: int) -> int | None:
    """The place of a figure in its list, where the list has as many figures as there are names."""
    figures = _around(text, quantities, quantity)
    return figures.index(quantity) if len(figures) == names > 1 else None


def _around(text: str, quantities: Sequence[Quantity], quantity: Quantity) -> list[Quantity]:
    """Take the quantities that commas and `and` join to this one, itself included, in text order."""
    at = quantities.index(quantity)
    first, last = at, at
    while first > 0 and _joined(text, quantities[first - 1], quantities[first]):
        first -= 1
    while last + 1 < len(quantities) and _joined(text, quantities[last], quantities[last + 1]):
        last += 1
    return list(quantities[first : last + 1])


def _joined(text: str, left: Quantity, right: Quantity) -> bool:
    alike = left.kind is right.kind and left.bound == right.bound
    return alike and _JOINT.fullmatch(text, left.end, right.start) is not None
