"""Entities of which papers show something else than before → all entities whose links may hang on them.

Whether two entities are one, and how a thing is called, is decided among few: those alike in name or
spelling, an abbreviation and what it stands for, a row of the lexicon, the members of a family. What no
changed entity reaches is linked as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kg.linking.candidates import most_spelled, squeezed
from kg.linking.families import TYPES, Key, above, base
from kg.linking.lexicon import Lexicon
from kg.model import Entity, EntityType
from kg.text.names import normal_form


class Names(Protocol):
    """What all papers show, asked by name."""

    def named(self, name: str) -> Iterable[Entity]:
        """Find what bears the name, of whatever type."""

    def spaced(self, kind: EntityType, squeezed: str) -> Iterable[Entity]:
        """Find what is written so but for its spaces."""

    def of_family(self, base: Key) -> Iterable[Entity]:
        """Find what has that `base`."""

    def long_forms(self, kind: EntityType, short: str) -> Mapping[str, int]:
        """Count the papers that spell an abbreviation out, by what they spell."""

    def short_forms(self, kind: EntityType, long: str) -> Iterable[str]:
        """Find the abbreviations that most papers spell out so."""


def closure(changed: Iterable[Entity], names: Names, lexicon: Lexicon) -> set[Entity]:
    """Reach all that may be linked with what has changed; some of it no paper need name."""
    found: set[Entity] = set()
    todo = set(changed)
    while todo:
        entity = todo.pop()
        found.add(entity)
        todo.update(_near(entity, names, lexicon))
        todo -= found
    return found


def _near(entity: Entity, names: Names, lexicon: Lexicon) -> Iterator[Entity]:
    kind, name = entity.type, entity.name
    yield from names.named(name)
    yield from names.spaced(kind, squeezed(name))
    if kind in TYPES:
        yield from names.of_family(base(entity))
        # A family that is made bears a name, which other things may be called by too.
        yield from above(entity)
    row = lexicon.row(entity)
    if row is not None:
        yield from (Entity(row.type, normal_form(one)) for one in (row.name, *row.aliases))
    if spelled := names.long_forms(kind, name):
        yield Entity(kind, most_spelled(spelled)[0])
    yield from (Entity(kind, short) for short in names.short_forms(kind, name))
