"""Relations and figures → the spans and the one or two sentences that they rest on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.model import PAPER, Document, Evidence, Extraction, Predicate, Ref, Relation, Result, Span
from kg.text.sentences import split

_PAPER: Final = r"(?:in )?this (?:paper|work|article|report|study)"
_CUES: Final = (
    re.compile(
        rf"\b(?:we|{_PAPER})\b(?:,? \w+){{0,2}}? (?:present|introduc|propos|develop|describ|releas)\w*",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:we|our|{_PAPER})\b", re.IGNORECASE),
)
"""Words by which a paper speaks of itself, those first that present something."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text with the places of its sentences and of its entities' mentions."""

    document: Document
    sentences: tuple[Span, ...]
    places: dict[Ref, tuple[Span, ...]]

    @classmethod
    def of(cls, document: Document, extraction: Extraction) -> Text:
        """Gather the mentions by entity; an extraction without sentences gets them here."""
        places: dict[Ref, list[Span]] = {}
        for mention in extraction.mentions:
            places.setdefault(str(mention.entity), []).append(mention.span)
        sentences = extraction.sentences or split(document.text)
        return cls(document, tuple(sorted(sentences)), {ref: tuple(spans) for ref, spans in places.items()})

    def sentence(self, at: int) -> Span:
        """Find the sentence at an offset; between two sentences, the one before."""
        index = bisect_right(self.sentences, (at, len(self.document.text) + 1)) - 1
        return self.sentences[max(index, 0)]

    def evidence(self, spans: Iterable[Span]) -> Evidence:
        """Make the evidence of these spans: a sentence each, the first two where there are more."""
        kept = tuple(sorted(set(spans)))
        sentences = sorted({self.sentence(span.start) for span in kept})
        return Evidence("text", spans=kept, sentences=tuple(sentences[:2]))


def of_relation(text: Text, relation: Relation) -> Evidence:
    """Take the spans that the extraction gives, else the nearest mentions of both ends.

    What the paper introduces is best seen where it says so.
    """
    if relation.subject == PAPER and relation.predicate is Predicate.INTRODUCES:
        presented = _presented(text, text.places.get(relation.object, ()))
        if presented:
            return text.evidence(presented)
    return text.evidence(relation.evidence or _ends(text, relation.subject, relation.object))


def of_result(text: Text, result: Result) -> Evidence:
    """Take the figure, and the mentions of its subject and metric that stand nearest to it."""
    figure = Span(result.quantity.start, result.quantity.end)
    named = [ref for ref in (result.subject, result.metric) if ref in text.places]
    return _around(text, figure, [_nearest(text.places[ref], figure) for ref in named])


def _around(text: Text, figure: Span, others: list[Span]) -> Evidence:
    """Join the figure with spans about it; its sentence and its subject's are the evidence."""
    held = text.evidence([figure, *others[:1]])
    return Evidence("text", spans=tuple(sorted({figure, *others})), sentences=held.sentences)


def _ends(text: Text, subject: Ref, object_: Ref) -> tuple[Span, ...]:
    if PAPER in (subject, object_):
        other = object_ if subject == PAPER else subject
        return _with_cue(text, text.places.get(other, ()))
    pairs = [(left, right) for left in text.places[subject] for right in text.places[object_]]
    return min(pairs, key=lambda pair: (not _together(text, *pair), _gap(*pair), pair))


def _together(text: Text, left: Span, right: Span) -> bool:
    return text.sentence(left.start) == text.sentence(right.start)


def _with_cue(text: Text, places: tuple[Span, ...]) -> tuple[Span, ...]:
    """Find a mention in a sentence in which the paper speaks of itself, else take the first mention."""
    return _presented(text, places) or places[:1]


def _presented(text: Text, places: tuple[Span, ...]) -> tuple[Span, ...]:
    """Find a mention and the words about the paper in its sentence; nothing where none has such words."""
    for pattern in _CUES:
        for place in places:
            cue = _cue(text, pattern, place)
            if cue is not None:
                return cue, place
    return ()


def _cue(text: Text, pattern: re.Pattern[str], place: Span) -> Span | None:
    sentence = text.sentence(place.start)
    found = [Span(*cue.span()) for cue in pattern.finditer(text.document.text, sentence.start, sentence.end)]
    outside = [span for span in found if span.end <= place.start or span.start >= place.end]
    return _nearest(outside, place) if outside else None


def _nearest(places: Iterable[Span], to: Span) -> Span:
    return min(places, key=lambda place: (_gap(place, to), place))


def _gap(left: Span, right: Span) -> int:
    """Count the characters between two spans."""
    return max(left.start - right.end, right.start - left.end, 0)
