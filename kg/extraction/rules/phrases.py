"""Words of a sentence → descriptive names: noun phrases closed by a head noun, and the field's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.rules.found import Found
from kg.extraction.rules.wordlists import GENERIC, HEADS, TERMS
from kg.extraction.rules.words import Word, runs

LONGEST = 5
"""Words in a descriptive name, head included."""


def find(text: str, sentences: Iterable[list[Word]]) -> Iterator[Found]:
    """Find one name a run of words at most: the one that its last head noun closes; else a term."""
    for sentence in sentences:
        for run in runs(text, sentence):
            found = _by_head(run) or _by_term(run)
            if found is not None:
                yield found


def _by_head(run: list[Word]) -> Found | None:
    for last in range(len(run) - 1, 0, -1):
        kind = HEADS.get(run[last].lower)
        if kind is None:
            continue
        first = max(0, last - LONGEST + 1)
        while first < last and run[first].lower in GENERIC:
            first += 1
        if first < last:
            return Found(run[first].start, run[last].end, kind, 0.6, "head")
    return None


def _by_term(run: list[Word]) -> Found | None:
    for size in range(min(4, len(run)), 0, -1):
        for first in range(len(run) - size + 1):
            kind = TERMS.get(" ".join(word.lower for word in run[first : first + size]))
            if kind is not None:
                return Found(run[first].start, run[first + size - 1].end, kind, 0.8, "term")
    return None
