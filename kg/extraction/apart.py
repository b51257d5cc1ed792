"""Mentions in groups → which groups are two things, whatever the network takes for the same.

Two names on either side of `and` or a preposition name two things: of some 5,700 such pairs in annotated
papers five are one. Metrics are one only where their names have something in common, and never an error and
an accuracy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product
from typing import Final

from kg.model import EntityType, Mention
from kg.text.names import normal_form

_BETWEEN: Final = re.compile(
    r"\s+(?:and|as well as|&|/|than|with|of|in|for|to|by|from|via|using|on|over|into|through)\s+"
    r"(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
_FAULT: Final = re.compile(r"\b(?:error|loss)", re.IGNORECASE)
STEM: Final = 5
"""Letters that tell a word: `robust` and `robustness` are alike."""


class Apart:
    """Which entities of a text, by number, are not one; asked only of those that may be."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        """Note neighbours with nothing but a word that joins two things between them, and metrics' names."""
        self._joined = {
            frozenset((one.entity, other.entity))
            for one, other in pairwise(mentions)
            if _BETWEEN.fullmatch(text, one.end, other.start)
        }
        self._metrics: dict[int, set[str]] = {}
        for mention in mentions:
            if mention.type is EntityType.METRIC:
                self._metrics.setdefault(mention.entity, set()).add(text[mention.start : mention.end])

    def are_two(self, one: int, other: int) -> bool:
        """Tell whether two entities are surely two things."""
        if frozenset((one, other)) in self._joined:
            return True
        left, right = (self._metrics.get(number, ()) for number in (one, other))
        return bool(left and right) and not any(_is_alike(*names) for names in product(left, right))


def _is_alike(left: str, right: str) -> bool:
    one, other = normal_form(left), normal_form(right)
    if one in other or other in one:
        return True
    if _initials(left) == other or _initials(right) == one:
        return True
    if bool(_FAULT.search(left)) != bool(_FAULT.search(right)):
        return False
    return not _stems(left).isdisjoint(_stems(right))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name)).lower()


def _stems(name: str) -> set[str]:
    return {word[:STEM].lower() for word in re.findall(r"\w{3,}", name)}
