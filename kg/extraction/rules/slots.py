"""A sentence → its slots: mentions, and the words that stand for the paper's own contribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import PAPER, EntityType, Mention, Ref, Span
from kg.text.places import inside

_OWN = re.compile(
    r"\b(?:[Oo]ur|[Tt]he proposed|[Tt]his|[Tt]he resulting|[Tt]he new) (?:(?:proposed|novel|new|final|best"
    r"|full|simple|\w+-\w+) ){0,2}"
    r"(?:models?|methods?|approach|framework|system|algorithm|network|architecture|technique|strategy"
    r"|pipeline|solution"
    r"|design|paradigm|scheme|module|dataset|benchmark|corpus)\b"
    r"|\b[Ii]t\b(?! (?:is|was|has been) (?:\w+ ){0,2}(?:to|that)\b)|\b[Ww]e\b|\b[Oo]urs\b"
)
_LINK = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\])?(?: (?:models?|methods?|datasets?|benchmarks?|tasks?))?"
    r"(?:,? (?:and|or|as well as|and even|&)(?: the| a| an| on| also)? |, |/| / )"
    r"(?:then |also |other |both |three |[a-z]+-[a-z]+ )?"
)


LONGEST = 30
"""Names in a list at most: no list of prose is longer, and time must not grow with its square."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An end of a relation: `ref` is an entity's number or the paper; `own` marks `it` and `our method`."""

    start: int
    end: int
    ref: Ref
    type: EntityType | None
    own: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def slots(text: str, sentence: Span, mentions: Sequence[Mention], main: Slot | None) -> list[Slot]:
    """Find the slots of one sentence in text order; `our method` and `it` are `main`, else the paper."""
    named = named_slots(sentence, mentions)
    own = [
        Slot(match.start(), match.end(), main.ref if main else PAPER, main.type if main else None, own=True)
        for match in _OWN.finditer(text, sentence.start, sentence.end)
        if not any(slot.start < match.end() and match.start() < slot.end for slot in named)
    ]
    return sorted(named + own, key=lambda slot: slot.start)


def named_slots(sentence: Span, mentions: Sequence[Mention]) -> list[Slot]:
    """The mentions of one sentence, given all of the text in order."""
    return [Slot(one.start, one.end, str(one.entity), one.type) for one in inside(mentions, sentence)]


def listed(text: str, candidates: Sequence[Slot], first: int) -> list[Slot]:
    """Take the slot at index `first` and those that commas and `and` join to it."""
    chain = [candidates[first]]
    for slot in candidates[first + 1 : first + LONGEST]:
        if slot.own or not _LINK.fullmatch(text, chain[-1].end, slot.start):
            break
        chain.append(slot)
    return chain
