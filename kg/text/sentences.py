"""A text → the spans of its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that open a sentence and hardly ever follow an initial or an abbreviation within one.
_OPENERS = _words(
    """
    a an the this these that those we our it its he she they their there here in on at by for from with
    to as if while when where what which who how why however moreover furthermore additionally also
    besides thus hence therefore then first second third finally although though since because despite
    through using based given after before during experiments experimental results extensive empirical
    existing recent recently specifically code concretely instead unlike unfortunately importantly
    notably compared such many most some each both all no not one two
    """
)
# Abbreviations that something always follows.
_INNER = _words(
    """
    e.g eg i.e ie cf vs viz fig figs eq eqs eqn eqns sec secs tab ref refs thm def alg app chap ch vol
    pp dr prof mr mrs ms st approx resp ca incl esp max min avg std dept univ ed eds est ver v arxiv
    """
)
# Abbreviations that may end a sentence as well.
_EITHER = _words(
    """
    etc al w.r.t i.i.d a.k.a s.t inc ltd co corp jr sr u.s u.k e.u ph.d m.sc a.m p.m
    """
)

_STOP = re.compile(
    r"(?P<stop>[.!?]+|…)(?P<tail>[\"'”’»)\]}]*(?:\[[\d,\s–-]{1,20}\](?=\s|$))?)"
    r"(?P<gap>\s+|$|(?=[\"“'(]?[A-Z][a-z]+[\s,]))"
    r"|(?P<wide>[。！？]+[”’」』）]*)|(?P<break>\n\s*\n|\n(?=\s*(?:[-•*]|\d{1,2}[.)])\s))"
)
_LEFT = re.compile(r"[^\s(\[{\"“'‘/,;:—–]*$")
_NEXT = re.compile(r"[\"“'‘(\[{$\\]*(\w+)")
_LOOKBACK = 40
_BRACKET = re.compile(r"[()\[\]“”]")
_LONG_BRACKET = 300


def split(text: str) -> tuple[Span, ...]:
    """Split title, line feed and abstract into sentences, trimmed; the title is a sentence of its own.

    >>> text = "A title\\nWe beat Luma 1.6, cf. Fig. 2. It is 1.97x faster."
    >>> [text[start:end] for start, end in split(text)]
    ['A title', 'We beat Luma 1.6, cf. Fig. 2.', 'It is 1.97x faster.']
    """
    title = text.find("\n") + 1
    edges = [0, title, *_edges(text, title), len(text)]
    spans = (_trim(text, start, end) for start, end in pairwise(edges))
    return tuple(span for span in spans if span.start < span.end)


def _edges(text: str, start: int) -> Iterator[int]:
    """Yield where one sentence ends and the next may start, after `start`."""
    brackets = _brackets(text)
    for found in _STOP.finditer(text, start):
        if found["stop"] is None or (_ends(text, found) and not _inside(brackets, found.end("stop"))):
            yield found.end()


def _ends(text: str, found: re.Match[str]) -> bool:
    """Decide whether the stop ends a sentence, by the word before it and the one after."""
    after = _NEXT.match(text, found.end())
    if after is None:
        return found["gap"] != ""
    before = _LEFT.search(text, max(0, found.start() - _LOOKBACK), found.start())
    left, right = before[0] if before else "", after[1]
    if found["gap"] == "":
        return _glued(text, found, left, right)
    if found["stop"] != ".":
        return _ends_loudly(found["stop"], left, right)
    return _ends_at_dot(text, found.start(), left, right)


def _ends_loudly(stop: str, left: str, right: str) -> bool:
    """Judge `?`, `!` and dots in a row."""
    if "?" in stop or "!" in stop:
        return not right[0].islower() and left not in {"Yahoo", "Jeopardy"}
    return _opens(right)


def _ends_at_dot(text: str, dot: int, left: str, right: str) -> bool:
    low = left.lower()
    if low in _INNER or (low in {"no", "nos"} and right[0].isdigit()):
        return False
    if low in _EITHER or (len(left) == 1 and left.isupper()) or re.fullmatch(r"(?:\w\.)+\w", left):
        return _opens(right)
    if left.isdigit() and len(left) < 3 and _lists(text, dot - len(left)):
        return False
    if right[0].islower() and right.islower():
        return left.islower() and len(left) > 3 and _opens(right.capitalize())
    return True


def _glued(text: str, found: re.Match[str], left: str, right: str) -> bool:
    """Judge a stop without white space behind it: `performance.We propose`."""
    if found["stop"] == "…" or len(found["stop"]) > 1 or left.lower() in _INNER or "." in left or "@" in left:
        return False
    if _opens(right):
        return not left or left[-1].islower() or left[-1].isdigit() or not left[-1].isalnum()
    return len(left) > 3 and left.islower() and left.isalpha()


def _opens(word: str) -> bool:
    return word[0].isupper() and word.lower() in _OPENERS


def _lists(text: str, at: int) -> bool:
    """Whether a number that starts at `at` numbers an item: nothing, or a stop, stands before it."""
    before = text[max(0, at - _LOOKBACK) : at].rstrip(" ")
    if before.endswith(".") and (word := _LEFT.search(before[:-1])) and word[0].lower() in _INNER:
        return False
    return not before or before[-1] in ".:;,!?\n("


def _brackets(text: str) -> list[Span]:
    """Find the outermost closed brackets of at most 300 characters, in order; nothing ends inside them."""
    found: list[Span] = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] in "([“":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.start() - start > _LONG_BRACKET:
                continue
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, mark.start()))
    return found


def _inside(brackets: list[Span], at: int) -> bool:
    index = bisect_right(brackets, at, key=lambda span: span.start) - 1
    return index >= 0 and brackets[index].start < at <= brackets[index].end


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
