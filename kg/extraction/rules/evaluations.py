"""Sentences that report an evaluation → the data the paper's thing is tested on, and its metrics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.denial import is_denied
from kg.extraction.rules.allowed import allowed
from kg.extraction.rules.slots import Slot
from kg.model import EntityType, Predicate, Relation, Span

_REPORT = re.compile(
    r"\b(?:experiment\w*|evaluat\w+|results?|achiev\w+|outperform\w*|surpass\w*|state-of-the-art|SOTA"
    r"|test(?:ed|s|ing)?|show\w*|demonstrat\w+"
    r"|improv\w+|reduc\w+|attain\w*|reach\w*|obtain\w*|yield\w*|set(?:s|ting)? a|gains?|validat\w+"
    r"|conduct\w*|perform\w*|report\w*|accuracy)\b"
)
_MEASURE = re.compile(
    r"\b(?:improv\w+|reduc\w+|achiev\w+|outperform\w*|surpass\w*|increas\w+|enhanc\w+|decreas\w+|boost\w*"
    r"|better|high(?:er)?|low(?:er)?"
    r"|fast(?:er)?|in terms of|maintain\w*|reach\w*|obtain\w*|attain\w*|gains?|trade-?offs?|ensur\w+"
    r"|minimi[sz]\w+|maximi[sz]\w+"
    r"|measur\w+|metrics?|superior|yield\w*|strong|sav\w+|fewer|less|lower\w*|preserv\w+|comparable"
    r"|competitive|evaluat\w+|with)\b"
)


def find(text: str, sentence: Span, candidates: Sequence[Slot], main: Slot | None) -> Iterator[Relation]:
    """Find `evaluated_on` and `measured_by` of the paper's own thing."""
    if _REPORT.search(text, sentence.start, sentence.end):
        yield from _each(text, sentence, candidates, main, Predicate.EVALUATED_ON, EntityType.DATASET, 0.7)
    if _MEASURE.search(text, sentence.start, sentence.end):
        yield from _each(text, sentence, candidates, main, Predicate.MEASURED_BY, EntityType.METRIC, 0.6)


def _each(
    text: str,
    sentence: Span,
    candidates: Sequence[Slot],
    main: Slot | None,
    predicate: Predicate,
    kind: EntityType,
    confidence: float,
) -> Iterator[Relation]:
    for slot in candidates:
        if slot.type is not kind or slot.own or is_denied(text, sentence, slot.start):
            continue
        subject = _subject(candidates, slot, main, predicate)
        if subject is not None:
            yield Relation(subject.ref, predicate, slot.ref, confidence, (subject.span, slot.span))


def _subject(candidates: Sequence[Slot], slot: Slot, main: Slot | None, predicate: Predicate) -> Slot | None:
    fitting = [one for one in candidates if one.ref != slot.ref and allowed(predicate, one.type, slot.type)]
    own = [one for one in fitting if one.own or (main is not None and one.ref == main.ref)]
    if own:
        return own[0]
    if (
        main is not None
        and slot.start > main.start
        and main.ref != slot.ref
        and allowed(predicate, main.type, slot.type)
    ):
        return main
    return None
