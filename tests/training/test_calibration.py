"""Claims and whether gold has them → what a score is worth, on made-up events and one made-up paper."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.exchange import Record
from kg.extraction.weights import SHIPPED, Calibration
from kg.model import PAPER, EntityType, Mention, Predicate
from kg.training.annotations import GoldPaper
from kg.training.calibration import (
    CANDIDATE,
    COARSE,
    GRID,
    Events,
    best_cut,
    calibrated,
    events_of,
    fitted,
)

TEXT = "FooNet beats BERT on COCO by 2 points."
MENTIONS = [("FooNet", "Model", 1), ("BERT", "Model", 2), ("COCO", "Dataset", 3)]


def odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def events(claims: list[tuple[float, bool]]) -> Events:
    """One sign a claim."""
    return Events(np.array([[sign] for sign, _ in claims]), np.array([float(right) for _, right in claims]))


def test_what_says_nothing_gets_the_share_that_is_right() -> None:
    found = fitted(events([(0.0, True), (0.0, False), (0.0, False), (0.0, False)]))
    assert found.weights == (0.0,)
    assert found.bias == pytest.approx(odds(0.25), abs=1e-3)


def test_a_sign_counts_for_what_it_tells_held_back_a_little() -> None:
    """Three of four right at 1 and one of four at -1: where the loss with half the square is least."""
    found = fitted(
        events([(1.0, right) for right in (1, 1, 1, 0)] + [(-1.0, right) for right in (0, 0, 0, 1)])
    )
    (weight,) = found.weights
    assert found.bias == pytest.approx(0, abs=1e-3)
    assert 8 / (1 + np.exp(-weight)) - 6 + weight == pytest.approx(0, abs=1e-3)
    (high, low) = found(np.array([[1.0], [-1.0]], dtype=np.float32))
    assert 0.25 < low < 0.5 < high < 0.75


def test_more_claims_hold_a_sign_back_less() -> None:
    few = [(1.0, right) for right in (1, 1, 1, 0)] + [(-1.0, right) for right in (0, 0, 0, 1)]
    (high,) = fitted(events(few * 100))(np.array([[1.0]], dtype=np.float32))
    assert high == pytest.approx(0.75, abs=0.005)


def record(mentions: list[tuple[str, str, int]], relations: list[tuple[str, str, str, float]]) -> Record:
    return {
        "id": "made-up",
        "text": TEXT,
        "mentions": [
            {
                "start": TEXT.index(name),
                "end": TEXT.index(name) + len(name),
                "type": kind,
                "entity": number,
                "text": name,
                "confidence": 0.8,
            }
            for name, kind, number in mentions
        ],
        "relations": [list(triple) for *triple, _ in relations],
        "relation_confidences": [sure for *_, sure in relations],
        "results": [
            {
                "subject": str(mentions[0][2]),
                "metric": "points",
                "value": "2",
                "unit": "points",
                "kind": "improvement",
                "confidence": 0.5,
            }
        ],
    }


def told(found: Events) -> list[tuple[float, float]]:
    """The chances that the log odds stand for, and whether each was right."""
    chances = 1 / (1 + np.exp(-found.signs[:, 0]))
    return [(round(float(chance), 6), right) for chance, right in zip(chances, found.right, strict=True)]


def test_a_claim_is_right_where_gold_has_just_that() -> None:
    """Entities are numbered otherwise in what was read; a comparison without a winner has no direction."""
    gold = record(MENTIONS, [("1", "outperforms", "2", 1.0), ("1", "compared_with", "2", 1.0)])
    read = record(
        [("FooNet", "Model", 7), ("BERT", "Model", 4), ("COCO", "Task", 5)],
        [
            ("7", "outperforms", "4", 0.9),
            ("4", "outperforms", "7", 0.7),
            ("4", "compared_with", "7", 0.6),
            ("7", "evaluated_on", "5", 1.0),
        ],
    )
    found = events_of({"made-up": read}, {"made-up": gold})
    assert {head: told(one) for head, one in found.items()} == {
        "mentions": [(0.8, 1.0), (0.8, 1.0), (0.8, 0.0)],
        "links": [(0.9, 1.0), (0.7, 0.0), (0.6, 1.0), (0.999999, 0.0)],
        "figures": [(0.5, 1.0)],
    }


@pytest.mark.parametrize(
    ("right", "cut"),
    [
        ([True, True, True], 0.0),  # all are right: none is left out
        ([True, True, False], 0.2),  # what is surely wrong goes, by the lowest step that does it
        ([True, False, False], 0.55),
    ],
)
def test_mentions_are_cut_where_most_is_gained(right: list[bool], cut: float) -> None:
    claims = events([(odds(0.9), right[0]), (odds(0.5), right[1]), (odds(0.18), right[2])])
    gold = record(MENTIONS[: sum(right)], [])
    assert best_cut(Calibration(), claims, [gold]) == cut


def test_a_folder_is_calibrated_on_papers() -> None:
    """Mentions first, then what depends on them; every threshold is one of the steps."""
    text = "FooNet: a language model.\nFooNet beats BERT by 2.1 points on ImageNet."
    named = [("FooNet", EntityType.MODEL), ("BERT", EntityType.MODEL), ("ImageNet", EntityType.DATASET)]
    mentions = tuple(
        Mention(text.index(name), text.index(name) + len(name), kind, number)
        for number, (name, kind) in enumerate(named, start=1)
    )
    relations = (("1", Predicate.OUTPERFORMS, "2"), (PAPER, Predicate.INTRODUCES, "1"))
    card = calibrated(SHIPPED, [GoldPaper("made-up", text, mentions, relations, ())])
    assert card.digits == 2
    assert {head: len(one.weights) for head, one in card.calibrations.items()} == {
        "mentions": 3,
        "links": 6,
        "roles": 1,
        "figures": 1,
    }
    assert card.thresholds["candidate"] == CANDIDATE
    assert {card.thresholds[name] for name in ("mention", "figure", *Predicate)} <= {0.0, *GRID}
    assert {card.thresholds[role] for role in ("metric", "dataset", "baseline")} <= set(COARSE)
