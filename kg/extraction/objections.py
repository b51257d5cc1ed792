"""A relation that the network found → whether the text itself speaks against it.

What is denied, hoped for, said of others' work, or surveyed is not claimed of the paper's own.
"""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.denial import is_denied
from kg.extraction.pairs import Measured, Pair
from kg.model import Predicate, Span
from kg.text.places import around

COMPARISONS: Final = frozenset({Predicate.OUTPERFORMS, Predicate.COMPARED_WITH})
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
    r"(?:(?:However|But|Although|While|Though|Unfortunately|Nevertheless|Currently|Typically)?,? ?"
    r"(?:the )?(?:all|most|many|some|several)?(?: of)?(?: the)? ?"
    r"(?:existing|previous|prior|past|traditional|conventional|current|earlier|recent) (?:\w+ ){0,3}"
    r"(?:methods|approaches|works?|studies|models|techniques|algorithms|systems)\b)",
    re.IGNORECASE,
)
_OURS: Final = re.compile(r"\b(?:we|our|ours|this (?:paper|work)|propos\w+|here)\b", re.IGNORECASE)
_SURVEY: Final = re.compile(r"\b(?:survey|review|overview)\b", re.IGNORECASE)
_COLLECTED: Final = re.compile(
    r"\b(?:survey|review|overview|taxonom\w+|benchmark\w*|datasets?)\b", re.IGNORECASE
)
_REACH: Final = 90
"""Characters before a name within which words deny it."""


def is_refused(measured: Measured, pair: Pair, predicate: Predicate) -> bool:
    """Whether the text denies a relation, ascribes it to others, or merely surveys its object."""
    if predicate is Predicate.INTRODUCES:
        return _is_surveyed(measured, pair[1])
    return (
        (predicate in COMPARISONS and _is_denied(measured, pair, predicate))
        or (predicate in _APPLIED and _is_spared(measured, pair, predicate))
        or (predicate in _OWN and _is_of_others(measured, pair))
    )


def _is_denied(measured: Measured, pair: Pair, predicate: Predicate) -> bool:
    """Whether the clause before the later of the two things denies a comparison, or hopes for it."""
    at = measured.links.evidence(pair, tuple(Predicate).index(predicate))[-1].start
    sentence = around(measured.sentences, at)
    return sentence is not None and is_denied(measured.text, sentence, at)


def _is_spared(measured: Measured, pair: Pair, predicate: Predicate) -> bool:
    """Whether the object stands right behind words that do without it: `bypassing the need for`."""
    spans = measured.links.evidence(pair, tuple(Predicate).index(predicate))
    objects = {mention.span for mention in measured.mentions if mention.entity - 1 == pair[1]}
    for span in spans:
        if span in objects:
            found = _SPARED.search(measured.text[max(0, span.start - _REACH) : span.start])
            if found and not _NOT_SPARED.search(found.group()):
                return True
    return False


def _is_of_others(measured: Measured, pair: Pair) -> bool:
    """Whether the object stands only where the text tells of others: `Existing methods use …`."""
    sentences = {around(measured.sentences, span.start) for span in _spans(measured, pair[1])}
    sentence = next(iter(sentences)) if len(sentences) == 1 else None
    if sentence is None or not _OF_OTHERS.match(measured.text, sentence.start, sentence.end):
        return False
    if _OURS.search(measured.text, sentence.start, sentence.end):
        return False
    return all(around(measured.sentences, span.start) != sentence for span in _spans(measured, pair[0]))


def _is_surveyed(measured: Measured, thing: int) -> bool:
    """Whether the paper's title surveys a thing: what it gives is the survey."""
    title = measured.text.partition("\n")[0]
    names = [measured.text[span.start : span.end] for span in _spans(measured, thing)]
    return (
        _SURVEY.search(title) is not None
        and any(span.end <= len(title) for span in _spans(measured, thing))
        and not any(map(_COLLECTED.search, names))
    )


def _spans(measured: Measured, owner: int) -> list[Span]:
    return [mention.span for mention in measured.mentions if mention.entity - 1 == owner]
