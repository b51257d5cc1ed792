"""Mentions of one document → entities: like names and a long form with its abbreviation are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.abbreviations import find
from kg.model import Mention, Span
from kg.text.names import normal_form


def group(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Number the mentions' entities from 1 in text order, by normal form and the text's own abbreviations."""
    same = {_name(text, short): _name(text, long) for long, short in find(text)}
    numbers: dict[str, int] = {}
    grouped = []
    for mention in mentions:
        name = _name(text, mention.span)
        number = numbers.setdefault(same.get(name, name), len(numbers) + 1)
        grouped.append(replace(mention, entity=number))
    return tuple(grouped)


def _name(text: str, span: Span) -> str:
    return normal_form(text[span.start : span.end])
