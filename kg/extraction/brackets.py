"""Figures in brackets behind names → measured as the figure before: `a score of 9, above A (7) and B (6)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Result, ResultKind, Span


def shared(text: str, sentences: Sequence[Span], results: Sequence[Result]) -> Iterator[Result]:
    """Give each result, in text order; a bracketed one of another thing takes the measure of its sentence.

    What names a metric of its own, or counts something, keeps it.
    """
    for at, result in enumerate(results):
        told = _before(text, sentences, results[:at], result) if _is_bare(text, result) else None
        yield _measured_as(result, told) if told else result


def _is_bare(text: str, result: Result) -> bool:
    quantity = result.quantity
    bracketed = (
        text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")"
    )
    return bracketed and not result.metric.isdecimal() and not quantity.counts


def _before(text: str, sentences: Sequence[Span], results: Sequence[Result], result: Result) -> Result | None:
    """Find the nearest figure before in the sentence that says what it measures, in the same unit."""
    begin = max((one.start for one in sentences if one.start <= result.quantity.start), default=0)
    fitting = [
        one
        for one in results
        if one.quantity.start >= begin
        and one.metric
        and one.quantity.unit == result.quantity.unit
        and one.quantity.kind is ResultKind.ABSOLUTE
        and one.subject != result.subject
        and not _is_bare(text, one)
    ]
    return fitting[-1] if fitting else None


def _measured_as(result: Result, told: Result) -> Result:
    kind = ResultKind.ABSOLUTE if result.quantity.kind is ResultKind.SIZE else result.quantity.kind
    return replace(
        result,
        metric=told.metric,
        quantity=replace(result.quantity, kind=kind),
        datasets=result.datasets or told.datasets,
    )
