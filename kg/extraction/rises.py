"""`improves the accuracy of A from 37 % to 40 %` → the first figure is A's, not of what improves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.model import EntityType, Mention, Ref, Result, Span
from kg.text.places import around, inside

_CHANGES = re.compile(
    r"\b(?:improv|boost|increas|enhanc|rais(?=[ei])|ris(?=es|ing|en)|rose\b|lift|push|bring|reduc|lower"
    r"|cut(?:s|ting)?\b)\w*"
)
_NEARLY = r"(?:(?:about|around|only|just|over|nearly|less than|more than|an?|the) )*[$~]{0,2}"
_FROM = re.compile(rf"\bfrom {_NEARLY}\Z")
_TO = re.compile(rf"[\s$\\%)]*(?:[a-z-]+ ){{0,2}}?to {_NEARLY}")
_RANGES = re.compile(r"\b(?:rang|scal|var(?:y|ie))")
_REACH = 200
"""Characters that the verb of change may stand before the figure."""
_MEASURED = (EntityType.MODEL, EntityType.SYSTEM, EntityType.METHOD)


def settled(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], results: Sequence[Result]
) -> Iterator[Result]:
    """Give each result, in text order; what stood before a change is not of what brought it about.

    It is of what is named between verb and figure, else of the baseline, and where there is neither it is
    not claimed. Of 42 annotated pairs of such figures 29 have no common subject: in 10 the first is left out.
    """
    for result, after in zip_longest(results, results[1:]):
        stretch = _changed(text, sentences, result, after) if after else None
        if not stretch or after.subject != result.subject:
            yield result
        elif owner := _owner(inside(mentions, stretch), result, after):
            yield replace(result, subject=owner)


def _changed(text: str, sentences: Sequence[Span], first: Result, second: Result) -> Span | None:
    """Find what stands between a verb of change and the first of two figures that it leads from and to."""
    start, end = first.quantity.start, first.quantity.end
    sentence = around(sentences, start)
    alike = first.quantity.unit == second.quantity.unit and not first.quantity.counts
    if not (sentence and alike and _TO.fullmatch(text, end, second.quantity.start)):
        return None
    low = max(sentence.start, start - _REACH)
    verbs = [verb.end() for verb in _CHANGES.finditer(text, low, start)]
    if not verbs or not _FROM.search(text, low, start) or _RANGES.search(text, verbs[-1], start):
        return None
    return Span(verbs[-1], start)


def _owner(named: Sequence[Mention], first: Result, second: Result) -> Ref:
    others = [str(one.entity) for one in named if one.type in _MEASURED]
    candidates = [*others, *second.baselines, *first.baselines]
    return next((one for one in candidates if one != second.subject), "")
