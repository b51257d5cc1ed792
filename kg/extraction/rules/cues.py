"""The words that state a relation between a subject before them and objects after them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Predicate, Span

_ADVERBS = re.compile(r"\b(?:(?:\w+ly|also|further|even|far|then|jointly) ){1,3}\Z")
_REACH = 60
"""Characters that adverbs before a cue may take."""
FILLER = re.compile(
    r"(?:,? or (?:even )?\w+)?,? *(?:(?:that|those) of )?(?:(?!(?:by|with|for|to|in|on|using|that|which"
    r"|when|while|than)\b)[\w'’-]+[ ,]+){0,6}?"
)
"""Words between a cue and its object: articles, judgements, `previous state-of-the-art models like`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over words between a subject and its objects; `confidence` is how often it is right.

    Measured on annotated mentions (docs/accuracy.md), rounded.
    """

    predicate: Predicate
    pattern: re.Pattern[str]
    confidence: float


def beginning(text: str, sentence: Span, cue: int) -> int:
    """Find where the cue at `cue` begins with its adverbs; looked for first, they cost more."""
    found = _ADVERBS.search(text, max(sentence.start, cue - _REACH), cue)
    return found.start() if found else cue


def _cue(predicate: Predicate, pattern: str, confidence: float) -> Cue:
    return Cue(predicate, re.compile(rf"\b(?:{pattern})\b"), confidence)


WEAK = re.compile(r"(?:with|by|using|via|through|based on)\Z")
"""Cues that say something of the paper's own thing alone."""

_BETTER = (
    r"(?:better|higher|faster|lower|fewer|less|greater|larger|smaller|stronger|more \w+|superior|improv\w+"
    r"|gains?|speed-?ups?"
    r"|advantages?|superiority|state-of-the-art|SOTA|reduc\w+|increas\w+|boosts?|margins?|surpass\w*"
    r"|outperform\w*|savings?"
    r"|\d[\d.]{0,8}x|times)"
)

VERBS = (
    _cue(
        Predicate.OUTPERFORMS,
        r"outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|beat(?:s|ing)?|defeat(?:s"
        r"|ing)?|superior to"
        rf"|{_BETTER}[^.;()]{{0,70}}? (?:than|over|compared (?:to|with)|relative to|vs\.?|versus|against)"
        r"|win(?:s|ning)? (?:over|against)",
        0.7,
    ),
    _cue(
        Predicate.COMPARED_WITH,
        r"(?:comparable|competitive|similar|equivalent)(?:[\w ,-]{0,40})? (?:to|with)|on (?:a )?par with"
        r"|match(?:es|ing)?(?: or (?:exceed|surpass)\w*)?"
        r"|rival(?:s|ing|ed)?|compar(?:ed?|es|ing|ison) (?:\w+ )?(?:to|with|against)|versus",
        0.3,
    ),
    _cue(
        Predicate.BASED_ON,
        r"(?:built|building|builds?) (?:up)?on(?: top of)?|derived from|extend(?:s|ed|ing)?|adapt(?:s"
        r"|ed) from"
        r"|fine-?tun(?:es|ed)(?: from)?|initiali[sz]ed (?:from|with)|generali[sz](?:es|ation of)"
        r"|variants? of|extension of",
        0.4,
    ),
    _cue(
        Predicate.USES,
        r"us(?:es?|ing)|employ(?:s|ing)?|adopt(?:s|ing)?|leverag(?:es?|ing)|utili[sz](?:es?|ing)|appl(?:y"
        r"|ies)"
        r"|incorporat(?:es?|ing)|integrat(?:es?|ed|ing)|combin(?:es?|ing)|equipped with|via|through"
        r"|by means of|(?<!compared )(?<!par )(?<!competitive )with"
        r"|exploit(?:s|ing)?|featur(?:es|ing)|rel(?:y|ies|ying) on|based on|powered by|introduc(?:es|ing)"
        r"|proposes|designs?|perform(?:s)?|by",
        0.55,
    ),
    _cue(
        Predicate.TRAINED_ON,
        r"(?:pre-?)?train(?:ed|ing)? (?:[\w-]+ ){0,4}?(?:on|with|using)|fine-?tun(?:ed?"
        r"|ing) (?:[\w-]+ ){0,3}?(?:on|with)|learned from",
        0.55,
    ),
    _cue(
        Predicate.DEVELOPED_BY,
        r"(?:developed|released|made|proposed|built|deployed|trained|created|used|adopted) (?:by|at|in"
        r"|within)",
        0.6,
    ),
    _cue(Predicate.RUNS_ON, r"on|with", 0.6),
    _cue(
        Predicate.ADDRESSES,
        r"for|to|address(?:es|ing)?|tackl(?:es?|ing)|solv(?:es?|ing)|enabl(?:es?|ing)|perform(?:s|ing)?"
        r"|improv(?:es?|ing)"
        r"|enhanc(?:es?|ing)|support(?:s|ing)?|facilitat(?:es?|ing)|appl(?:ied|y) to|towards?|in|can",
        0.6,
    ),
)
