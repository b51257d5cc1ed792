"""A quantity in its sentence → what it measures: a metric mentioned near it, else words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.measures import measure_words
from kg.extraction.rules import lists
from kg.extraction.rules.slots import Slot, listed
from kg.model import EntityType, Quantity, ResultKind

NEAR, FAR = 20, 90
"""Characters between a figure and its metric: where they stand side by side, and at most."""

_LEADS = re.compile(
    r"(?: of| by| at| to| is| reaches|:)?(?: (?:an?|about|around|only|up to|over|nearly|just"
    r"|approximately))* ?[($~+]*"
)
_TERMS = re.compile(
    r"[\s)$]*(?:\w+ ){0,2}?in terms of (?P<words>[a-z][\w-]+(?: (?!as|and|over|than|on|with|while"
    r"|for)[a-z][\w-]+){0,3})"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An entity's number or words of the text; `near` where it stands right beside the figure."""

    metric: str
    near: bool


def measure(
    text: str, candidates: Sequence[Slot], quantities: Sequence[Quantity], quantity: Quantity
) -> Measure | None:
    """Find what a figure measures; what a size counts is said by the quantity itself."""
    if quantity.kind is ResultKind.SIZE:
        return Measure(quantity.counts, near=True) if quantity.counts else None
    terms = _TERMS.match(text, quantity.end)
    best: tuple[int, Slot] | None = None
    for slot in candidates:
        away = max(slot.start - quantity.end, quantity.start - slot.end)
        if slot.type is EntityType.METRIC and away <= FAR:
            cost = _cost(text, slot, quantities, quantity)
            if best is None or cost < best[0]:
                best = cost, slot
    if terms and not (best is not None and terms.start("words") <= best[1].start < terms.end("words")):
        return Measure(terms["words"], near=True)
    plain = quantity.kind is ResultKind.ABSOLUTE and not quantity.unit
    if best is not None and best[0] <= (NEAR if plain else FAR):
        chain = listed(text, candidates, candidates.index(best[1]))
        turn = lists.turn(text, quantities, quantity, len(chain))
        return Measure(chain[turn or 0].ref, near=best[0] <= NEAR)
    words = measure_words(text, quantity)
    return Measure(words, near=False) if words else None


def _cost(text: str, slot: Slot, quantities: Sequence[Quantity], quantity: Quantity) -> int:
    """Characters between figure and metric; other figures and clause ends between them count as many."""
    if slot.start >= quantity.end:
        between, extra = text[quantity.end : slot.start], 0
        span = (quantity.end, slot.start)
    elif slot.end <= quantity.start:
        between = text[slot.end : quantity.start]
        extra = 0 if _LEADS.fullmatch(between) else 15
        span = (slot.end, quantity.start)
    else:
        return 0
    others = sum(span[0] <= one.start and one.end <= span[1] for one in quantities)
    return len(between) + extra + 12 * others + 30 * len(re.findall(r"[;:]|, (?:while|but|and) ", between))
