"""Sentences and mentions → relations, by patterns over the words between two mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import PAPER, Mention, Predicate, Relation, Span

_INTRODUCES = re.compile(
    r"\b(?:[Ww]e|paper|work|report)\s+(?:present|propose|introduce)s?\s+(?:an?\s+|the\s+)?"
)


def find(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """Find what the text says of pairs of mentions, each relation once."""
    starts = {mention.start: mention for mention in mentions}
    return tuple(
        Relation(
            PAPER,
            Predicate.INTRODUCES,
            str(starts[cue.end()].entity),
            confidence=0.9,
            evidence=(Span(*cue.span()), starts[cue.end()].span),
        )
        for cue in _INTRODUCES.finditer(text)
        if cue.end() in starts
    )
