"""One document's extraction → its claims, each with an entity at each end and with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from kg.linking import comparisons, evidence, figures, names
from kg.linking.evidence import Text
from kg.linking.lexicon import Lexicon
from kg.model import (
    PAPER,
    Claim,
    Document,
    Entity,
    Extraction,
    Naming,
    Ref,
    Relation,
    RelationClaim,
    Result,
    ResultClaim,
)

Entities: TypeAlias = dict[Ref, Entity | None]
"""What each reference stands for, None for the paper itself."""


def link(document: Document, extraction: Extraction, lexicon: Lexicon) -> Iterator[Claim]:
    """Turn mentions into entities and say what the document claims of them, whatever others say."""
    entities: Entities = {PAPER: None}
    entities |= {str(number): one for number, one in names.entities(document, extraction, lexicon).items()}
    text = Text.of(document, extraction)
    yield from _namings(document, extraction, entities)
    found = _results(text, extraction.results, entities)
    relations = _relations(text, extraction.relations, entities)
    for relation in relations:
        yield comparisons.completed(relation, found)
    yield from comparisons.measured(found, relations, lexicon)
    yield from found


def _namings(document: Document, extraction: Extraction, entities: Entities) -> Iterator[Naming]:
    for mention in extraction.mentions:
        entity = entities[str(mention.entity)]
        if entity is not None:
            yield Naming(document.id, entity, mention.span, mention.confidence)


def _relations(text: Text, relations: Iterable[Relation], entities: Entities) -> list[RelationClaim]:
    """Keep one claim of each subject, predicate and object: the surest, a plain one before a hedged one."""
    claims = [_relation(text, relation, entities) for relation in relations]
    claims.sort(key=lambda claim: (-claim.confidence, claim.modality, claim.evidence.spans))
    best: dict[tuple[object, ...], RelationClaim] = {}
    for claim in claims:
        if claim.subject != claim.object:
            best.setdefault((claim.subject, claim.predicate, claim.object), claim)
    return sorted(best.values(), key=lambda claim: (claim.evidence.spans, claim.predicate))


def _relation(text: Text, relation: Relation, entities: Entities) -> RelationClaim:
    return RelationClaim(
        text.document.id,
        entities[relation.subject],
        relation.predicate,
        entities[relation.object],
        confidence=relation.confidence,
        evidence=evidence.of_relation(text, relation),
        modality=relation.modality,
    )


def _results(text: Text, results: Iterable[Result], entities: Entities) -> list[ResultClaim]:
    """Write the figures in text order, each that says something else once."""
    claims = [_result(text, result, entities) for result in results]
    best: dict[ResultClaim, ResultClaim] = {}
    for claim in sorted(claims, key=lambda claim: -claim.confidence):
        best.setdefault(replace(claim, confidence=0), claim)
    return sorted(best.values(), key=lambda claim: claim.evidence.spans)


def _result(text: Text, result: Result, entities: Entities) -> ResultClaim:
    value, unit = figures.value(result.quantity)
    return ResultClaim(
        text.document.id,
        entities[result.subject],
        entities.get(result.metric) or result.metric,
        value=value,
        unit=unit,
        kind=result.quantity.kind,
        as_written=figures.as_written(text.document, result.quantity),
        confidence=result.confidence,
        evidence=evidence.of_result(text, result),
        bound=result.quantity.bound,
        counts=result.quantity.counts,
        datasets=_named(result.datasets, entities),
        tasks=_named(result.tasks, entities),
        baselines=_named(result.baselines, entities),
    )


def _named(refs: Iterable[Ref], entities: Entities) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(entity for entity in (entities[ref] for ref in refs) if entity is not None))
