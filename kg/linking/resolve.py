"""Candidates → the decision which entities are one, and under which of them they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.linking.candidates import TYPES, Candidate
from kg.linking.lexicon import Lexicon
from kg.model import Entity, Evidence, LinkClaim

CHAINED = "MappingChaining"


@dataclass(slots=True)
class Decision:
    """Why each entity stands under another; one that stands under none is canonical."""

    reasons: dict[Entity, Candidate] = field(default_factory=dict)

    def canonical(self, entity: Entity) -> Entity:
        """Follow the reasons to the entity under which this one stands."""
        while entity in self.reasons:
            entity = self.reasons[entity].target
        return entity

    def links(self) -> Iterator[LinkClaim]:
        """Say of each entity under which other it stands, and of which type that makes it."""
        for entity in sorted(self.reasons):
            steps = list(self._steps(entity))
            confidence = min(step.confidence for step in steps)
            justification = steps[0].justification if len(steps) == 1 else CHAINED
            evidence = _joined(steps)
            target = steps[-1].target
            yield LinkClaim(entity, "canonical", target, confidence, justification, evidence)
            if target.type is not entity.type:
                yield LinkClaim(entity, "type", target.type, confidence, justification, evidence)

    def _steps(self, entity: Entity) -> Iterator[Candidate]:
        while entity in self.reasons:
            yield self.reasons[entity]
            entity = self.reasons[entity].target


def decide(candidates: Iterable[Candidate], lexicon: Lexicon) -> Decision:
    """Accept candidates by rank and confidence; what the lexicon keeps apart is never made one."""
    decision = Decision()
    for candidate in sorted(candidates, key=_order):
        entity, target = decision.canonical(candidate.entity), decision.canonical(candidate.target)
        if candidate.rank == TYPES and entity != candidate.entity:
            continue  # What a name is the short form of does not change its type with it.
        if lexicon.is_canonical(entity):
            entity, target = target, entity
        if entity != target and not lexicon.is_canonical(entity):
            decision.reasons[entity] = Candidate(
                candidate.rank,
                entity,
                target,
                confidence=candidate.confidence,
                justification=candidate.justification,
                evidence=candidate.evidence,
            )
    return decision


def _order(candidate: Candidate) -> tuple[int, float, Entity, Entity]:
    return candidate.rank, -candidate.confidence, candidate.entity, candidate.target


def _joined(steps: list[Candidate]) -> Evidence:
    """Join the evidence of a chain, which is of the lexicon's only where each step is."""
    kinds = {step.evidence.kind for step in steps}
    return Evidence(
        "lexicon" if kinds == {"lexicon"} else "rule", row="; ".join(step.evidence.row for step in steps)
    )
