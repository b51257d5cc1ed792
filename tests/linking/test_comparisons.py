from dataclasses import replace
from decimal import Decimal

import pytest

from kg.linking import load_lexicon
from kg.linking.comparisons import completed, measured
from kg.model import Entity, EntityType, Evidence, Predicate, RelationClaim, ResultClaim, ResultKind, Span

ONE, TWO = Entity(EntityType.MODEL, "one"), Entity(EntityType.MODEL, "two")
SPEED, POND = Entity(EntityType.METRIC, "speed"), Entity(EntityType.DATASET, "pond")
HERE, THERE = Evidence("text", sentences=(Span(0, 9),)), Evidence("text", sentences=(Span(10, 19),))
BEATS = RelationClaim("d", ONE, Predicate.OUTPERFORMS, TWO, 0.9, HERE)
GAIN = ResultClaim(
    *("d", ONE, SPEED, Decimal(2), "x", ResultKind.RATIO, "2x", 0.9, HERE), datasets=(POND,), baselines=(TWO,)
)
LEVEL = replace(GAIN, kind=ResultKind.ABSOLUTE, as_written="40", datasets=())
WORDED = replace(GAIN, metric="speed")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([GAIN], replace(BEATS, margin="2x", metric=SPEED, datasets=(POND,))),
        ([LEVEL], replace(BEATS, metric=SPEED)),
        ([LEVEL, GAIN], replace(BEATS, margin="2x", metric=SPEED, datasets=(POND,))),
        ([WORDED], replace(BEATS, margin="2x", datasets=(POND,))),
        ([replace(GAIN, evidence=THERE)], BEATS),
        ([replace(GAIN, subject=TWO)], BEATS),
        ([replace(GAIN, baselines=())], BEATS),
        ([], BEATS),
    ],
)
def test_a_figure_of_the_same_pair_in_the_same_sentence(
    figures: list[ResultClaim], expected: RelationClaim
) -> None:
    assert completed(BEATS, figures) == expected


def test_other_relations_stay_as_they_are() -> None:
    uses = replace(BEATS, predicate=Predicate.USES)
    assert completed(uses, [GAIN]) is uses


ERROR = Entity(EntityType.METRIC, "mean squared error")
TEN, NINE = (
    replace(GAIN, kind=ResultKind.ABSOLUTE, metric=ERROR, subject=ONE, value=Decimal(10), baselines=()),
    replace(GAIN, kind=ResultKind.ABSOLUTE, metric=ERROR, subject=TWO, value=Decimal(9), baselines=()),
)


def test_of_two_figures_that_are_comparable_the_better_wins() -> None:
    found = list(measured([TEN, NINE], [], load_lexicon()))
    assert [(one.subject, one.predicate, one.object, one.metric, one.datasets) for one in found] == [
        (TWO, Predicate.OUTPERFORMS, ONE, ERROR, (POND,))
    ]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (replace(NINE, datasets=()), []),
        (replace(NINE, unit="%"), []),
        (replace(NINE, metric="error"), []),
        (replace(NINE, value=Decimal(10)), []),
        (replace(NINE, bound="high"), []),
        (replace(NINE, kind=ResultKind.RATIO), []),
        (replace(NINE, subject=ONE), []),
        (replace(NINE, subject=None, value=Decimal(11)), []),
        (replace(NINE, tasks=(Entity(EntityType.TASK, "fishing"),)), []),
        (NINE, [BEATS]),
    ],
)
def test_what_is_not_comparable_or_told_already_is_left(
    other: ResultClaim, told: list[RelationClaim]
) -> None:
    assert list(measured([TEN, other], told, load_lexicon())) == []


def test_nobody_wins_where_figures_disagree() -> None:
    worse = replace(NINE, value=Decimal(11))
    assert list(measured([TEN, NINE, worse], [], load_lexicon())) == []


def test_nobody_wins_where_the_better_way_is_not_known() -> None:
    speeds = [replace(figure, metric=SPEED) for figure in (TEN, NINE)]
    assert list(measured(speeds, [], load_lexicon())) == []
