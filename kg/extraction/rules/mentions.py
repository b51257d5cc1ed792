"""A document's text → typed spans: names by shape, noun phrases by head, terms by a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.rules import names, phrases
from kg.extraction.rules.found import Found
from kg.extraction.rules.words import words
from kg.model import Span


def find(
    text: str, sentences: Sequence[Span], abbreviations: Sequence[tuple[Span, Span]]
) -> tuple[Found, ...]:
    """Find mentions, in text order, none overlapping another."""
    split = [words(text, sentence) for sentence in sentences]
    return _longest([*phrases.find(text, split), *names.find(text, split, abbreviations)])


def _longest(found: Iterable[Found]) -> tuple[Found, ...]:
    """Where two spans overlap keep the longer one, on a tie the surer."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.confidence, one)):
        if taken.isdisjoint(range(one.start, one.end)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return tuple(sorted(kept))
