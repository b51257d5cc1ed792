"""Sentences and mentions → what the paper presents as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.denial import is_denied
from kg.extraction.rules.slots import Slot, listed, named_slots
from kg.model import EntityType, Mention, Span

_CUE = re.compile(
    r"\b(?:[Ww]e|[Ii]n this (?:paper|work|report|article|study),?|[Tt]h(?:is|e|ese) (?:paper|work|report"
    r"|article|study|position paper)s?|[Hh]erein|(?P<joined>and|then))"
    r"(?:,? (?:thus|hence|also|then|further|first|firstly|therefore|additionally|moreover|finally|here"
    r"|next|furthermore|consequently|we|propose and|design and|introduce and)){0,3},?"
    r" (?P<verb>propose|present|introduce|develop|design|describe|release|devise|construct|build|create"
    r"|formulate|establish"
    r"|contribute|open-source|unveil|curate|collect|invent|announce|publish|put forward)"
    r"(?(joined)(?:s|es|ed)?|(?:e?[sd])?)"  # `existing and proposed methods` introduce nothing.
    r"(?: and (?:release|open-source|evaluate|develop|present|study|analyze))?\b"
)
_NAMED = re.compile(
    r"(?:called|named|dubbed|termed|coined|namely|denoted (?:as|by)|denote[sd]? as|referred to as"
    r"|abbreviated as|which we (?:call|term|name|dub)"
    r"|we (?:call|term|name|dub)(?: (?:it|this \w+|our \w+))?)(?: as| the| \W)?[ \W]{0,4}\Z"
)
_STOP = re.compile(
    r"[.;:(]| [-–—]{1,3} | (?:an?|for|to|that|which|where|in|on|by|using|via|with|whose|from|based on|of"
    r"|as|when|under"
    r"|capable|designed|aimed|through|incorporating|comprising|enabling|combining|leveraging|targeting)\b"
)
_MEANS = re.compile(
    r" (?:methods?|approach(?:es)?|frameworks?|systems?|techniques?|algorithms?|models?|strateg(?:y|ies)"
    r"|solutions?"
    r"|methodology|tasks?|pipelines?|datasets?|benchmarks?|networks?)\b"
)
SURE = 0.7
"""From this confidence on a contribution may be what `our method` stands for."""

_STRONG = frozenset(["propose", "present", "introduce"])
_MADE = frozenset([EntityType.METHOD, EntityType.MODEL, EntityType.SYSTEM, EntityType.DATASET])
_NEVER = frozenset([EntityType.ORGANIZATION])


@dataclass(frozen=True, slots=True)
class Introduction:
    """A slot that the paper presents, the words that say so, and how sure that is."""

    slot: Slot
    cue: Span
    confidence: float


def find(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Introduction, ...]:
    """Find contributions, the main one first; each entity once, by its surest cue."""
    every = [*_by_verb(text, sentences, mentions), *_by_title(text, mentions)]
    best: dict[str, Introduction] = {}
    for one in every:
        known = best.get(one.slot.ref)
        if known is None or one.confidence > known.confidence:
            best[one.slot.ref] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.confidence, one.slot.start)))


def main(
    introductions: Sequence[Introduction], sentences: Sequence[Span], mentions: Sequence[Mention]
) -> Slot | None:
    """Choose what `our method` stands for: the surest contribution, one that the title names before others.

    A paper that presents nothing in plain words speaks of the method, model, system or dataset in its title.
    """
    title = [one for one in mentions if sentences and one.end <= sentences[0].end]
    named = {str(one.entity) for one in title}
    sure = [one for one in introductions if one.confidence >= SURE]
    for one in sure:
        if one.slot.ref in named:
            return one.slot
    if sure:
        return sure[0].slot
    made = [one for one in title if one.type in _MADE]
    return Slot(made[0].start, made[0].end, str(made[0].entity), made[0].type) if made else None


def _by_verb(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Introduction]:
    for sentence in sentences:
        inside = [slot for slot in named_slots(sentence, mentions) if slot.type not in _NEVER]
        for cue in _CUE.finditer(text, sentence.start, sentence.end):
            if not is_denied(text, sentence, cue.start()):
                yield from _presented(text, Span(*cue.span()), cue["verb"], sentence, inside)


def _presented(
    text: str, cue: Span, verb: str, sentence: Span, inside: Sequence[Slot]
) -> Iterator[Introduction]:
    after = [slot for slot in inside if slot.start >= cue.end]
    for slot in after:
        if slot.start - cue.end < 200 and _NAMED.search(text, cue.end, slot.start):
            yield Introduction(slot, cue, 0.98)
            return
    end = _phrase_end(text, cue.end, sentence.end, after)
    heads = [slot for slot in after if slot.start < end]
    if not heads or (heads[-1].type is EntityType.TASK and _MEANS.match(text, heads[-1].end)):
        return
    sure = (0.95 if _is_name(text, heads[-1]) else 0.75) - (0.0 if verb in _STRONG else 0.15)
    for slot in listed(text, inside, inside.index(heads[-1])):
        yield Introduction(slot, cue, round(sure, 2))


def _phrase_end(text: str, start: int, limit: int, after: Sequence[Slot]) -> int:
    """Where the presented noun phrase ends: at a preposition, or at a comma once a mention has come."""
    article = re.compile(r" (?:an?|the|our|two|three|several|new|novel)\b").match(text, start)
    stop = _STOP.search(text, article.end() if article else start, limit)
    end = stop.start() if stop else limit
    comma = text.find(",", after[0].end, end) if after else -1
    return end if comma < 0 else comma


def _by_title(text: str, mentions: Sequence[Mention]) -> Iterator[Introduction]:
    """A title like `FooNet: fast captioning` presents FooNet."""
    first = mentions[0] if mentions else None
    if first and first.start <= 1 and text.startswith(":", first.end) and text[: first.end].count(" ") < 3:
        yield Introduction(Slot(first.start, first.end, str(first.entity), first.type), first.span, 0.95)


def _is_name(text: str, slot: Slot) -> bool:
    surface = text[slot.start : slot.end]
    return surface.startswith("\\") or any(map(str.isupper, surface))
