"""Quantities and mentions → results: whose figure it is, of which metric, on what, against what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import PAPER, Mention, Quantity, Relation, Result, ResultKind, Span


def find(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    relations: Sequence[Relation],
) -> tuple[Result, ...]:
    """Find the results that the text claims, in text order."""
    return tuple(
        Result(PAPER, quantity.counts, quantity, confidence=0.5)
        for quantity in quantities
        if quantity.kind is ResultKind.SIZE and quantity.counts
    )
