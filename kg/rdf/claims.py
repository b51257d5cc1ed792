"""Claims of one document → triples: relations twice (plain and as a claim), figures as n-ary results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.model import (
    COMPARISONS,
    Document,
    Entity,
    Evidence,
    Predicate,
    RelationClaim,
    ResultClaim,
    ResultKind,
    Span,
)
from kg.rdf import vocab
from kg.rdf.terms import decimal, literal
from kg.rdf.triples import Triple
from kg.rdf.units import UNITS

EVALUATIONS: Final = (Predicate.EVALUATED_ON, Predicate.MEASURED_BY)


def relation(claim: RelationClaim) -> Iterator[Triple]:
    """Write a relation: the plain triple, and the claim that carries confidence and evidence."""
    document, predicate = claim.document, vocab.PREDICATES[claim.predicate]
    subject, object_ = _thing(document, claim.subject), _thing(document, claim.object)
    node = vocab.minted("claim", document, subject, predicate, object_)
    yield subject, predicate, object_
    yield node, vocab.TYPE, vocab.CLAIM
    yield node, vocab.PAPER, vocab.paper(document)
    yield node, vocab.SUBJECT, subject
    yield node, vocab.PREDICATE, predicate
    yield node, vocab.OBJECT, object_
    yield node, vocab.CONFIDENCE, decimal(claim.confidence)
    if claim.modality:
        yield node, vocab.MODALITY, literal(claim.modality)
    yield from _evidence(document, node, claim.evidence)
    if claim.predicate in COMPARISONS:
        yield from _comparison(node, claim)


def figure(claim: ResultClaim) -> Iterator[Triple]:
    """Write a figure: a result where something is measured, a specification where something is counted."""
    document, sized = claim.document, claim.kind is ResultKind.SIZE
    node = figure_iri(claim)
    for class_ in (vocab.SPECIFICATION,) if sized else (vocab.RESULT, vocab.MODEL_EVALUATION):
        yield node, vocab.TYPE, class_
    yield node, vocab.PAPER, vocab.paper(document)
    yield node, vocab.SUBJECT, _thing(document, claim.subject)
    yield node, vocab.HAS_VALUE, decimal(claim.value)
    yield node, vocab.AS_WRITTEN, literal(claim.as_written)
    yield node, vocab.KIND, literal(claim.kind)
    yield node, vocab.CONFIDENCE, decimal(claim.confidence)
    yield from _measure(node, claim)
    yield from _setting(node, claim)
    yield from _evidence(document, node, claim.evidence)


def figure_iri(claim: ResultClaim) -> str:
    """Mint a figure's IRI from all that tells it from another figure of the same paper."""
    settings = (claim.datasets, claim.tasks, claim.baselines)
    return vocab.minted(
        "specification" if claim.kind is ResultKind.SIZE else "result",
        claim.document,
        _thing(claim.document, claim.subject),
        vocab.entity(claim.metric) if isinstance(claim.metric, Entity) else literal(claim.metric),
        *(" ".join(sorted(map(vocab.entity, things))) for things in settings),
        *(claim.kind, claim.bound, claim.unit, claim.counts, decimal(claim.value)),
        " ".join(f"{span.start},{span.end}" for span in claim.evidence.spans),
    )


def summary(
    document: Document, spoken_of: Iterable[Entity], claims: Iterable[RelationClaim | ResultClaim]
) -> Iterator[Triple]:
    """Say of what a paper's claims speak, and with what it evaluates: questions need not look at each."""
    paper = vocab.paper(document.id)
    yield from ((paper, vocab.SPEAKS_OF, vocab.entity(thing)) for thing in spoken_of)
    for claim in claims:
        yield from ((paper, vocab.EVALUATES_WITH, vocab.entity(thing)) for thing in _yardsticks(claim))


def _yardsticks(claim: RelationClaim | ResultClaim) -> Iterator[Entity]:
    """List the datasets and metrics by which something is evaluated."""
    things: Iterable[Entity | str | None] = ()
    if isinstance(claim, ResultClaim) and claim.kind is not ResultKind.SIZE:
        things = (claim.metric, *claim.datasets)
    elif isinstance(claim, RelationClaim) and claim.predicate in EVALUATIONS:
        things = (claim.object,)
    return (thing for thing in things if isinstance(thing, Entity))


def entities(claim: RelationClaim | ResultClaim) -> Iterator[Entity]:
    """List the entities that a claim speaks of."""
    things: Iterable[Entity | str | None]
    if isinstance(claim, RelationClaim):
        things = (claim.subject, claim.object, claim.metric, *claim.datasets)
    else:
        things = (claim.subject, claim.metric, *claim.datasets, *claim.tasks, *claim.baselines)
    return (thing for thing in things if isinstance(thing, Entity))


def cited(claims: Iterable[RelationClaim | ResultClaim]) -> tuple[set[Span], set[Span]]:
    """Gather the spans and the sentences that claims rest on."""
    held = [claim.evidence for claim in claims]
    spans = {span for evidence in held for span in evidence.spans}
    return spans, {span for evidence in held for span in evidence.sentences}


def _thing(document: str, thing: Entity | None) -> str:
    return vocab.paper(document) if thing is None else vocab.entity(thing)


def _evidence(document: str, node: str, evidence: Evidence) -> Iterator[Triple]:
    for sentence in evidence.sentences:
        yield node, vocab.EVIDENCE, vocab.span(document, sentence)
    for span in evidence.spans:
        yield node, vocab.EVIDENCE_SPAN, vocab.span(document, span)


def _comparison(node: str, claim: RelationClaim) -> Iterator[Triple]:
    yield node, vocab.TYPE, vocab.COMPARISON_CLAIM
    if claim.predicate is Predicate.OUTPERFORMS:
        yield node, vocab.WINNER, _thing(claim.document, claim.subject)
        yield node, vocab.LOSER, _thing(claim.document, claim.object)
    if claim.margin:
        yield node, vocab.MARGIN, literal(claim.margin)
    if claim.metric is not None:
        yield node, vocab.COMPARED_BY, vocab.entity(claim.metric)
    for dataset in claim.datasets:
        yield node, vocab.ON_DATASET, vocab.entity(dataset)


def _measure(node: str, claim: ResultClaim) -> Iterator[Triple]:
    """Say what is measured or counted, and in which unit."""
    if claim.counts:
        yield node, vocab.COUNTS, literal(claim.counts)
    if isinstance(claim.metric, Entity):
        yield node, vocab.SPECIFIED_BY, vocab.entity(claim.metric)
    elif claim.metric:
        yield node, vocab.METRIC_TEXT, literal(claim.metric)
    if claim.unit in UNITS:
        yield node, vocab.HAS_UNIT, UNITS[claim.unit]
    elif claim.unit:
        yield node, vocab.UNIT_TEXT, literal(claim.unit)


def _setting(node: str, claim: ResultClaim) -> Iterator[Triple]:
    if claim.bound:
        yield node, vocab.BOUND, literal(claim.bound)
    roles = (
        (vocab.ON_DATASET, claim.datasets),
        (vocab.ON_TASK, claim.tasks),
        (vocab.BASELINE, claim.baselines),
    )
    for role, things in roles:
        for thing in things:
            yield node, role, vocab.entity(thing)
