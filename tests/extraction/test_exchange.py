"""Extraction → JSON → the same extraction, nothing lost; gold lines are read too."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.errors import ExtractionError
from kg.extraction.exchange import Record, from_json, to_json
from kg.model import (
    PAPER,
    Document,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Quantity,
    Relation,
    Result,
    ResultKind,
    Span,
)

DOCUMENT = Document(id="a/1", title="FooNet", abstract="FooNet gains up to 1,200.50% over Bär on COCO.")
GAIN = Quantity(
    20, 35, Span(26, 34), Decimal("1200.50"), unit="%", kind=ResultKind.IMPROVEMENT, bound="high", counts=""
)
EXTRACTION = Extraction(
    document="a/1",
    sentences=(Span(0, 6), Span(7, 53)),
    mentions=(
        Mention(0, 6, EntityType.MODEL, 1, 0.91),
        Mention(7, 13, EntityType.MODEL, 1, 0.93),
        Mention(41, 44, EntityType.MODEL, 2, 0.5),
        Mention(48, 52, EntityType.DATASET, 3),
    ),
    quantities=(GAIN,),
    relations=(
        Relation("1", Predicate.OUTPERFORMS, "2", 0.8, (Span(7, 13), Span(41, 44)), "hedged"),
        Relation(PAPER, Predicate.INTRODUCES, "1"),
    ),
    results=(Result("1", "gain", GAIN, datasets=("3",), baselines=("2", "3"), confidence=0.7),),
)
GOLD: Record = {
    "id": "g",
    "title": "T",
    "text": "T\nFooNet has 28, 000 units, 56B weights and 8% error.",
    "mentions": [{"start": 2, "end": 8, "type": "Model", "entity": 1, "text": "FooNet"}],
    "relations": [["paper", "introduces", "1"]],
    "results": [{"subject": "1", "metric": "error", "value": "8", "unit": "%", "kind": "absolute"}],
}


def test_round_trip_loses_nothing() -> None:
    line = json.dumps(to_json(DOCUMENT, EXTRACTION), ensure_ascii=False)
    assert from_json(json.loads(line)) == (DOCUMENT, EXTRACTION)


def test_record_has_the_keys_of_gold() -> None:
    record = to_json(DOCUMENT, EXTRACTION)
    assert record["mentions"][0] == {
        "start": 0, "end": 6, "type": "Model", "entity": 1, "text": "FooNet", "confidence": 0.91,
    }  # fmt: skip
    assert record["relations"] == [["1", "outperforms", "2"], ["paper", "introduces", "1"]]
    assert {key: text for key, text in record["results"][0].items() if isinstance(text, str)} == {
        "subject": "1", "metric": "gain", "value": "1,200.50", "unit": "%", "kind": "improvement",
        "bound": "high", "dataset": "3", "task": "", "baseline": "2,3",
    }  # fmt: skip


def test_gold_figures_are_looked_up_in_the_text() -> None:
    _, extraction = from_json(GOLD)
    assert extraction.results == (
        Result("1", "error", Quantity(44, 45, Span(44, 45), Decimal(8), unit="%", kind=ResultKind.ABSOLUTE)),
    )
    assert extraction.relations == (Relation(PAPER, Predicate.INTRODUCES, "1"),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": "other"}, "text does not start with the title"),
        ({"mentions": [{"start": 0}]}, "KeyError 'type'"),
        ({"relations": [["1", "loves", "2"]]}, "'loves' is not a valid Predicate"),
        ({"relation_confidences": []}, "argument"),
        ({"results": [{**GOLD["results"][0], "value": "9"}]}, "the figure 9 is not in the text"),
        ({"results": [{**GOLD["results"][0], "bound": "up"}]}, "bound 'up'"),
    ],
)
def test_broken_record_names_id_and_reason(change: Record, reason: str) -> None:
    with pytest.raises(ExtractionError, match="record g: ") as caught:
        from_json({**GOLD, **change})
    assert reason in str(caught.value)


def test_empty_extraction() -> None:
    empty = Extraction(document="a/1")
    assert from_json(to_json(DOCUMENT, empty)) == (DOCUMENT, replace(empty))
