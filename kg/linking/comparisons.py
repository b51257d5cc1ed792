"""A comparison and the figures of its document → the comparison with margin, metric and datasets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.model import Entity, Predicate, RelationClaim, ResultClaim, ResultKind

_COMPARISONS: Final = (Predicate.OUTPERFORMS, Predicate.COMPARED_WITH)
_MARGINS: Final = (ResultKind.IMPROVEMENT, ResultKind.RATIO, ResultKind.REDUCTION)


def completed(claim: RelationClaim, figures: Iterable[ResultClaim]) -> RelationClaim:
    """Fill in what the first figure of the same pair says in the same sentence; leave other relations.

    A figure that tells by how much goes before one that only tells a level.
    """
    if claim.predicate not in _COMPARISONS:
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


def _same_pair(claim: RelationClaim, figure: ResultClaim) -> bool:
    return (
        claim.subject == figure.subject
        and claim.object in figure.baselines
        and not set(claim.evidence.sentences).isdisjoint(figure.evidence.sentences)
    )
