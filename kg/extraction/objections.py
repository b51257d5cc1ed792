"""A relation that the network found → whether the text itself speaks against it.

What is denied, hoped for, said of others' work, or surveyed is not claimed of the paper's own.
"""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.denial import is_denied
from kg.extraction.pairs import Measured, Pair
from kg.model import COMPARISONS, Predicate, Span
from kg.text.places import around

_PREDICATES: Final = tuple(Predicate)
_APPLIED: Final = frozenset(
    {
        *(Predicate.USES, Predicate.BASED_ON, Predicate.RUNS_ON),
        *(Predicate.TRAINED_ON, Predicate.EVALUATED_ON),
    }
)
_OWN: Final = frozenset({Predicate.USES, Predicate.BASED_ON, Predicate.RUNS_ON, Predicate.MEASURED_BY})
_SPARED: Final = re.compile(
    r"\b(?:without (?:using |requiring |relying on |(?:the )?need (?:for|of) )?"
    r"|(?:bypass|avoid|obviat|circumvent)(?:e?s|ed|ing|e)? (?:the (?:need|use) (?:for|of) )?"
    r"|(?:reduc|eliminat|remov)(?:es?|ed|ing) (?:the )?(?:need|reliance|dependen\w+) (?:for|of|on) "
    r"|(?:does|do|did)(?: not|n['’]t) (?:require|need|use|rely on|depend on) "
    r"|instead of |rather than |unlike )(?:[\w’'/-]+ ){0,4}\Z",
    re.IGNORECASE,
)
_NOT_SPARED: Final = re.compile(
    r"\bwithout (?:any )?(?:loss|sacrific|degrad|compromis|hurt)|\b(?:and|but|by|we) "
)
_OF_OTHERS: Final = re.compile(
    r"(?:(?:However|But|Although|While|Whereas|Though|Unfortunately|Nevertheless|Currently|Typically)?,? ?"
    r"(?:the )?(?:all|most|many|some|several)?(?: of)?(?: the)? ?"
    r"(?:existing|previous|prior|past|traditional|conventional|current|earlier|recent) (?:\w+ ){0,3}"
    r"(?:methods|approaches|works?|studies|models|techniques|algorithms|systems|strategies|solutions|frameworks"
    r"|paradigms|pipelines|benchmarks|datasets|efforts|research)\b)",
    re.IGNORECASE,
)
_YIELDING: Final = re.compile(r"(?:While|Although|Though|Whereas)\b")
_ENDED: Final = re.compile(r", (?:the |then )?\Z")
_OURS: Final = re.compile(r"\b(?:we|our|ours|this (?:paper|work)|propos\w+|here)\b", re.IGNORECASE)
_SURVEY: Final = re.compile(r"\b(?:survey|review|overview)\b", re.IGNORECASE)
_COLLECTED: Final = re.compile(
    r"\b(?:survey|review|overview|taxonom\w+|benchmark\w*|datasets?)\b", re.IGNORECASE
)
_REACH: Final = 90
"""Characters before a name within which words deny it."""


class Objections:
    """What one text says against relations of its things; where each thing stands is looked up once."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._spans: dict[int, list[Span]] = {measured.paper: []}
        for mention in measured.mentions:
            self._spans.setdefault(mention.entity - 1, []).append(mention.span)

    def refuse(self, pair: Pair, predicate: Predicate) -> bool:
        """Whether the text denies a relation, ascribes it to others, or merely surveys its object."""
        if predicate is Predicate.INTRODUCES:
            return self._is_surveyed(pair[1])
        return (
            (predicate in COMPARISONS and self._is_denied(pair, predicate))
            or (predicate in _APPLIED and self._is_spared(pair, predicate))
            or (predicate in _OWN and self._is_of_others(pair))
        )

    def _is_denied(self, pair: Pair, predicate: Predicate) -> bool:
        """Whether the clause before the later of the two things denies a comparison, or hopes for it."""
        at = self._evidence(pair, predicate)[-1].start
        sentence = self._sentence(at)
        return sentence is not None and is_denied(self._measured.text, sentence, at)

    def _is_spared(self, pair: Pair, predicate: Predicate) -> bool:
        """Whether the object stands right behind words that do without it: `bypassing the need for`."""
        text, objects = self._measured.text, self._spans[pair[1]]
        for span in self._evidence(pair, predicate):
            found = (
                _SPARED.search(text[max(0, span.start - _REACH) : span.start]) if span in objects else None
            )
            if found and not _NOT_SPARED.search(found.group()):
                return True
        return False

    def _is_of_others(self, pair: Pair) -> bool:
        """Whether the object stands only where the text tells of others: `Existing methods use …`.

        That may be a sentence, or the clause before one's own: `While existing methods use …, FooNet …`.
        """
        text, spans = self._measured.text, self._spans[pair[1]]
        sentences = {self._sentence(span.start) for span in spans}
        sentence = next(iter(sentences)) if len(sentences) == 1 else None
        if sentence is None or not _OF_OTHERS.match(text, sentence.start, sentence.end):
            return False
        ours = _OURS.search(text, sentence.start, sentence.end)
        own = [span.start for span in self._spans[pair[0]] if self._sentence(span.start) == sentence]
        begins = min([*own, *([ours.start()] if ours else [])], default=sentence.end)
        clause = text[sentence.start : begins]
        return begins == sentence.end or (
            all(span.end < begins for span in spans)
            and _YIELDING.match(clause) is not None
            and _ENDED.search(clause) is not None
        )

    def _is_surveyed(self, thing: int) -> bool:
        """Whether the paper's title surveys a thing: what it gives is the survey."""
        text, spans = self._measured.text, self._spans[thing]
        title = text.partition("\n")[0]
        return (
            _SURVEY.search(title) is not None
            and any(span.end <= len(title) for span in spans)
            and not any(_COLLECTED.search(text, span.start, span.end) for span in spans)
        )

    def _evidence(self, pair: Pair, predicate: Predicate) -> tuple[Span, ...]:
        return self._measured.links.evidence(pair, _PREDICATES.index(predicate))

    def _sentence(self, at: int) -> Span | None:
        return around(self._measured.sentences, at)
