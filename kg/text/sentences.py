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
    besides thus hence therefore then first second third firstly secondly finally although though since
    because despite through using based given after before during experiments experimental results
    extensive empirical existing previous recent recently specifically code concretely instead unlike
    unfortunately importantly notably compared such many most some each both all no not one two
    meanwhile nevertheless nonetheless inspired motivated subsequently consequently
    """
)
# Abbreviations that something always follows.
_INNER = _words("e.g eg i.e ie cf vs v.s viz ca et approx resp incl esp dept univ arxiv")
_TITLES = _words("Dr Prof Mr Mrs Ms St Mt")
# Abbreviations that a number or a name follows: `Fig. 2`, `Sec. III`, but `in 5 sec. We`.
_LABELS = _words(
    """
    fig figs eq eqs eqn eqns sec secs tab ref refs thm def alg app chap ch vol pp no nos ver v min max
    avg std ed eds est
    """
)
# Abbreviations that may end a sentence as well.
_EITHER = _words("etc al w.r.t i.i.d a.k.a s.t inc ltd co corp jr sr u.s u.k e.u ph.d m.sc a.m p.m")
_SHOUTING = _words("Yahoo Jeopardy")

_STOP = re.compile(
    r"(?P<stop>[.!?]+|…)(?P<tail>[\"'”’»)\]}]*(?:\[[\d,\s–-]{1,20}\](?=\s|$))?)"
    r"(?P<gap>\s+|$|(?=[\"“'(]?[A-Z][\w-]+[\s,]))"
    r"|(?P<wide>[。！？]+[”’」』）]*)|(?P<break>\n\s*\n|\n(?=\s*(?:[-•*]|\d{1,2}[.)])\s))"
)
_LEFT = re.compile(r"[^\s(\[{\"“'‘/,;:—–-]*$")
_NEXT = re.compile(r"[\"“'‘(\[{$\\]*(\w+)")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_ITEM = re.compile(r"\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\)\s|https?://")
_BRACKET = re.compile(r"[()\[\]“”]")
_LONG_BRACKET = 300
_LOOKBACK = 40
_URL = re.compile(r"(?:://|www\.)\S*$")
_LONG_URL = 200


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
        if found["stop"] is None or (_ends(text, found) and not _inside(brackets, found.end("tail"))):
            yield found.end()


def _ends(text: str, found: re.Match[str]) -> bool:
    """Decide whether the stop ends a sentence, by the word before it and the one after."""
    after = _NEXT.match(text, found.end())
    if after is None:
        return found["gap"] != ""
    before = _LEFT.search(text, max(0, found.start() - _LOOKBACK), found.start())
    left, right = before[0] if before else "", after[1]
    if found["gap"] == "":
        link = _URL.search(text, max(0, found.start() - _LONG_URL), found.start())
        return link is None and _ends_glued(found["stop"], left, right)
    if found["stop"] != ".":
        return _ends_loudly(found["stop"], left, right)
    if _ITEM.match(text, found.end()):
        return left.lower() not in _INNER
    return not _is_short(text, found.start(), left, right) and _may_start(left, right)


def _ends_loudly(stop: str, left: str, right: str) -> bool:
    """Judge `?`, `!` and dots in a row."""
    if "?" in stop or "!" in stop:
        return not right[0].islower() and left not in _SHOUTING
    return _opens(right)


def _ends_glued(stop: str, left: str, right: str) -> bool:
    """Judge a stop without white space behind it: `performance.We propose`, not `Infer.NET`."""
    if len(stop) > 1 or stop == "…" or left.lower() in _INNER or "." in left or "@" in left:
        return False
    if _opens(right):
        return not left or not left[-1].isupper()
    return left.isalpha() and left.islower() and len(left) > (3 if right[1:].islower() else 4)


def _is_short(text: str, dot: int, left: str, right: str) -> bool:
    """Whether the dot shortens the word before it, or numbers an item, within a sentence."""
    low = left.lower()
    if low in _INNER or left in _TITLES:
        return True
    if low in _LABELS:
        return not right[0].isupper() or (left[0].isupper() and not _opens(right))
    if low in _EITHER or (len(left) == 1 and left.isupper()) or _DOTTED.fullmatch(left):
        return not _opens(right)
    return left.isdigit() and len(left) < 3 and _is_item(text, dot - len(left))


def _may_start(left: str, right: str) -> bool:
    """Whether the next word may start a sentence; in lower case only an opener may, behind a plain word."""
    if not right.islower():
        return True
    return left.islower() and len(left) > 3 and right in _OPENERS


def _opens(word: str) -> bool:
    return word[0].isupper() and word.lower() in _OPENERS


def _is_item(text: str, at: int) -> bool:
    """Whether a number that starts at `at` numbers an item: nothing, or a stop, stands before it."""
    before = text[max(0, at - _LOOKBACK) : at].rstrip(" ")
    if before.endswith(".") and (word := _LEFT.search(before[:-1])) and word[0].lower() in _LABELS:
        return False
    return not before or before[-1] in ".:;,!?\n("


def _brackets(text: str) -> list[Span]:
    """Find the outermost closed brackets of at most 300 characters, in order; nothing ends inside them."""
    found: list[Span] = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] in "([“":
            opened.append(mark.start())
        elif opened and mark.start() - (start := opened.pop()) <= _LONG_BRACKET:
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
