"""Groups of mentions → the pairs of them that are two things, whatever the network takes for the same.

Two names on either side of `and` or a preposition name two things: of some 5,700 such pairs in annotated
papers five are one. Metrics are one only where their names have something in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import Final

from kg.model import EntityType, Mention
from kg.text.names import normal_form

_BETWEEN: Final = re.compile(
    r"\s+(?:and|as well as|&|/|than|with|of|in|for|to|by|from|via|using|on|over|into|through)\s+"
    r"(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
STEM: Final = 5
"""Letters that tell a word: `robust` and `robustness` are alike."""


def apart(text: str, mentions: Sequence[Mention]) -> set[frozenset[int]]:
    """Find the pairs of entities, by number, that are not one."""
    return {
        frozenset((one.entity, other.entity))
        for one, other in (*_joined(text, mentions), *_unlike(text, mentions))
        if one.entity != other.entity
    }


def _joined(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Give neighbours with nothing but a word that joins two things between them."""
    for one, other in pairwise(mentions):
        if _BETWEEN.fullmatch(text, one.end, other.start):
            yield one, other


def _unlike(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Give mentions of two metrics whose names have no word in common."""
    names: dict[int, list[str]] = {}
    for mention in mentions:
        if mention.type is EntityType.METRIC:
            names.setdefault(mention.entity, []).append(text[mention.start : mention.end])
    first = {mention.entity: mention for mention in reversed(mentions)}
    for one, other in combinations(names, 2):
        if not any(_is_alike(left, right) for left, right in product(names[one], names[other])):
            yield first[one], first[other]


def _is_alike(left: str, right: str) -> bool:
    one, other = normal_form(left), normal_form(right)
    if one in other or other in one:
        return True
    if _initials(left) == other or _initials(right) == one:
        return True
    return not _stems(left).isdisjoint(_stems(right))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name)).lower()


def _stems(name: str) -> set[str]:
    return {word[:STEM].lower() for word in re.findall(r"\w{3,}", name)}
