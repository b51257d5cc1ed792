"""Figures that others are set against."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extraction.counterparts import settled
from kg.model import EntityType, Mention, Quantity, Result, ResultKind, Span

OURS = "1"


def figure(text: str, number: str, **known: object) -> Result:
    start = text.index(number)
    span = Span(start, start + len(number))
    quantity = Quantity(*span, span, Decimal(number), unit="%", kind=ResultKind.ABSOLUTE)
    return replace(Result(OURS, "accuracy", quantity), **known)  # type: ignore[arg-type]


def subjects(text: str, *names: str, **known: object) -> list[str]:
    """Whose the figures 37 and 40 are; `names` are entities from 2 on."""
    mentions = [
        Mention(at := text.index(name), at + len(name), EntityType.MODEL, entity)
        for entity, name in enumerate(names, start=2)
    ]
    results = sorted((figure(text, number, **known) for number in ("37", "40")), key=_place)
    return [one.subject for one in settled(text, [Span(0, len(text))], mentions, results)]


def _place(result: Result) -> int:
    return result.quantity.start


def test_the_first_is_of_what_was_improved() -> None:
    text = "Ours improves the accuracy of Heron on Gauge from 37% to over 40%."
    assert subjects(text, "Heron") == ["2", OURS]


def test_it_is_of_the_baseline_where_no_other_is_named() -> None:
    assert subjects("Ours boosts accuracy from $37\\%$ to $40\\%$ over it.", baselines=("7",)) == ["7", OURS]


def test_it_is_not_claimed_where_there_is_neither() -> None:
    assert subjects("Ours raises accuracy from 37% to 40%.") == [OURS]


def test_what_a_figure_is_compared_to_is_another_s() -> None:
    text = "Ours has 40% success, compared to only 37% by the old Heron."
    assert subjects(text, "Heron") == [OURS, "2"]
    assert subjects("Ours is better (40% vs. 37%).", baselines=("7",)) == [OURS, "7"]
    assert subjects("Ours is better (40% vs. 37%).") == [OURS]


@pytest.mark.parametrize(
    "text",
    [
        "Ours reaches an accuracy of 37% and 40%.",
        "Ours improves on it, with accuracies ranging from 37% to 40%.",
        "The accuracy drops from 37% to 40%.",
        "Ours improves Heron. It goes from 37% on A to 40%, which rises.",
    ],
)
def test_other_pairs_stay_as_they_are(text: str) -> None:
    assert subjects(text) == [OURS, OURS]
