"""A quantity in its text → the words for what it measures, where no metric is named."""

from __future__ import annotations

import re

from kg.model import Quantity, ResultKind

_AFTER_WORDS = re.compile(
    r"[\s)$]*(?:[\w-]+ly )?(?:(?P<comparative>faster|slower|smaller|larger|cheaper|speed-?ups?|better"
    r"|improvements?|gains?|increase|boost"
    r"|reduction|decrease|savings?|acceleration|rank|higher|lower|fewer|less|more)\b)"
)
_NOUN_OF = re.compile(
    r"\b(?P<noun>(?!consist|compos|instead|out|because|capable|made|total|set)[a-z][\w-]+) (?:of"
    r"|at) (?:up to |over |about |around |only |approximately )?[$~+]*\Z"
)
_VERB = re.compile(
    r"\b(?:outperform\w*|surpass\w*|improv\w*|faster|exceed\w*|speed\w*|accelerat\w*|reduc\w*|sav\w+"
    r"|rank\w*|gains?|score)\b"
)
_ABSOLUTE = frozenset(
    ["average", "score", "accuracy", "rank", "speed", "rate", "performance", "error", "win", "precision"]
)


def measure_words(text: str, quantity: Quantity) -> str:
    """Find the words beside `quantity` that say what it measures, as the text has them, else empty."""
    start = max(0, quantity.start - 60)
    if quantity.kind is ResultKind.ABSOLUTE and not quantity.unit:
        noun = _NOUN_OF.search(text, start, quantity.start)
        return noun["noun"] if noun and noun["noun"] in _ABSOLUTE else ""
    if quantity.kind is ResultKind.RANK:
        return "rank"
    if noun := _NOUN_OF.search(text, start, quantity.start):
        return noun["noun"]
    if after := _AFTER_WORDS.match(text, quantity.end):
        return after["comparative"]
    verbs = list(_VERB.finditer(text, start, quantity.start))
    return verbs[-1].group() if verbs else ""
