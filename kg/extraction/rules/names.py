"""Words of the sentences → names by their shape: CamelCase, acronyms, versions, macros."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.rules.found import Found
from kg.extraction.rules.wordlists import HEADS, TERMS
from kg.extraction.rules.words import Word
from kg.model import EntityType, Span

_SHAPE = re.compile(
    r"""
      \\\w+(?:\{\})?                          # a macro that stands for a name
    | (?=\w*[a-z0-9][A-Z])\w[\w.+@-]*         # CamelCase
    | [A-Z]{2,}[\w.+@-]*                      # acronyms
    | (?=[\w.-]*\d)[A-Z][\w]*-[\w.-]+         # GPT-4
    """,
    re.VERBOSE,
)
_NO_NAMES = frozenset(
    [
        "2D",
        "3D",
        "4D",
        "AI",
        "API",
        "CV",
        "GitHub",
        "HTTP",
        "ID",
        "II",
        "III",
        "IV",
        "ML",
        "OOD",
        "SOTA",
        "URL",
    ]
)


def find(
    text: str, sentences: Sequence[list[Word]], abbreviations: Sequence[tuple[Span, Span]]
) -> Iterator[Found]:
    """Find names by shape alone; their type comes from the word after them, else it is Method."""
    for sentence in sentences:
        for at, word in enumerate(sentence):
            if _SHAPE.fullmatch(word.text) and word.text not in _NO_NAMES:
                yield Found(word.start, word.end, _type(sentence, at), 0.5, "shape")


def _type(sentence: list[Word], at: int) -> EntityType:
    known = TERMS.get(sentence[at].lower)
    if known is not None:
        return known
    following = HEADS.get(sentence[at + 1].lower) if at + 1 < len(sentence) else None
    return following or EntityType.METHOD
