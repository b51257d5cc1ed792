"""A place in a sentence → whether what stands there is denied, or merely hoped for or asked."""

from __future__ import annotations

import re

from kg.model import Span

REACH = 400
"""Characters before a cue within which a denial counts; no clause of prose is longer."""

_VERB = 30
"""Characters within which the verb that begins at a place ends, its adverb and all."""

_CLAUSE = re.compile(
    r"[;:]|, (?:but|while|whereas|although|though|yet|and|which|where|showing|demonstrating)\b|\bbut\b"
    r"|\bthat\b(?! not)|\band (?=(?:\w+ly )?(?:outperforms|surpasses|exceeds|beats)\b)"
)
_LEAD = re.compile(
    r"(?:Although|Though|Even though|While|Whereas|Despite|Since|As|Because|Unlike|Instead of|Rather than"
    r"|Without|Given)\b[^,;:]{0,300},"
)
_DENIED = re.compile(
    r"n['’]t\b|\b(?:not|cannot|never|no|neither|nor|without|lacks?|lacking|fail(?:s|ed|ing)? to|unable to"
    r"|struggles? to"
    r"|instead of|rather than|hardly|rarely|nothing|none of|far from|(?:needs?|necessity) (?:for|of|to)"
    r"|eliminat\w+|avoid\w*|unlike"
    r"|may|might|could|would|should|shall|whether|if|unless|aim(?:s|ed|ing)? (?:to|at)|hop(?:es?|ed"
    r"|ing) (?:to|that|for)"
    r"|seek(?:s|ing)? to|sought to|attempt(?:s|ed|ing)? to|tr(?:y|ies|ied|ying) to|want(?:s|ed)? to"
    r"|intend(?:s|ed)? to"
    r"|expect(?:s|ed)?(?: \w+)? to|plan(?:s|ned)? to|potential(?:ly)?(?: to)?|possibly|perhaps|promis(?:e"
    r"|es|ing) to)(?![\w-])",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:no (?:\w+ )?(?:evidence|indication|guarantee) that|future work|hypothesi[sz]e"
    r"|remains? (?:unclear|unknown|open|to be)|(?:hope|expect|wish|believe) that)\b",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(
    r"\bnot only\b|\bnot? (?:less|fewer)\b|\bnot? longer than\b"
    r"|\bwithout (?:any )?(?:loss|sacrific|degrad|compromis|hurt)\w*",
    re.IGNORECASE,
)


def is_denied(text: str, sentence: Span, at: int) -> bool:
    """Look at the words of the clause before `at`, and for questions at the sentence's end.

    >>> is_denied("FooNet does not outperform BarNet.", Span(0, 34), 16)
    True
    """
    if text[max(sentence.start, sentence.end - 3) : sentence.end].rstrip().endswith("?"):
        return True
    start = max(sentence.start, at - REACH)
    if _UNREAL.search(text, start, at):
        return True
    lead = _LEAD.match(text, sentence.start, at)
    start = max(start, lead.end()) if lead else start
    # The verb at `at` itself tells whether an `and` before it begins a clause.
    for boundary in _CLAUSE.finditer(text, start, min(sentence.end, at + _VERB)):
        if boundary.end() <= at:
            start = boundary.end()
    clause = _NOT_DENIED.sub(" ", text[start : at + len("only") if text.startswith("only", at) else at])
    return _DENIED.search(clause) is not None


_GAINS = re.compile(
    r"(?:\b(?:(?:not|cannot)(?! only\b)|never|may|might|could|would|should"
    r"|(?:hop|aim|fail|seek|attempt|try|tri|intend|expect|plan|want)(?:e[sd]?|s|es|ing)? (?:to|at))"
    r"|n['’]t)"
    r" (?:\w+ly |even |also |be able to )?"
    r"(?:outperform|surpass|improv|reduc|achiev|gain|exceed|beat|reach|increas|boost|decreas|sav|yield|obtain)\w*"
    r"(?: (?:(?!,? (?:but|while|whereas|yet)\b|, (?:it|we|our|they|which)\b)[^.;:]){0,60})?\Z",
    re.IGNORECASE,
)


def is_gain_denied(text: str, sentence: Span, at: int) -> bool:
    """Whether the figure at `at` belongs to a gain that the text denies or hopes for.

    Narrower than `is_denied`: a figure often stands far behind a `not` that has nothing to do with it.

    >>> text = "FooNet might outperform BarNet by 5%."
    >>> is_gain_denied(text, Span(0, len(text)), text.index("5"))
    True
    """
    return _GAINS.search(text[max(sentence.start, at - 120) : at]) is not None


_HEDGED = re.compile(
    r"\b(?:or,? even|if not|almost|nearly|comparable (?:to|with),? (?:or|and)|on par with,? (?:or|and)"
    r"|appears? to|seems? to"
    r"|suggest\w*|likely|in (?:some|many|certain) cases|sometimes|often)\b",
    re.IGNORECASE,
)


def hedges(words: str) -> bool:
    """Whether words between two things soften what is said of them.

    >>> hedges("performs comparable to, or even better than")
    True
    """
    return _HEDGED.search(words) is not None


_COSTS = r"(?:latency|memory|errors?|costs?|costly|loss|perplexity|time|complexity|expensive|overhead)"
_MERITS = (
    r"(?:accura\w+|precis\w+|recall|F1|BLEU|mAP|performance|quality|robust\w*|effective|efficient|scores?)"
)
_NO_COST = r"(?![- ](?:efficien|effective|sav|reduc|friendly|aware|series))"
_TWO_WORDS = r"(?:(?!(?:robust|resilient|efficient|accurate|effective)\b)\w+ ){0,2}"
_LOST = re.compile(
    r"\b(?:underperform\w*|inferior to|(?:outperformed|surpassed|beaten|exceeded|defeated) by"
    r"|worse (?:\w+ )?than|lag\w* (?:far )?behind|fall\w* (?:short of|behind)|los(?:e|es|t|ing) to"
    rf"|(?:(?:higher|more|greater|larger|longer|increas\w+) {_TWO_WORDS}{_COSTS}{_NO_COST}"
    rf"|(?:less|lower|poorer|worse|weaker|reduc\w+|degrad\w+) (?:\w+ ){{0,2}}{_MERITS}"
    r"(?! (?:loss|drop|degradation|errors?|gap)))\b[^.;,]{0,30} (?:than|over|compared (?:to|with)))\b"
)


def loses(words: str) -> bool:
    """Whether words between two things say that the first is the worse one.

    >>> loses("lags behind"), loses("has higher latency than"), loses("has lower latency than")
    (True, True, False)
    """
    return _LOST.search(words) is not None


_ALIKE = re.compile(
    r"\b(?:comparabl[ey]|on par|competitive(?:ly)?|similar(?:ly)?|equivalent|the same|equal(?:ly)?"
    r"|match(?:e[sd]|ing)?|parity)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:better|best|outperform\w*|superior\w*|surpass\w*|exceed\w*|higher|lower|faster|more|fewer|less"
    r"|improv\w*|beat\w*|gain\w*|reduc\w*|boost\w*|increas\w*|speed-?ups?|over|than|only|even|eliminat\w*"
    r"|sav\w*|\d+(?:\.\d+)?\s?(?:x|times))\b|×|\\times",
    re.IGNORECASE,
)
_COMPARABLE_OR_BETTER = re.compile(
    r"\bcomparable,? (?:or|and|if not) (?:\w+ )?(?:better|superior|higher|improved|lower)\b", re.IGNORECASE
)


def are_alike(words: str) -> bool:
    """Whether words between two things say that neither is the better one.

    Of 265 annotated comparisons in such words 243 are without a winner.

    >>> are_alike("exhibits comparable performance when compared to"), are_alike("matches or exceeds")
    (True, False)
    """
    if _COMPARABLE_OR_BETTER.search(words):
        return True
    return _ALIKE.search(words) is not None and _MORE.search(words) is None


def is_hedged(text: str, sentence: Span, at: int) -> bool:
    """Whether the words just before `at` soften what is said: `comparable to, or even surpassing`."""
    return _HEDGED.search(text, max(sentence.start, at - 25), at) is not None
