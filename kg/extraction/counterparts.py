"""`improves A from 37 % to 40 %`, `40 % compared to 37 %` → the 37 are not of what has the 40."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import EntityType, Mention, Ref, Result, Span
from kg.text.places import around, inside

_CHANGES = re.compile(
    r"\b(?:improv|boost|increas|enhanc|rais(?=[ei])|ris(?=es|ing|en)|rose\b|lift|push|bring|reduc|lower"
    r"|cut(?:s|ting)?\b)\w*"
)
_NEARLY = r"(?:(?:about|around|only|just|over|nearly|less than|more than|an?|the) )*[$~]{0,2}"
_FROM = re.compile(rf"\bfrom {_NEARLY}\Z")
_TO = re.compile(rf"[\s$\\%)]*(?:[a-z-]+ ){{0,2}}?to {_NEARLY}")
_AGAINST = re.compile(rf"[\s$\\%)]*(?:[\w-]+,? ){{0,4}}?(?:compared (?:to|with)|vs\.?|versus) {_NEARLY}")
_OF = re.compile(r"[\s$\\%)]*(?:[\w-]+ ){0,3}?(?:by|for|of|in|with|from|using) (?:[\w-]+ ){0,2}")
_RANGES = re.compile(r"\b(?:rang|scal|var(?:y|ie))")
_REACH = 200
"""Characters that the verb of change may stand before the figure, and the owner of the other behind it."""
_MEASURED = (EntityType.MODEL, EntityType.SYSTEM, EntityType.METHOD)


def settled(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], results: Sequence[Result]
) -> Iterator[Result]:
    """Give each result, in text order, but for what the text sets another figure of the same thing against.

    That is of what is named for it, else of the baseline, and where there is neither it is not claimed. Of
    42 annotated figures before a change 29 have not the subject of the one after it, of 13 that another is
    compared to 11; about half of these name another thing, the rest are left out.
    """
    owners = dict(_others(text, sentences, mentions, results))
    for result in results:
        if owner := owners.get(result, result.subject):
            yield replace(result, subject=owner)


def _others(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], results: Sequence[Result]
) -> Iterator[tuple[Result, Ref]]:
    """Find the figures that are another's, and whose each is; empty where nothing is named."""
    for first, second in pairwise(results):
        sentence = around(sentences, first.quantity.start) if _alike(first, second) else None
        if not sentence:
            continue
        between = first.quantity.end, second.quantity.start
        if _TO.fullmatch(text, *between) and (stretch := _changed(text, sentence, first)):
            named = [one for one in inside(mentions, stretch) if one.type in _MEASURED]
            yield first, _owner(named, first, second)
        elif _AGAINST.fullmatch(text, *between):
            yield second, _owner(_behind(text, sentence, mentions, second), first, second)


def _alike(first: Result, second: Result) -> bool:
    """Whether two figures are said of one thing, and could be of one measure."""
    one, other = first.quantity, second.quantity
    return first.subject == second.subject and one.unit == other.unit and not one.counts


def _changed(text: str, sentence: Span, first: Result) -> Span | None:
    """Find what stands between a verb of change and the figure that it starts from."""
    start = first.quantity.start
    low = max(sentence.start, start - _REACH)
    verbs = [verb.end() for verb in _CHANGES.finditer(text, low, start)]
    if not verbs or not _FROM.search(text, low, start) or _RANGES.search(text, verbs[-1], start):
        return None
    return Span(verbs[-1], start)


def _behind(text: str, sentence: Span, mentions: Sequence[Mention], second: Result) -> Sequence[Mention]:
    end = second.quantity.end
    near = inside(mentions, Span(end, min(sentence.end, end + _REACH)))
    return [one for one in near if one.type in _MEASURED and _OF.fullmatch(text, end, one.start)]


def _owner(named: Sequence[Mention], first: Result, second: Result) -> Ref:
    candidates = [*(str(one.entity) for one in named), *second.baselines, *first.baselines]
    return next((one for one in candidates if one != second.subject), "")
