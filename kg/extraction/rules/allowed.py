"""A predicate → the types that its ends may have."""

from __future__ import annotations

from kg.model import EntityType, Predicate

_MODEL, _METHOD, _SYSTEM = EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM
_DATASET, _TASK, _HARDWARE = EntityType.DATASET, EntityType.TASK, EntityType.HARDWARE
_ANY = frozenset(EntityType)
_MADE = frozenset([_MODEL, _METHOD, _SYSTEM])

_ENDS: dict[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    Predicate.INTRODUCES: (_ANY, _ANY),
    Predicate.ADDRESSES: (_MADE | {_DATASET}, frozenset([_TASK])),
    Predicate.USES: (_MADE | {_DATASET, _TASK, _HARDWARE}, _MADE),
    Predicate.PART_OF: (_ANY, _ANY),
    Predicate.BASED_ON: (_MADE | {_DATASET}, _MADE | {_DATASET}),
    Predicate.TYPE_OF: (_ANY, _ANY),
    Predicate.EVALUATED_ON: (_MADE, frozenset([_DATASET, _TASK])),
    Predicate.TRAINED_ON: (_MADE, frozenset([_DATASET])),
    Predicate.OUTPERFORMS: (_MADE, _MADE),
    Predicate.COMPARED_WITH: (_MADE, _MADE),
    Predicate.MEASURED_BY: (_MADE | {_DATASET, _TASK}, frozenset([EntityType.METRIC])),
    Predicate.DEVELOPED_BY: (_MADE | {_DATASET}, frozenset([EntityType.ORGANIZATION])),
    Predicate.RUNS_ON: (_MADE | {_TASK, _DATASET}, frozenset([_HARDWARE])),
}
_SAME = frozenset([Predicate.TYPE_OF, Predicate.BASED_ON])


def may_be_object(predicate: Predicate, kind: EntityType | None) -> bool:
    """Whether an entity of this type may be the object; the paper never is."""
    return kind in _ENDS[predicate][1]


def allowed(predicate: Predicate, subject: EntityType | None, object_: EntityType | None) -> bool:
    """Whether the two types fit; `None` is the paper, which may be any subject.

    >>> allowed(Predicate.MEASURED_BY, EntityType.MODEL, EntityType.TASK)
    False
    """
    if not may_be_object(predicate, object_) or (subject is not None and subject not in _ENDS[predicate][0]):
        return False
    return predicate not in _SAME or subject is None or subject == object_
