"""What the network's numbers mean: the order of labels, links and kinds; which types a relation may join."""

from __future__ import annotations

from kg.model import EntityType, Predicate, ResultKind

LABELS = ("O", *(f"{prefix}-{kind}" for kind in EntityType for prefix in ("B", "I")))
"""BIO labels of words: 0 is outside, odd numbers begin, even numbers go on."""

ROLES = ("subject", "metric", "dataset", "task", "baseline")
LINKS = (*Predicate, "same", *ROLES)
"""What the pair head scores, in this order: relations, sameness, then the roles of a quantity."""
SAME = len(Predicate)
FIRST_ROLE = SAME + 1

KINDS = ("none", *ResultKind)
"""What a quantity is: no figure that the text claims, or a result of this kind."""

_E = EntityType
_THINGS = frozenset({_E.MODEL, _E.METHOD, _E.SYSTEM})
_ANY = frozenset(EntityType)
_USABLE = frozenset({_E.MODEL, _E.METHOD, _E.SYSTEM, _E.HARDWARE, _E.DATASET})

ALLOWED: dict[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    Predicate.INTRODUCES: (frozenset(), _ANY),
    Predicate.ADDRESSES: (_THINGS | {_E.DATASET, _E.METRIC, _E.TASK}, frozenset({_E.TASK})),
    Predicate.USES: (_ANY, _USABLE | {_E.METRIC}),
    Predicate.PART_OF: (_ANY, _ANY),
    Predicate.BASED_ON: (_ANY, _ANY),
    Predicate.TYPE_OF: (_ANY, _ANY),
    Predicate.EVALUATED_ON: (_THINGS, frozenset({_E.DATASET, _E.TASK})),
    Predicate.TRAINED_ON: (_THINGS, frozenset({_E.DATASET})),
    Predicate.OUTPERFORMS: (_THINGS | {_E.DATASET}, _THINGS | {_E.DATASET}),
    Predicate.COMPARED_WITH: (_THINGS | {_E.DATASET}, _THINGS | {_E.DATASET}),
    Predicate.MEASURED_BY: (_ANY, frozenset({_E.METRIC})),
    Predicate.DEVELOPED_BY: (_ANY, frozenset({_E.ORGANIZATION})),
    Predicate.RUNS_ON: (_ANY, frozenset({_E.HARDWARE})),
}
"""The types a relation may join, after the annotation guidelines; the paper may be any subject."""
