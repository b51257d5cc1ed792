from decimal import Decimal

import pytest

from kg.errors import QueryError
from kg.model import Span
from kg.store import Store
from kg.store.claims import Passage, Thing, Told, about, surest

ID = "https://w3id.org/claimgraph/id/"
KG = "https://w3id.org/claimgraph/ontology#"
PAPER = Thing(f"{ID}paper/2502.00002", "Heron: Training Sparse Models on One Machine")
HERON = Thing(f"{ID}system/heron", "Heron")


def brief(told: Told) -> tuple[str, str, str, str, str]:
    return (
        told.kind,
        told.subject.name,
        told.predicate.name,
        told.object.name if told.object else told.figure,
        str(told.confidence),
    )


def test_a_comparison_is_told_with_its_margin_and_marked_sentence(store: Store) -> None:
    (told,) = (each for each in about(store, "Pipit") if each.kind == "comparison")
    assert told == Told(
        claim=told.claim,
        kind="comparison",
        subject=HERON,
        predicate=Thing(f"{KG}outperforms", "outperforms"),
        object=Thing(f"{ID}system/pipit", "Pipit"),
        figure="",
        settings=(
            ("margin", Thing("", "up to 114.8%")),
            ("metric", Thing(f"{ID}metric/training-throughput", "training throughput")),
        ),
        sentences=(
            Passage(
                "Heron outperforms Pipit by up to 114.8% in training throughput.",
                (Span(0, 5), Span(18, 23)),
            ),
        ),
        confidence=Decimal("0.9"),
        paper=PAPER,
    )
    assert told.claim.startswith(f"{ID}claim/")


def test_a_figure_is_told_as_written(store: Store) -> None:
    (told,) = (each for each in about(store, "Heron") if each.kind == "result")
    assert told == Told(
        claim=told.claim,
        kind="result",
        subject=HERON,
        predicate=Thing(f"{ID}metric/training-throughput", "training throughput"),
        object=None,
        figure="up to 114.8%",
        settings=(
            ("baseline", Thing(f"{ID}system/pipit", "Pipit")),
            ("kind", Thing("", "improvement")),
            ("bound", Thing("", "high")),
        ),
        sentences=(
            Passage(
                "Heron outperforms Pipit by up to 114.8% in training throughput.",
                (Span(0, 5), Span(33, 39), Span(43, 62)),
            ),
        ),
        confidence=Decimal("0.88"),
        paper=PAPER,
        value="114.8",
        unit="unit:PERCENT",
    )


def test_what_the_listing_says_is_told_with_its_field(store: Store) -> None:
    told = about(store, "Marsh Institute")
    assert [brief(each) for each in told] == [
        ("record", "Gauge: A Benchmark for Long Context", "affiliation", "Marsh Institute", "1"),
        ("record", PAPER.name, "affiliation", "Marsh Institute", "1"),
    ]
    assert {(each.settings, each.sentences) for each in told} == {
        ((("field", Thing("", "organizations")),), ())
    }


def test_claims_of_a_thing_come_first_by_relation_and_the_surest_first(store: Store) -> None:
    assert [brief(each) for each in about(store, "Larkspur Large")] == [
        ("relation", "Larkspur-L", "developed by", "Fenland Labs", "0.9"),
        ("relation", "Larkspur-L", "evaluated on", "Gauge", "0.83"),
        ("relation", "Larkspur-L", "evaluated on", "MMLU", "0.88"),
        ("relation", "Larkspur-L", "evaluated on", "MMLU", "0.79"),
        ("relation", "Larkspur-L", "runs on", "A800 GPUs", "0.71"),
        ("relation", "Larkspur-L", "uses", "Mamba2", "0.91"),
        ("relation", "Larkspur-L", "uses", "grouped attention", "0.84"),
        ("comparison", "Larkspur-L", "outperforms", "Dunlin-7B", "0.93"),
        ("comparison", "Larkspur-L", "outperforms", "Dunlin-7B", "0.86"),
        ("comparison", "Larkspur-L", "outperforms", "Dunlin-7B", "0.74"),
        ("result", "Larkspur-L", "accuracy", "77.9%", "0.9"),
        ("result", "Larkspur-L", "accuracy", "81.2%", "0.92"),
        ("result", "Larkspur-L", "points", "2.1 points", "0.8"),
        ("specification", "Larkspur-L", "activated parameters", "56B", "0.95"),
        ("relation", "Larkspur-L: A Sparse Language Model", "introduces", "Larkspur-L", "0.97"),
        ("comparison", "Wren-2", "outperforms", "Larkspur-L", "0.55"),
    ]


def test_all_that_a_paper_says_is_told_of_it(store: Store) -> None:
    assert [brief(each)[:4] for each in about(store, "paper:gauge")] == [
        ("record", "Gauge: A Benchmark for Long Context", "affiliation", "Marsh Institute"),
        ("record", "Gauge: A Benchmark for Long Context", "creator", "Cléo Sedge"),
        ("relation", "Gauge: A Benchmark for Long Context", "introduces", "Gauge"),
        ("relation", "Gauge", "addresses", "long-context reasoning"),
        ("relation", "Larkspur-L", "evaluated on", "Gauge"),
        ("relation", "Larkspur-L", "evaluated on", "MMLU"),
        ("comparison", "Larkspur-L", "outperforms", "Dunlin-7B"),
        ("result", "Dunlin-7B", "accuracy", "75.8%"),
        ("result", "Larkspur-L", "accuracy", "81.2%"),
    ]


def test_a_hedged_claim_says_so(store: Store) -> None:
    (told,) = (each for each in about(store, "Wren-2") if each.kind == "comparison")
    assert told.settings == (("modality", Thing("", "hedged")),)


def test_marked_spans_are_inside_their_sentence(store: Store) -> None:
    for told in about(store, "Dunlin-7B"):
        for passage in told.sentences:
            assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.spans)


def test_an_unknown_thing_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="did you mean Pipit"):
        about(store, "Pippit")


def test_the_surest_claims_of_a_thing_come_before_those_of_others(store: Store) -> None:
    every = about(store, "Larkspur-L")
    told, known = surest(store, "Larkspur-L", most=3)
    of_it = sorted((each.confidence for each in every if each.subject.name == "Larkspur-L"), reverse=True)
    assert known == len(every)
    assert sorted((each.confidence for each in told), reverse=True) == of_it[:3]
