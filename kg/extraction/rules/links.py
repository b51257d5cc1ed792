"""Neighbouring mentions → relations that the few words between them state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.denial import is_denied
from kg.extraction.rules.allowed import allowed
from kg.extraction.rules.slots import Slot, listed
from kg.model import Predicate, Relation, Span

_HEAD = (
    r"(?: (?:models?|methods?|techniques?|approaches|algorithms?|tasks?|datasets?|benchmarks?|systems?"
    r"|architectures?|frameworks?))?"
)
_MODIFIERS = r"(?:(?!(?:for|of|on|in|with|that|to|by|from|and)\b)[\w'-]+,? ){0,6}"


@dataclass(frozen=True, slots=True)
class Link:
    """A pattern for all the text between two mentions; `turned` where the right one is the subject."""

    predicate: Predicate
    between: re.Pattern[str]
    confidence: float
    turned: bool = False


LINKS = (
    Link(
        Predicate.TYPE_OF,
        re.compile(
            rf"{_HEAD},? ?\(?(?:such as|like|including|e\.g\.,?|especially|i\.e\.,?|called|named|dubbed"
            rf"|termed|namely|specifically)"
            r"(?: the| a| an)? (?:\w+ly )?"
        ),
        0.9,
        turned=True,
    ),
    Link(
        Predicate.TYPE_OF,
        re.compile(
            rf"(?: \([^()]*\)|\))?(?:,| -{{1,3}}| —|:| is| are)? (?:an?"
            rf"|the first) {_MODIFIERS}(?:family of |class of |form of |kind of )?"
        ),
        0.65,
    ),
    Link(
        Predicate.BASED_ON,
        re.compile(
            rf"{_HEAD}(?: \([^()]*\)|\))?,?(?: (?:is|are|which is|that is|a|an) {_MODIFIERS})?"
            r" ?(?:based on|built (?:up)?on|derived from|extends|extending|an extension of|a variant of"
            r"|fine-tuned from) (?:the |a |an )?"
        ),
        0.4,
    ),
    Link(Predicate.USES, re.compile(r"-based |-driven |-guided |-powered "), 0.4, turned=True),
    Link(
        Predicate.ADDRESSES,
        re.compile(rf"{_HEAD}(?: \([^()]*\)|\))?,? (?:for|to perform|for the|towards?) {_MODIFIERS}"),
        0.6,
    ),
    Link(Predicate.DEVELOPED_BY, re.compile(r"(?: \([^()]*\)|\))? (?:by|from|at|in) (?:the )?"), 0.85),
    Link(Predicate.DEVELOPED_BY, re.compile(r"(?:'s|’s|') (?:[\w-]+ ){0,2}"), 0.85, turned=True),
)


def find(text: str, candidates: Sequence[Slot], sentence: Span) -> Iterator[Relation]:
    """Find relations between each slot and the one after it (and those that a list joins to that)."""
    for at in range(len(candidates) - 1):
        left, chain = candidates[at], listed(text, candidates, at + 1)
        for right in chain:
            for one in _between(text, left, chain[0].start, right):
                if one.predicate is Predicate.TYPE_OF or not is_denied(text, sentence, chain[0].start):
                    yield one


def _between(text: str, left: Slot, end: int, right: Slot) -> Iterator[Relation]:
    for link in LINKS:
        subject, object_ = (right, left) if link.turned else (left, right)
        if allowed(link.predicate, subject.type, object_.type) and link.between.fullmatch(
            text, left.end, end
        ):
            yield Relation(
                subject.ref, link.predicate, object_.ref, link.confidence, (subject.span, object_.span)
            )
