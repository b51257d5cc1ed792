"""The words that tell gain, drop and level, as patterns over the text before and after a figure."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """Make an alternation of the words; white space parts them, `\\s` stands within one."""
    return "|".join(words.split())


_GAINS = _any(
    r"""
    improv\w* increas\w* gain\w* boost\w* rais(?:e|es|ed|ing) outperform\w* surpass\w* exceed\w*
    beat(?:s|ing)? higher better larger greater faster enhanc\w* advanc\w* (?:up)?lift\w* rises? rose
    rising grow\w* grew margins? outscor\w* elevat\w* superior excel\w* accelerat\w* jump\w* ahead
    speed-?ups? speed(?:s|ing)?\sup overtak\w* above more\saccurate strengthen\w*
    """
)
_DROPS = _any(
    r"""
    reduc\w* decreas\w* drop\w* lower\w* fewer loss(?:es)? los(?:e|es|ing) sav(?:e|es|ed|ing|ings)
    smaller degrad\w* cheaper declin\w* shr[iau]nk\w* cut(?:s|ting)? compress(?:es|ing)? prunes?
    remov\w* slower falls? fell short\sof worse\w* behind diminish\w* mitigat\w* shorten\w*
    minimi[sz]\w* alleviat\w* clos(?:e|es|ed|ing)(?!\sto) narrow\w* overhead deteriorat\w* lag\w*
    eliminat\w* underperform\w* gaps? discrepanc\w* filter\w*\sout less
    """
)
_LEVELS = _any(
    r"""
    achiev\w* reach\w* obtain\w* attain\w* yield\w* scor(?:e|es|ed|ing) has have gets? remain\w*
    report\w* maintain\w* retain\w* preserv\w* deliver\w* record\w* exhibit\w* solv(?:es?|ed|ing)
    detect(?:s|ed)? predict(?:s|ed)? only with at result\w*\sin bring\w*
    """
)
_GAIN_NOUNS = _any(
    "improvements? increases? gains? boosts? (?:up)?lifts? advantages? rises? enhancements? growth"
)
_DROP_NOUNS = _any(
    "reductions? decreases? drops? loss(?:es)? savings? degradations? declines? gaps? overheads?"
)
_MORE = _any(
    "higher better larger greater more faster quicker stronger longer earlier sooner speed-?ups? jumps?"
    " superior above improved increased"
)
_FEWER = _any(
    "lower fewer less smaller cheaper shorter worse slower lighter discrepanc\\w+ differences? compression"
    " lesser below cuts? saved reduced"
)
_STOPS = _any(
    """
    and or to over than of in on with for from while when by at but compared using after which that
    respectively as is are was were
    """
)

CUES = re.compile(rf"(?i)\b(?:(?P<gain>{_GAINS})|(?P<drop>{_DROPS})|(?P<level>{_LEVELS}))(?![\w-])")
"""Any word that tells, anywhere before a figure."""

ADJECTIVES = re.compile(
    r"(?i)better|superior|higher|lower|larger|greater|faster|slower|smaller|cheaper|worse|less|fewer|above"
)
"""Cues that tell by how much only behind `by`: `a better error of 4%` is a level."""

AHEAD = re.compile(
    rf"(?i)[}})$+\"]*\s?(?:(?!(?:{_STOPS})\b)[\w@./%\\${{}}()+-]+\s){{0,5}}?"
    rf"(?:(?P<gain>{_GAIN_NOUNS}|{_MORE})|(?P<drop>{_DROP_NOUNS}|{_FEWER}))(?![\w-])"
)
"""The figure's own noun or comparative: `2.1% absolute F1 improvement`, `30% fewer FLOPs`."""

DIRECT = re.compile(r"(?i)\s(?:relative |absolute )?(?:reduction|decrease|drop|increase|improvement|gain)\b")
"""The figure's noun right behind it: `as shown by a 13% decrease`."""

NOUN_OF = re.compile(
    rf"(?i)\b(?:(?P<gain>{_GAIN_NOUNS}|margins?)|(?P<drop>{_DROP_NOUNS}))\b"
    r"(?:(?!\b(?:achiev|reach|obtain|attain)\w*)[^;,.(]){0,60}"
    r"\b(?:of|is|are|was|were|(?:rang|vary)\w+ (?:from|between)|between)$"
)
"""A noun that the figure completes: `an improvement in accuracy of`, `gains ranging from`."""

BY_OF = re.compile(r"(?i)\bby (?:an? )?(?:[\w@.-]+ ){1,4}of$")
"""`by an average IoU of`."""

LEVELLED = re.compile(r"(?i)\b(?:to|from|of|at|vs\.?|versus|is|was|(?:exceed|surpass)\w*)$|→\s?$|=$")
"""A level follows: `from 57% to 82%`, `an accuracy of`, `exceeding 90%`."""

BESIDE = re.compile(
    rf"(?i)\b(?:(?:{_GAINS}|{_DROPS})(?: \w+)?"
    r"|(?:improv|enhanc|increas|boost|reduc|decreas)\w*(?: [a-z]+){2,3})\s?\(\W*$"
)
"""A cue right before a bracket: `improves alignment (~6%)`, unlike `outperforms GPT-4 (2.9%)`."""

SIGNED = re.compile(r"(?:^|[\s($~])([+−-])\s?\$?$")
"""A sign of its own: `(+5.4%)`."""

CONTINUES = re.compile(
    r"(?:[,;/&]|\band|\bor|\bby|\(|\bvs\.?|\bas well as)\s*"
    r"(?:an? |up to |over |about |around |nearly |more than |at least |average of )*[$~+]?$"
)
"""A list goes on: `by 2.1% in F1 and`."""

_DEGREES = _any(
    """
    about around approximately approx\\. roughly nearly almost some over under below above only just
    merely mere even an? the well on another previous and or absolute relative average mean maximum
    total further additional large significant substantial notable remarkable whopping staggering
    impressive huge minimal small slight overall clear wide considerable up[\\s-]?to more\\sthan
    less\\sthan fewer\\sthan greater\\sthan at\\sleast at\\smost close\\sto
    as\\s(?:much|many|high|low|little|few)\\sas
    (?:averaged?|total|maximum|minimum|margins?|factor|amount)\\sof
    """
)
HEDGES = re.compile(rf"(?i)(?:\b(?:{_DEGREES})|[$~≈∼<>≥≤{{,]|\\(?:sim|approx|mathbf|textbf|geq?|leq?)\b)\s*$")
"""What says how exact or how far, not what is meant."""
