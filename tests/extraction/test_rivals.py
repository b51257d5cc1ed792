"""Of two relations that are readings of one phrase the surer stays."""

from __future__ import annotations

import pytest

from kg.extraction.rivals import surer
from kg.model import PAPER, Predicate, Relation

P = Predicate


def kept(*told: tuple[str, Predicate, str, float]) -> list[tuple[str, Predicate, str]]:
    return [(one.subject, one.predicate, one.object) for one in surer(Relation(*each) for each in told)]


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ([("1", P.BASED_ON, "2", 0.7), ("1", P.USES, "2", 0.2)], 0),
        ([("1", P.BASED_ON, "2", 0.2), ("1", P.USES, "2", 0.7)], 1),
        ([("1", P.PART_OF, "2", 0.4), ("2", P.PART_OF, "1", 0.5)], 1),
        ([("1", P.PART_OF, "2", 0.4), ("2", P.TYPE_OF, "1", 0.3)], 0),
        ([("1", P.USES, "2", 0.3), ("2", P.USES, "1", 0.7)], 1),
        ([("1", P.BASED_ON, "2", 0.3), ("2", P.USES, "1", 0.7)], 1),
        ([("1", P.OUTPERFORMS, "2", 0.7), ("2", P.OUTPERFORMS, "1", 0.3)], 0),
        ([(PAPER, P.INTRODUCES, "1", 0.4), (PAPER, P.ADDRESSES, "1", 0.4)], 0),
    ],
)
def test_one_of_two_stays(told: list[tuple[str, Predicate, str, float]], number: int) -> None:
    assert kept(*told) == [told[number][:3]]


@pytest.mark.parametrize(
    "told",
    [
        [("1", P.USES, "2", 0.5), ("2", P.PART_OF, "1", 0.5)],
        [("1", P.ADDRESSES, "2", 0.5), ("1", P.EVALUATED_ON, "2", 0.4)],
        [("1", P.BASED_ON, "2", 0.7), ("1", P.USES, "3", 0.2)],
        [("1", P.OUTPERFORMS, "2", 0.7), ("1", P.COMPARED_WITH, "2", 0.2)],
        [(PAPER, P.INTRODUCES, "1", 0.7), ("1", P.USES, "2", 0.5), (PAPER, P.ADDRESSES, "2", 0.5)],
        [(PAPER, P.INTRODUCES, "1", 0.7), ("3", P.USES, "2", 0.5), (PAPER, P.USES, "2", 0.5)],
    ],
)
def test_what_can_both_be_stays_in_order(told: list[tuple[str, Predicate, str, float]]) -> None:
    assert kept(*told) == [each[:3] for each in told]


@pytest.mark.parametrize(("paper", "thing", "stays"), [(0.6, 0.5, PAPER), (0.5, 0.6, "1"), (0.6, 0.6, PAPER)])
def test_what_an_introduced_thing_does_is_not_said_of_the_paper_again(
    paper: float, thing: float, stays: str
) -> None:
    found = kept(
        (PAPER, P.INTRODUCES, "1", 0.4),
        (PAPER, P.EVALUATED_ON, "2", paper),
        ("1", P.EVALUATED_ON, "2", thing),
    )
    assert found == [(PAPER, P.INTRODUCES, "1"), (stays, P.EVALUATED_ON, "2")]
