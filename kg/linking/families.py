"""Names with versions and sizes → the family each belongs to (Llama 3.1-70B → Llama 3.1 → Llama)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.linking.candidates import LEXICAL
from kg.linking.resolve import Decision
from kg.model import Entity, EntityType, Evidence, LinkClaim
from kg.text.names import normal_form

TYPES: Final = (EntityType.MODEL, EntityType.SYSTEM, EntityType.DATASET, EntityType.HARDWARE)
MADE: Final = (EntityType.MODEL, EntityType.SYSTEM)
"""Types of which a family is made that no paper names by itself, where two of its members are named."""

CONFIDENCE: Final = 0.9

_PART: Final = re.compile(r"[a-z]{3,}?(?=v?\d)|(?<= )[a-uw-z](?=\d{1,2}$)|\S+")
"""A digit behind a letter of its own is a version (DALL-E 2); behind a v it is part of one (Swin v2)."""
_HEAD: Final = re.compile(r"[^\W\d]{2}|^[a-uw-z]\d")
"""What a family's name begins with: `Llama` or `T5`, and neither a number nor `v2`."""
_VERSION: Final = re.compile(r"v?\d{1,2}(?:\.\d+)*[a-ce-z]?")
_SIZE: Final = re.compile(
    r"\d+(?:\.\d+)?(?:[bmkt]|gb)|\d{3,}|x{0,2}[sl]|a\d+b|\d+x\d+b|tiny|mini|nano|small|base|medium|large|huge"
    r"|giant|haiku|sonnet|opus|lite|pro|flash|turbo|ultra|max|plus|preview|instruct|chat|it|hf|thinking|exp|latest|cased|uncased"
)
_LETTER: Final = re.compile(r"[a-z]")
Kind: TypeAlias = Literal["type", "prefLabel", "variantOf"]
Key: TypeAlias = tuple[EntityType, tuple[str, ...]]
"""A type and a name in parts: `llama`, `3.1`, `70b`."""


@dataclass(frozen=True, slots=True)
class Families:
    """All names by their parts; those in `made`, each with its first members, no paper names."""

    names: Mapping[Key, Entity]
    made: Mapping[Key, list[Entity]]

    def links(self, decision: Decision, written: Mapping[Entity, str]) -> Iterator[LinkClaim]:
        """Link members to their families; a family made here gets its type and a name cut from a member's."""
        for key, members in sorted(self.made.items()):
            entity, row = self.names[key], f"family of {', '.join(member.name for member in members)}"
            label = _cut(written.get(members[0], ""), entity.name)
            yield _claim(entity, "type", entity.type, row)
            yield _claim(entity, "prefLabel", label, row)
        links = {(one.subject, one.object): one for one in self._variants(decision)}
        yield from (links[ends] for ends in sorted(links))

    def _variants(self, decision: Decision) -> Iterator[LinkClaim]:
        for (kind, parts), entity in sorted(self.names.items(), reverse=True):
            size = next((size for size in _stems(parts) if (kind, parts[:size]) in self.names), None)
            if size is not None:
                family = decision.canonical(self.names[kind, parts[:size]])
                member = decision.canonical(entity)
                if member != family:
                    yield _claim(member, "variantOf", family, f"tail of the name: {' '.join(parts[size:])}")


def families(observed: Iterable[Entity], decision: Decision) -> Families:
    """Find the families of all names observed, and make those that two names share and no paper names."""
    names: dict[Key, Entity] = {}
    for entity in sorted(observed):
        if entity.type in TYPES:
            names.setdefault(_key(entity), entity)
    made: dict[Key, list[Entity]] = {}
    while new := _shared(names, decision):
        made |= new
        names |= {key: _named(key, members) for key, members in new.items()}
    return Families(names, made)


def base(entity: Entity) -> Key:
    """Cut a name down to the shortest that a family of it can have; all its families have that one too."""
    kind, parts = _key(entity)
    return kind, parts[: min(_stems(parts), default=len(parts))]


def above(entity: Entity) -> Iterator[Entity]:
    """Give all families that a name can belong to, the nearest first, whether a paper names them or not.

    >>> [family.name for family in above(Entity(EntityType.MODEL, "llama 3.1 70b"))]
    ['llama 3.1', 'llama']
    """
    kind, parts = _key(entity)
    return (_named((kind, parts[:size]), [entity]) for size in _stems(parts))


def _shared(names: Mapping[Key, Entity], decision: Decision) -> dict[Key, list[Entity]]:
    """Gather the members of families that have no name yet."""
    members: dict[Key, list[Entity]] = {}
    for (kind, parts), entity in sorted(names.items()):
        sizes = list(_stems(parts))
        if kind in MADE and sizes and not any((kind, parts[:size]) in names for size in sizes):
            members.setdefault((kind, parts[: _family_size(parts)]), []).append(entity)
    return {
        key: found
        for key, found in members.items()
        if not _LETTER.fullmatch(key[1][-1]) and len({*map(decision.canonical, found)}) > 1
    }


def _stems(parts: tuple[str, ...]) -> Iterator[int]:
    """Give the lengths, longest first, of beginnings after which only versions and sizes follow."""
    for size in range(len(parts) - 1, 0, -1):
        if not (_VERSION.fullmatch(parts[size]) or _SIZE.fullmatch(parts[size])):
            return
        if _HEAD.search(parts[0]):
            yield size


def _family_size(parts: tuple[str, ...]) -> int:
    """Count the parts without the last sizes, or where there are none, without the last versions."""
    for pattern in (_SIZE, _VERSION):
        size = len(parts)
        while size > 1 and pattern.fullmatch(parts[size - 1]):
            size -= 1
        if size < len(parts):
            return size
    return len(parts)


def _key(entity: Entity) -> Key:
    return entity.type, tuple(_PART.findall(entity.name))


def _named(key: Key, members: list[Entity]) -> Entity:
    """Name a family by the beginning of its first member's name."""
    ends = [part.end() for part in _PART.finditer(members[0].name)]
    return Entity(key[0], members[0].name[: ends[len(key[1]) - 1]])


def _cut(written: str, name: str) -> str:
    """Cut a member's written form down to its family's name, which itself stands where they do not fit."""
    for end in range(len(written), 0, -1):
        if normal_form(written[:end]) == name and written[end - 1].isalnum():
            return written[:end]
    return name


def _claim(subject: Entity, predicate: Kind, object_: Entity | str, row: str) -> LinkClaim:
    return LinkClaim(subject, predicate, object_, CONFIDENCE, LEXICAL, Evidence("rule", row=row))
