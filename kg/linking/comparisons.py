"""Comparisons and figures of a document → comparisons with margin, metric and datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kg.linking.lexicon import Lexicon
from kg.model import COMPARISONS, Entity, Evidence, Predicate, RelationClaim, ResultClaim, ResultKind

_MARGINS: Final = (ResultKind.IMPROVEMENT, ResultKind.RATIO, ResultKind.REDUCTION)


def completed(claim: RelationClaim, figures: Iterable[ResultClaim]) -> RelationClaim:
    """Fill in what the first figure of the same pair says in the same sentence; leave other relations.

    A figure that tells by how much goes before one that only tells a level.
    """
    if claim.predicate not in COMPARISONS:
        return claim
    same = [figure for figure in figures if _same_pair(claim, figure)]
    if not same:
        return claim
    figure = min(same, key=lambda figure: figure.kind not in _MARGINS)
    return replace(
        claim,
        margin=figure.as_written if figure.kind in _MARGINS else "",
        metric=figure.metric if isinstance(figure.metric, Entity) else None,
        datasets=figure.datasets,
    )


def measured(
    figures: Sequence[ResultClaim], told: Iterable[RelationClaim], lexicon: Lexicon
) -> Iterator[RelationClaim]:
    """Say who beats whom where two figures of one document share metric, unit and a dataset.

    Only for metrics of which the lexicon knows the better way, for pairs that the text itself does not
    compare, and where all such figures of a pair agree. The claim is as sure as the less sure figure.
    """
    known = {frozenset((claim.subject, claim.object)) for claim in told if claim.predicate in COMPARISONS}
    levels = [figure for figure in figures if figure.kind is ResultKind.ABSOLUTE and not figure.bound]
    found: dict[frozenset[Entity | None], list[RelationClaim]] = {}
    for one, other in combinations(levels, 2):
        pair = frozenset((one.subject, other.subject))
        shared = tuple(dataset for dataset in one.datasets if dataset in other.datasets)
        measure, its = (one.metric, one.unit, one.tasks), (other.metric, other.unit, other.tasks)
        alike = measure == its and one.value != other.value
        better = _better(one.metric, lexicon)
        if better and shared and alike and len(pair) > 1 and pair not in known:
            winner, loser = sorted((one, other), key=lambda figure: figure.value, reverse=better == "higher")
            if loser.subject is not None:  # The paper itself is never an object.
                found.setdefault(pair, []).append(_beats(winner, loser, shared))
    for claims in found.values():
        if len({claim.subject for claim in claims}) == 1:
            yield claims[0]


def _better(metric: Entity | str, lexicon: Lexicon) -> str:
    row = lexicon.row(metric) if isinstance(metric, Entity) else None
    return row.better if row else ""


def _beats(winner: ResultClaim, loser: ResultClaim, datasets: tuple[Entity, ...]) -> RelationClaim:
    spans = {*winner.evidence.spans, *loser.evidence.spans}
    sentences = {*winner.evidence.sentences, *loser.evidence.sentences}
    return RelationClaim(
        winner.document,
        winner.subject,
        Predicate.OUTPERFORMS,
        loser.subject,
        confidence=min(winner.confidence, loser.confidence),
        evidence=Evidence("text", spans=tuple(sorted(spans)), sentences=tuple(sorted(sentences)[:2])),
        metric=winner.metric if isinstance(winner.metric, Entity) else None,
        datasets=datasets,
    )


def _same_pair(claim: RelationClaim, figure: ResultClaim) -> bool:
    return (
        claim.subject == figure.subject
        and claim.object in figure.baselines
        and not set(claim.evidence.sentences).isdisjoint(figure.evidence.sentences)
    )
