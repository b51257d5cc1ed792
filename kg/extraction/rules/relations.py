"""Sentences and mentions → relations, by patterns over the words around and between two mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from kg.extraction.denial import is_denied, is_hedged
from kg.extraction.rules import evaluations, introductions, links, naming, parts
from kg.extraction.rules.allowed import allowed, may_be_object
from kg.extraction.rules.cues import FILLER, VERBS, WEAK, Cue, beginning
from kg.extraction.rules.introductions import Introduction
from kg.extraction.rules.slots import Slot, listed, slots
from kg.extraction.surest import Said, surest
from kg.model import COMPARISONS, PAPER, Mention, Predicate, Quantity, Relation, Span


def find(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[Relation, ...]:
    """Find what the text says of pairs of mentions, each relation once, by its surest pattern."""
    presented = introductions.find(text, sentences, mentions)
    main = introductions.main(presented, sentences, mentions)
    every = [_introduces(one) for one in presented]
    every += naming.find(text, sentences[0] if sentences else Span(0, 0), mentions, main)
    for sentence in sentences:
        candidates = slots(text, sentence, mentions, main)
        every += links.find(text, candidates, sentence)
        every += evaluations.find(text, sentence, candidates, main)
        every += parts.find(text, sentence, candidates, main)
        every += _by_verbs(text, sentence, candidates, main)
    return _once(every)


def _introduces(one: Introduction) -> Relation:
    return Relation(PAPER, Predicate.INTRODUCES, one.slot.ref, one.confidence, (one.cue, one.slot.span))


def _once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    best = surest(one for one in relations if one.subject != one.object)
    return tuple(one for one in best.values() if not _beaten(one, best))


def _beaten(one: Relation, best: Mapping[Said, Relation]) -> bool:
    """Where the text says who wins, the same words do not say as well that the two are compared."""
    if one.predicate is not Predicate.COMPARED_WITH:
        return False
    pairs = ((one.subject, one.object), (one.object, one.subject))
    return any(
        key in best and not best[key].modality
        for key in ((subject, Predicate.OUTPERFORMS, object_) for subject, object_ in pairs)
    )


def _by_verbs(text: str, sentence: Span, candidates: Sequence[Slot], main: Slot | None) -> Iterator[Relation]:
    for cue in VERBS:
        for match in cue.pattern.finditer(text, sentence.start, sentence.end):
            objects = _objects(text, cue, match.end(), candidates)
            if not objects:
                continue
            span = Span(beginning(text, sentence, match.start()), match.end())
            subject = _subject(cue, span, candidates, main, objects) or _unsaid(cue, span, main)
            if (
                subject is None
                or subject.ref in {one.ref for one in objects}
                or (_is_other(subject, main) and _is_weak(cue, match.group()))
                or is_denied(text, sentence, span.start)
            ):
                continue
            yield from _relations(
                cue, span, subject, objects, "hedged" if is_hedged(text, sentence, span.start) else ""
            )


def _is_weak(cue: Cue, words: str) -> bool:
    """Whether the cue says something of the paper's own thing alone."""
    return cue.predicate is Predicate.COMPARED_WITH or WEAK.search(words) is not None


def _objects(text: str, cue: Cue, end: int, candidates: Sequence[Slot]) -> list[Slot]:
    """The first slots after the cue that may be its object, and those that a list joins to it."""
    for at, slot in enumerate(candidates):
        if slot.start < end:
            continue
        if slot.own or not FILLER.fullmatch(text, end, slot.start):
            return []
        return [one for one in listed(text, candidates, at) if may_be_object(cue.predicate, one.type)]
    return []


def _subject(
    cue: Cue, span: Span, candidates: Sequence[Slot], main: Slot | None, objects: Sequence[Slot]
) -> Slot | None:
    """The paper's own thing where it stands left of the cue, else the nearest slot there."""
    left = [
        slot for slot in candidates if slot.end <= span.start and slot.ref not in {one.ref for one in objects}
    ]
    fitting = [slot for slot in left if allowed(cue.predicate, slot.type, objects[0].type)]
    own = [slot for slot in fitting if not _is_other(slot, main)]
    return own[-1] if own else fitting[-1] if fitting else None


def _unsaid(cue: Cue, span: Span, main: Slot | None) -> Slot | None:
    """`Results are strong, outperforming BarNet`: who does so goes without saying."""
    if main is None or main.start > span.start or cue.predicate not in COMPARISONS:
        return None
    return Slot(span.start, span.end, main.ref, main.type, own=True)


def _is_other(slot: Slot, main: Slot | None) -> bool:
    return not slot.own and (main is None or slot.ref != main.ref)


def _relations(
    cue: Cue, span: Span, subject: Slot, objects: Iterable[Slot], modality: Literal["", "hedged"]
) -> Iterator[Relation]:
    for object_ in objects:
        if allowed(cue.predicate, subject.type, object_.type):
            evidence = (span if subject.ref == PAPER else subject.span, object_.span)
            yield Relation(subject.ref, cue.predicate, object_.ref, cue.confidence, evidence, modality)
