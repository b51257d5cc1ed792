from dataclasses import replace
from decimal import Decimal

from kg.linking import Lexicon, link
from kg.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Naming,
    Predicate,
    RelationClaim,
    ResultClaim,
    ResultKind,
    Span,
)

Papers = dict[str, tuple[Document, Extraction]]

QUILLON = Entity(EntityType.MODEL, "quillon")
JAY = Entity(EntityType.MODEL, "tit jay")
COCO = Entity(EntityType.DATASET, "coco")
BLEU = Entity(EntityType.METRIC, "bleu 4")


def test_each_mention_names_its_entity(papers: Papers, lexicon: Lexicon) -> None:
    document, extraction = papers["stork"]
    namings = [claim for claim in link(document, extraction, lexicon) if isinstance(claim, Naming)]
    assert [(document.text[one.span.start : one.span.end], one.entity.name) for one in namings] == [
        ("Tit-Jay", "tit jay"),
        ("Wren", "wren"),
        ("GMR", "gmr"),
        ("Ibis 1.5-7B", "ibis 1.5 7b"),
        ("Ibis 1.5-70B", "ibis 1.5 70b"),
        ("Wren", "wren"),
    ]


def test_a_comparison_takes_margin_metric_and_dataset_from_its_figure(
    papers: Papers, lexicon: Lexicon
) -> None:
    claims = [claim for claim in link(*papers["quillon"], lexicon) if isinstance(claim, RelationClaim)]
    sentences = (Span(33, 134), Span(135, 199))
    assert [claim for claim in claims if claim.predicate is Predicate.OUTPERFORMS] == [
        RelationClaim(
            "quillon",
            QUILLON,
            Predicate.OUTPERFORMS,
            JAY,
            confidence=0.9,
            evidence=Evidence("text", spans=(Span(44, 51), Span(177, 184)), sentences=sentences),
            margin="2.1 points",
            metric=BLEU,
            datasets=(COCO,),
        )
    ]


def test_the_papers_own_claim_rests_on_its_cue(papers: Papers, lexicon: Lexicon) -> None:
    claims = [claim for claim in link(*papers["quillon"], lexicon) if isinstance(claim, RelationClaim)]
    assert [claim.evidence for claim in claims if claim.subject is None] == [
        Evidence("text", spans=(Span(33, 43), Span(44, 51)), sentences=(Span(33, 134),))
    ]


def test_a_hedge_is_kept(papers: Papers, lexicon: Lexicon) -> None:
    claims = [claim for claim in link(*papers["quillon"], lexicon) if isinstance(claim, RelationClaim)]
    assert [claim.predicate for claim in claims if claim.modality] == [Predicate.COMPARED_WITH]


def test_figures_come_in_the_base_unit_as_written(papers: Papers, lexicon: Lexicon) -> None:
    figures = [claim for claim in link(*papers["quillon"], lexicon) if isinstance(claim, ResultClaim)]
    assert [(one.value, one.as_written, one.unit, one.kind) for one in figures] == [
        (Decimal(7_000_000_000), "7B", "", ResultKind.SIZE),
        (Decimal("41.2"), "41.2", "", ResultKind.ABSOLUTE),
        (Decimal("2.1"), "2.1 points", "points", ResultKind.IMPROVEMENT),
    ]
    assert figures[2].evidence.sentences == (Span(33, 134), Span(135, 199))


def test_the_same_claim_twice_is_one_with_the_surest_evidence(papers: Papers, lexicon: Lexicon) -> None:
    document, extraction = papers["finch"]
    beats = extraction.relations[0]
    twice = replace(extraction, relations=(replace(beats, confidence=0.5, modality="hedged"), beats))
    claims = [claim for claim in link(document, twice, lexicon) if isinstance(claim, RelationClaim)]
    assert [(claim.confidence, claim.modality) for claim in claims] == [(0.9, "")]


def test_nothing_is_claimed_of_a_thing_and_itself(papers: Papers, lexicon: Lexicon) -> None:
    document, extraction = papers["finch"]
    itself = replace(extraction.relations[0], object="1")
    claims = list(link(document, replace(extraction, relations=(itself,)), lexicon))
    assert not [claim for claim in claims if isinstance(claim, RelationClaim)]


def test_an_empty_extraction_makes_no_claim(lexicon: Lexicon) -> None:
    assert not list(link(Document("d", "", ""), Extraction("d"), lexicon))
