"""Typed spans of one document → mentions: those of one thing share a number, and one type an entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.extraction.rules.found import Found
from kg.model import EntityType, Mention, Span
from kg.text.names import normal_form


def group(
    text: str, found: Iterable[Found], abbreviations: Iterable[tuple[Span, Span]]
) -> tuple[Mention, ...]:
    """Number the entities in the order of their first mention; a long form and its abbreviation are one.

    The type is the one with most confidence over all mentions of the entity (first in the table on a tie).
    """
    ordered = sorted(found)
    same = _synonyms(text, abbreviations)
    keys = [_key(text, one.span, same) for one in ordered]
    types = _types(zip(keys, ordered, strict=True))
    numbers: dict[str, int] = {}
    return tuple(
        Mention(
            one.start,
            one.end,
            types[key],
            numbers.setdefault(key, len(numbers) + 1),
            confidence=one.confidence,
        )
        for key, one in zip(keys, ordered, strict=True)
    )


def _synonyms(text: str, abbreviations: Iterable[tuple[Span, Span]]) -> dict[str, str]:
    """Normal form of each short form → that of its long form."""
    return {
        normal_form(text[short.start : short.end]): normal_form(text[long.start : long.end])
        for long, short in abbreviations
    }


def _key(text: str, span: Span, same: dict[str, str]) -> str:
    name = normal_form(text[span.start : span.end])
    return same.get(name, name)


def _types(keyed: Iterable[tuple[str, Found]]) -> dict[str, EntityType]:
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: dict.fromkeys(EntityType, 0.0))
    for key, one in keyed:
        votes[key][one.type] += one.confidence
    return {key: max(counts, key=lambda kind: counts[kind]) for key, counts in votes.items()}
