"""A place in a sentence → whether what stands there is denied, or merely hoped for or asked."""

from __future__ import annotations

import re

from kg.model import Span

_CLAUSE = re.compile(
    r"[;:]|, (?:but|while|whereas|although|though|yet|and|which|where|showing|demonstrating)\b|\bbut\b"
    r"|\bthat\b(?! not)"
)
_DENIED = re.compile(
    r"\b(?:not|n['’]t|cannot|never|no|neither|nor|without|lacks?|lacking|fail(?:s|ed|ing)? to|unable to"
    r"|struggles? to|instead of"
    r"|rather than|hardly|rarely|nothing|none of|far from|(?:needs?|necessity) (?:for|of|to)|eliminat\w+"
    r"|avoid\w*|unlike"
    r"|may|might|could|would|should|shall|whether|if|unless"
    r"|aim(?:s|ed|ing)? (?:to|at)|hop(?:es?|ed|ing) (?:to|that|for)|seek(?:s|ing)? to|sought to"
    r"|attempt(?:s|ed|ing)? to|tr(?:y|ies|ied|ying) to"
    r"|want(?:s|ed)? to|intend(?:s|ed)? to|expect(?:s|ed)?(?: \w+)? to|plan(?:s|ned)? to"
    r"|potential(?:ly)?(?: to)?|possibly|perhaps|promis(?:e|es|ing) to"
    r"|future work|remains? (?:unclear|unknown|to be))(?![\w-])",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(
    r"\bnot only\b|\bno(?:t)? (?:less|fewer|longer)\b|\bwithout (?:any )?(?:loss|sacrific|degrad"
    r"|compromis)\w*",
    re.IGNORECASE,
)


def is_denied(text: str, sentence: Span, at: int) -> bool:
    """Look at the words of the clause before `at`, and for questions at the sentence's end.

    >>> is_denied("FooNet does not outperform BarNet.", Span(0, 34), 16)
    True
    """
    if text[at : sentence.end].rstrip().endswith("?"):
        return True
    start = sentence.start
    for boundary in _CLAUSE.finditer(text, sentence.start, at):
        start = boundary.end()
    clause = _NOT_DENIED.sub(" ", text[start:at])
    return _DENIED.search(clause) is not None


_HEDGED = re.compile(
    r"\b(?:or,? even|if not|almost|nearly|comparable (?:to|with),? (?:or|and)|on par with,? (?:or|and)"
    r"|appears? to|seems? to"
    r"|suggest\w*|likely|in (?:some|many|certain) cases|sometimes|often)\b",
    re.IGNORECASE,
)


def is_hedged(text: str, sentence: Span, at: int) -> bool:
    """Whether the words just before `at` soften what is said: `comparable to, or even surpassing`."""
    return _HEDGED.search(text, max(sentence.start, at - 40), at) is not None
