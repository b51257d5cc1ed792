"""Relations, some of them said twice → each once, where it is surest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kg.model import Predicate, Ref, Relation

Said: TypeAlias = tuple[Ref, Predicate, Ref]


def surest(relations: Iterable[Relation]) -> dict[Said, Relation]:
    """Keep of each relation its first saying that no later one is surer than, by what it says, in order."""
    found: dict[Said, Relation] = {}
    for one in relations:
        key = one.subject, one.predicate, one.object
        if key not in found or found[key].confidence < one.confidence:
            found[key] = one
    return found
