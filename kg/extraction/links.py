"""Pair scores → which names are one entity, which relations hold, and what each figure belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extraction.labels import ALLOWED, FIRST_ROLE, KINDS, ROLES, SAME
from kg.extraction.nodes import QUANTITY, Nodes
from kg.extraction.weights import Calibration
from kg.model import PAPER, EntityType, Mention, Predicate, Quantity, Ref, Relation, Result, ResultKind, Span

Scores = NDArray[np.float32]
PREDICATES = tuple(Predicate)


@dataclass(frozen=True, slots=True)
class Judge:
    """How scores become confidences; from which confidence on a link, by name, or a `figure` is claimed."""

    links: Calibration
    figures: Calibration
    thresholds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Owned:
    """Links between owners (entities from 0, then quantities, then the paper).

    `scores` holds `[links]` for each pair of owners, `evidence` the spans of the two instances behind each
    of them.
    """

    scores: dict[tuple[int, int], Scores]
    evidence: dict[tuple[int, int], list[tuple[Span, ...]]]


def merged(
    mentions: Sequence[Mention], nodes: Nodes, scores: Scores, threshold: float
) -> tuple[Mention, ...]:
    """Join groups of names that the network takes for the same thing; one type an entity, by confidence."""
    a, b = nodes.pairs[:, 0], nodes.pairs[:, 1]
    named = (nodes.types[a] < QUANTITY) & (nodes.types[b] < QUANTITY) & (nodes.node[a] != nodes.node[b])
    sure = sigmoid(scores[:, SAME])
    parent = list(range(int(nodes.node.max()) + 1))
    for pair in np.flatnonzero(named & (sure >= threshold)):
        left, right = sorted(
            (_root(parent, int(nodes.node[a[pair]])), _root(parent, int(nodes.node[b[pair]])))
        )
        parent[right] = left
    numbers: dict[int, int] = {}
    joined = [
        replace(mention, entity=numbers.setdefault(_root(parent, int(node)), len(numbers) + 1))
        for mention, node in zip(mentions, nodes.node, strict=False)
    ]
    kinds = _types(joined)
    return tuple(replace(mention, type=kinds[mention.entity]) for mention in joined)


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        node = parent[node]
    return node


def _types(mentions: Sequence[Mention]) -> dict[int, EntityType]:
    votes: dict[int, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[mention.entity][mention.type] += mention.confidence
    return {
        entity: max(EntityType, key=lambda kind: counts.get(kind, 0.0)) for entity, counts in votes.items()
    }


def owned(mentions: Sequence[Mention], nodes: Nodes, scores: Scores) -> Owned:
    """Gather the scores of pairs of instances into those of their owners: the soft maximum over the pairs."""
    owner = owners(mentions, nodes)
    grouped: dict[tuple[int, int], list[int]] = defaultdict(list)
    for pair, (a, b) in enumerate(nodes.pairs.tolist()):
        if owner[a] != owner[b]:
            grouped[owner[a], owner[b]].append(pair)
    merged_scores = {key: np.logaddexp.reduce(scores[pairs], axis=0) for key, pairs in grouped.items()}
    evidence = {
        key: [_evidence(nodes, pairs[best], mentions) for best in scores[pairs].argmax(axis=0)]
        for key, pairs in grouped.items()
    }
    return Owned(merged_scores, evidence)


def owners(mentions: Sequence[Mention], nodes: Nodes) -> list[int]:
    """The owner of each instance: its entity less 1, then quantities in order, the paper last."""
    entities = max((mention.entity for mention in mentions), default=0)
    groups = len({int(node) for node in nodes.node[: len(mentions)]})
    rest = [int(node) - groups + entities for node in nodes.node[len(mentions) :]]
    return [mention.entity - 1 for mention in mentions] + rest


def to_relations(
    mentions: Sequence[Mention], quantities: Sequence[Quantity], scores: Owned, judge: Judge
) -> tuple[Relation, ...]:
    """Claim every allowed relation that is sure enough, in order of subject, object, relation."""
    kinds = {mention.entity - 1: mention.type for mention in mentions}
    paper = len(kinds) + len(quantities)
    relations = []
    for (subject, target), row in sorted(scores.scores.items()):
        if target not in kinds or (subject not in kinds and subject != paper):
            continue
        confidences = [round(float(value), 2) for value in judge.links(row)]
        for index, predicate in enumerate(PREDICATES):
            sure = confidences[index]
            if sure < judge.thresholds[predicate] or not _may(predicate, kinds.get(subject), kinds[target]):
                continue
            if (
                predicate is Predicate.COMPARED_WITH
                and target < subject
                and (target, subject) in scores.scores
            ):
                continue
            spans = scores.evidence[subject, target][index]
            relations.append(Relation(_ref(subject, paper), predicate, _ref(target, paper), sure, spans))
    return tuple(relations)


def _may(predicate: Predicate, subject: EntityType | None, target: EntityType) -> bool:
    subjects, targets = ALLOWED[predicate]
    return target in targets and (subject is None or subject in subjects)


def _ref(owner: int, paper: int) -> Ref:
    return PAPER if owner == paper else str(owner + 1)


def _evidence(nodes: Nodes, pair: int, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    ends = nodes.pairs[pair].tolist()
    return tuple(sorted(mentions[end].span for end in ends if end < len(mentions)))


def to_results(
    mentions: Sequence[Mention], quantities: Sequence[Quantity], scores: Owned, kinds: Scores, judge: Judge
) -> tuple[Result, ...]:
    """Make a result of each quantity that is a figure surely enough; `kinds` is `[quantities, KINDS]`."""
    entities = max((mention.entity for mention in mentions), default=0)
    paper = entities + len(quantities)
    results = []
    for index, quantity in enumerate(quantities):
        chances = np.exp(kinds[index] - np.logaddexp.reduce(kinds[index]))
        odds = np.log1p(-chances[:1]) - np.log(chances[:1])
        sure = round(float(judge.figures(odds)[0]), 2)
        if sure < judge.thresholds["figure"]:
            continue
        kind = ResultKind(KINDS[1 + int(chances[1:].argmax())])
        fillers = _fillers(entities + index, range(entities), paper, scores, judge)
        measured = replace(quantity, kind=kind)
        metric = (
            fillers["metric"][0]
            if fillers["metric"] and not (kind is ResultKind.SIZE and quantity.counts)
            else quantity.counts
        )
        results.append(
            Result(
                subject=fillers["subject"][0] if fillers["subject"] else PAPER,
                metric=metric,
                quantity=measured,
                datasets=fillers["dataset"],
                tasks=fillers["task"],
                baselines=fillers["baseline"],
                confidence=sure,
            )
        )
    return tuple(results)


def _fillers(
    owner: int, entities: range, paper: int, scores: Owned, judge: Judge
) -> dict[str, tuple[Ref, ...]]:
    """Fill each role: the best entity for subject, the best sure one for metric, every sure one else."""
    rows = [
        (other, judge.links(scores.scores[owner, other]))
        for other in [*entities, paper]
        if (owner, other) in scores.scores
    ]
    fillers = {}
    for role, name in enumerate(ROLES):
        ranked = sorted(rows, key=lambda row: (-row[1][FIRST_ROLE + role], row[0]))
        if name == "subject":
            fillers[name] = tuple(_ref(other, paper) for other, _ in ranked[:1])
            continue
        sure = [
            other
            for other, row in ranked
            if other != paper and row[FIRST_ROLE + role] >= judge.thresholds[name]
        ]
        fillers[name] = tuple(
            _ref(other, paper) for other in (sure[:1] if name == "metric" else sorted(sure))
        )
    return fillers


def sigmoid(scores: Scores | np.float32) -> Scores:
    """The logistic function, without overflow."""
    result: Scores = np.exp(-np.logaddexp(0, -scores))
    return result
