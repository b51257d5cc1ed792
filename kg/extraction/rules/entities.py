"""Typed spans of one document → mentions: those of one thing share a number, and one type an entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extraction.rules.found import Found
from kg.model import EntityType, Mention, Span
from kg.text.names import normal_form

_MIXED = re.compile(r"[a-z][A-Z]")


def group(
    text: str, found: Iterable[Found], abbreviations: Iterable[tuple[Span, Span]]
) -> tuple[Mention, ...]:
    """Number the entities in the order of their first mention; a long form and its abbreviation are one.

    The type is the one with most confidence over all mentions of the entity (first in the table on a tie).
    """
    ordered = sorted(found)
    names = {text[one.start : one.end] for one in ordered}
    same = _synonyms(text, abbreviations) | _parts(names) | _macros(text, ordered, names)
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


def _parts(names: Iterable[str]) -> dict[str, str]:
    """`TurboS` is short for `Hunyuan-TurboS`, where no other name of the paper ends in it."""
    longer: dict[str, list[str]] = defaultdict(list)
    every = sorted(names)
    for name in every:
        head, _, last = name.rpartition("-")
        if head:
            longer[last].append(name)
    return {
        normal_form(name): normal_form(longer[name][0])
        for name in every
        if _MIXED.search(name) and len(longer[name]) == 1
    }


def _macros(text: str, ordered: Sequence[Found], names: Iterable[str]) -> dict[str, str]:
    """A macro stands for the paper's own name, where the title opens with one: `FooNet: …` and `\\sys`."""
    macros = [name for name in names if name.startswith("\\")]
    if len(macros) != 1 or ordered[0].start != 0 or text[ordered[0].end :][:1] != ":":
        return {}
    return {normal_form(macros[0]): normal_form(text[: ordered[0].end])}


def _key(text: str, span: Span, same: dict[str, str]) -> str:
    name = normal_form(text[span.start : span.end])
    return same.get(name, name)


def _types(keyed: Iterable[tuple[str, Found]]) -> dict[str, EntityType]:
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: dict.fromkeys(EntityType, 0.0))
    for key, one in keyed:
        votes[key][one.type] += one.confidence
    return {key: max(counts, key=lambda kind: counts[kind]) for key, counts in votes.items()}
