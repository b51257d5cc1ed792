"""Figures in brackets behind names → measured as the figure before: `a score of 9, above A (7) and B (6)`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Result, ResultKind, Span


def shared(text: str, sentences: Sequence[Span], results: Sequence[Result]) -> Iterator[Result]:
    """Give each result, in text order; a bracketed one of another thing takes the measure of its sentence.

    What names a metric of its own, or counts something, keeps it.
    """
    starts, place = [sentence.start for sentence in sentences], -1
    told: list[Result] = []
    for result in results:
        here = bisect_right(starts, result.quantity.start)
        if here != place:
            place, told = here, []
        if _is_bare(text, result):
            yield next((_measured_as(result, one) for one in reversed(told) if _fits(result, one)), result)
        else:
            told.append(result)
            yield result


def _is_bare(text: str, result: Result) -> bool:
    quantity = result.quantity
    around = text[quantity.start - 1 : quantity.start] + text[quantity.end : quantity.end + 1]
    return around == "()" and not result.metric.isdecimal() and not quantity.counts


def _fits(result: Result, told: Result) -> bool:
    """Tell whether a figure says what it measures, in the unit of `result`, and of another thing."""
    level = bool(told.metric) and told.quantity.kind is ResultKind.ABSOLUTE
    return level and told.quantity.unit == result.quantity.unit and told.subject != result.subject


def _measured_as(result: Result, told: Result) -> Result:
    kind = ResultKind.ABSOLUTE if result.quantity.kind is ResultKind.SIZE else result.quantity.kind
    return replace(
        result,
        metric=told.metric,
        quantity=replace(result.quantity, kind=kind),
        datasets=result.datasets or told.datasets,
    )
