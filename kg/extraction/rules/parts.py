"""A sentence that lists components → `part_of`, from each component to the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.denial import is_denied
from kg.extraction.rules.slots import Slot
from kg.model import EntityType, Predicate, Relation, Span
from kg.text.places import inside

_PIECES = (
    r"(?:components?|modules?|parts?|stages?|elements?|phases?|steps?|designs?|practices?|ingredients?"
    r"|building blocks?)"
)
_HAS = re.compile(
    r"\b(?:consist(?:s|ing|ed)? of|compris(?:es|ing|ed)(?: of)?|composed of|made up of"
    rf"|(?:includes?|contains?|integrates?|encompass(?:es)?|has|have|features?"
    rf"|combines?) (?:[\w-]+ ){{0,4}}{_PIECES})\b"
)
_KEY = re.compile(rf"\b[Tt]?(?:he )?(?:key|main|core|major|primary) {_PIECES} of ", re.IGNORECASE)
_KEY_IS = re.compile(r"(?:'s|’s)? (?:are|is|includes?|consists? of|comprises?)\b")
_END = re.compile(r", (?:enabling|which|resulting|making|thus|so that|thereby|achieving|allowing|leading)\b")
_SEPARATOR = re.compile(r"[,;:]|\band\b|\(\w{1,3}\)|--")
_UNDER = re.compile(r"\b(?:that|which|using|for|to|from|via|through|by|with|in|on|of|its|training)\b")
"""Between the start of an item and a mention: the mention is not the item but something about it."""

_PART = frozenset([EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM])


def find(text: str, sentence: Span, candidates: Sequence[Slot], main: Slot | None) -> Iterator[Relation]:
    """Find the parts that follow `consists of`, `includes two components` or `the key designs of X are`."""
    for cue in _HAS.finditer(text, sentence.start, sentence.end):
        left = [slot for slot in candidates if slot.end <= cue.start() and _is_whole(slot)]
        if left and not is_denied(text, sentence, cue.start()):
            own = [slot for slot in left if slot.own or (main is not None and slot.ref == main.ref)]
            yield from _parts(text, sentence, candidates, (own or left)[-1], cue.end())
    for cue in _KEY.finditer(text, sentence.start, sentence.end):
        for slot in candidates:
            if slot.start == cue.end() and _is_whole(slot) and _KEY_IS.match(text, slot.end):
                yield from _parts(text, sentence, candidates, slot, slot.end)


def _is_whole(slot: Slot) -> bool:
    return slot.own or slot.type in _PART


def _parts(
    text: str, sentence: Span, candidates: Sequence[Slot], whole: Slot, start: int
) -> Iterator[Relation]:
    stop = _END.search(text, start, sentence.end)
    end = stop.start() if stop else sentence.end
    last = start
    for slot in inside(candidates, Span(start, end)):
        item = _SEPARATOR.split(text[last : slot.start])[-1]
        last = slot.end
        if slot.type in _PART and not slot.own and slot.ref != whole.ref and not _UNDER.search(item):
            yield Relation(slot.ref, Predicate.PART_OF, whole.ref, 0.7, (slot.span, whole.span))
