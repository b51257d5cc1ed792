"""A quantity in its text → the words for what it measures, where no metric is named.

What stands behind the number comes first (`10% of the labels`, `3x faster decoding`, `2% absolute gain`),
then what stands before it within the sentence (`a speed-up of`, `improves the performance by`). The wordings
were chosen by what annotators quote of 1,062 figures without a named metric.
"""

from __future__ import annotations

import re

from kg.model import Quantity, ResultKind

_STOPS = (
    r"(?:an?|and|are|as|at|be|been|but|by|can|compared|for|from|has|have|if|in|into|is|it|its|of|on|or|our"
    r"|over|per|respectively|than|that|the|their|these|they|this|those|to|under|using|versus|via|vs\.?|was|we|were"
    r"|when|where|which|while|who|whose|with|within|without|after|across|only|also|even|yet|relative to"
    r"|up to)\b"
)
_GAIN = (
    r"(?:improvements?|gains?|increases?|boosts?|reductions?|decreases?|drops?|degradations?|savings?"
    r"|speed-?ups?|accelerations?|margins?|points)\b"
)
_NO_COMPARATIVE = r"(?:over|under|number|paper|other|another|layer|order)\b"
_COMPARATIVE = rf"(?:(?:more|less|fewer)\b|(?!{_NO_COMPARATIVE})[a-z]{{3,}}er\b)"
_WORD = rf"(?!{_STOPS})[^\W\d_][\w’'-]*"
_PHRASE = rf"(?:{_WORD}[ -]?){{1,3}}"
_CLOSED = r"(?>(?:\\?%|\\times|[\s)}$+*]|\([^()]{1,12}\)){0,6})"
_UNIT = r"(?:\\?%|[KMBTkx×]\b|times|[mbtr]illion)?"
# The other figures of a row: `34% and 14% relative improvements`; bounded, so that no text costs its square.
_ROW = (
    rf"(?>(?:{_CLOSED}(?:,|/|and|or|to|-{{1,2}}|–|—|∼|→){{0,3}}"
    rf"\s?[+~$]{{0,3}}\d[\d.,]{{0,12}}\s?{_UNIT}{_CLOSED}){{0,4}})"
)

_SHARE = re.compile(
    rf"{_ROW}{_CLOSED}(?:percent )?of (?:(?:the|all|its|their|our|these|those|total)\s)*"
    rf"(?P<words>(?!time\b|cases\b){_PHRASE})"
)
_GAINED = re.compile(rf"{_ROW}{_CLOSED}(?P<words>(?:{_WORD} ){{0,3}}{_GAIN})")
_COMPARED = re.compile(rf"{_ROW}{_CLOSED}(?:times )?(?:[a-z]+ly )?(?P<words>{_COMPARATIVE}(?: {_PHRASE})?)")
_PLURAL = rf"(?P<words>(?:{_WORD} ){{0,2}}{_WORD}s)\b"
_COUNTED = re.compile(rf"{_CLOSED}(?:(?:out )?of (?:the )?\d+ )?{_PLURAL}")
_ROW_COUNTED = re.compile(rf"{_ROW}{_CLOSED}{_PLURAL}")
_BEHIND = {
    ResultKind.ABSOLUTE: (_SHARE, _COUNTED),
    ResultKind.SIZE: (_SHARE, _ROW_COUNTED),
}

_NOUN_OF = re.compile(
    r"\b(?P<words>(?!consist|compos|instead|out|because|capable|made|total|set|factor|order|average)"
    r"[a-z][\w-]+) (?P<word>of|at) (?:up to |over |about |around |only |approximately )?[$~+]{0,3}\Z"
)
_CHANGES = (
    r"(?:improv|reduc|boost|increas|enhanc|rais|decreas|lower|accelerat|compress|speed|sav(?=[ei])|cut)\w*"
)
_CHANGED = re.compile(
    rf"\b(?:{_CHANGES}|(?:outperform|surpass|exceed|rank|beat|drop|supersed)\w*|gains?|margins?|score|worse"
    r"|faster)\b"
)
_WHAT = re.compile(rf"{_CHANGES} (?:(?:the|its|their|our) )?{_PHRASE}")
_PERFORMANCE = re.compile(r"\b(?:performance|accuracy|efficiency|quality|results)\b")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")
_REACH, _NEAR = 300, 40
"""Characters that a sentence is followed back, and that performance may stand before what changes it."""
LEVELS = frozenset(["score", "accuracy", "rank", "speed", "rate", "performance", "error", "win", "precision"])
"""What `a score of 1356` is a level of: no size, whatever the number."""
_SPELT = re.compile(r"[a-zA-Z]{3,}|ms|s|Hz")
_PROCESSOR = re.compile(r"[GCT]PU[ -][a-z]+")
_BYTES = re.compile(r"[KMGTP]i?B")
_MEMORY = re.compile(r" ?(?:of )?(?:GPU )?(?:memory|V?RAM|GPUs?)\b")


def measure_words(text: str, quantity: Quantity) -> str:
    """Find the words beside `quantity` that say what it measures, as the text has them, else empty.

    >>> from kg.extraction.quantities import find
    >>> for text in ("It is 3x faster.", "It improves the recall of rare words by 2%.", "In 4 of 7 games"):
    ...     print(measure_words(text, find(text)[0]))
    faster
    improves the recall
    games
    """
    if quantity.kind is ResultKind.RANK:
        return "rank"
    return _behind(text, quantity) or _before(text, quantity)


def _behind(text: str, quantity: Quantity) -> str:
    """Read on behind the number; a level or a size in seconds, bits, frames or bytes is of what has it.

    Without words for that (`a duration of 41 minutes`) it is of its unit.
    """
    own = _BEHIND.get(quantity.kind)
    if own and _BYTES.fullmatch(quantity.unit):
        return "memory" if _MEMORY.match(text, quantity.end) else "size"
    if own and _SPELT.fullmatch(quantity.unit):
        found = _NOUN_OF.search(text, _sentence_start(text, quantity.start), quantity.start)
        words = found["words"] if found and found["word"] == "of" else ""
        return words or _unit(text, quantity)
    matches = (wording.match(text, quantity.end) for wording in own or (_SHARE, _GAINED, _COMPARED))
    return next((one["words"].strip(" -") for one in matches if one), "")


def _unit(text: str, quantity: Quantity) -> str:
    """Name the unit, with whose hours they are: `GPU hours`."""
    processor = _PROCESSOR.search(text, quantity.number.end, quantity.end)
    return processor.group() if processor else quantity.unit


def _before(text: str, quantity: Quantity) -> str:
    """Read back to the start of the sentence: the noun before `of`, else what is said to change."""
    start = _sentence_start(text, quantity.start)
    found = _NOUN_OF.search(text, start, quantity.start)
    noun = found["words"] if found else ""
    if quantity.kind in _BEHIND:
        return noun if noun in LEVELS and not quantity.unit else ""
    return noun or _change(text, start, quantity.start)


def _change(text: str, start: int, end: int) -> str:
    """Give `performance` about the last verb of change, else that verb and its object."""
    changes = list(_CHANGED.finditer(text, start, end))
    if not changes:
        return ""
    last = changes[-1]
    said = list(_PERFORMANCE.finditer(text, max(start, last.start() - _NEAR), end))
    what = _WHAT.match(text, last.start(), end)
    return said[-1].group() if said else (what or last).group().strip(" -")


def _sentence_start(text: str, at: int) -> int:
    start = max(0, at - _REACH)
    return max((one.end() for one in _SENTENCE.finditer(text, start, at)), default=start)
