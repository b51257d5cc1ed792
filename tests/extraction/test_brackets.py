"""Figures in brackets behind names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extraction.brackets import shared
from kg.model import Quantity, Result, ResultKind, Span

TEXT = "A scores 9 on D, above B (7) and C (6)."
SENTENCES = (Span(0, len(TEXT)),)


def figure(number: str, subject: str, metric: str, kind: ResultKind = ResultKind.ABSOLUTE) -> Result:
    start = TEXT.index(number)
    span = Span(start, start + len(number))
    return Result(
        subject, metric, Quantity(*span, span, Decimal(number), kind=kind), datasets=(), confidence=0.5
    )


NINE = replace(figure("9", "1", "score"), datasets=("4",))
SEVEN = figure("7", "2", "", ResultKind.SIZE)
SIX = figure("6", "3", "points")


def test_they_are_measured_as_the_figure_before() -> None:
    first, second, third = shared(TEXT, SENTENCES, (NINE, SEVEN, SIX))
    assert first == NINE
    for one, subject in ((second, "2"), (third, "3")):
        assert (one.subject, one.metric, one.datasets) == (subject, "score", ("4",))
        assert one.quantity.kind is ResultKind.ABSOLUTE


@pytest.mark.parametrize(
    "told",
    [
        replace(NINE, subject="2"),
        replace(NINE, metric=""),
        replace(NINE, quantity=replace(NINE.quantity, unit="%")),
        replace(NINE, quantity=replace(NINE.quantity, kind=ResultKind.RATIO)),
    ],
    ids=["of the same thing", "of no measure", "in another unit", "of another kind"],
)
def test_a_figure_of_another_kind_tells_nothing(told: Result) -> None:
    assert tuple(shared(TEXT, SENTENCES, (told, SEVEN)))[1] == SEVEN


@pytest.mark.parametrize(
    "own",
    [
        replace(SEVEN, metric="5"),
        replace(SEVEN, quantity=replace(SEVEN.quantity, counts="layers")),
        replace(SEVEN, quantity=replace(SEVEN.quantity, start=8, end=9)),
    ],
    ids=["with a metric", "that counts", "without brackets"],
)
def test_what_says_what_it_measures_keeps_it(own: Result) -> None:
    assert tuple(shared(TEXT, SENTENCES, (NINE, own)))[1] == own


def test_another_sentence_tells_nothing() -> None:
    sentences = (Span(0, 16), Span(16, len(TEXT)))
    assert tuple(shared(TEXT, sentences, (NINE, SEVEN)))[1] == SEVEN
