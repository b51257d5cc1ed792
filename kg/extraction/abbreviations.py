"""A text → pairs of a long form and its abbreviation, after Schwartz and Hearst (2003), both ways round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

# In the brackets stands an abbreviation, alone or before a comma; words that introduce it are passed over.
_BRACKETED = re.compile(
    r"[(\[]\s*(?:(?:or|aka|a\.k\.a\.|i\.e\.,?|called|dubbed|denoted|termed|abbreviated as|short:)\s)?"
    r"[\"“'`]*(?P<short>[A-Za-z0-9][\w&+./-]{1,14})[\"”']*\s*[)\],;]"
)
_EXPLAINED = re.compile(
    r"(?P<short>[A-Za-z0-9][\w&+./-]{1,14})\s?\(\s*[\"“'`]*(?P<long>[^()\[\]]{5,120}?)[\"”']*\s*[),;]"
)
_PLURAL = re.compile(r"(?<=[A-Z0-9])s$")
_START = re.compile(r"\n|[.!?]\s+(?=[A-Z(])|[()\[\];:]")
_ARTICLE = re.compile(
    r"(?i)(?:the|an?|our|or|and|i\.e\.,?|e\.g\.,?|short for|stands for|which stands for)\s+"
)
_EDGES = ' \u00a0\t"“`'
_TRAILING = " \n\u00a0\t\"”’'"
_REACH = 200


def find(text: str) -> tuple[tuple[Span, Span], ...]:
    """Find (long form, abbreviation) pairs, in the order of the brackets that hold either.

    >>> find("the Critical Success Index (CSI)")
    ((Span(start=4, end=26), Span(start=28, end=31)),)
    """
    pairs = {*_bracketed(text), *_explained(text)}
    return tuple(sorted(pairs, key=lambda pair: (max(pair), pair)))


def _bracketed(text: str) -> Iterator[tuple[Span, Span]]:
    """`long form (SHORT)`."""
    for found in _BRACKETED.finditer(text):
        short = found["short"]
        if not _is_short(short):
            continue
        end = found.start()
        while end and text[end - 1] in _TRAILING:
            end -= 1
        start = _match(text, _floor(text, end, short), end, short)
        if start is not None and _fits(text[start:end], short):
            yield Span(start, end), Span(*found.span("short"))


def _explained(text: str) -> Iterator[tuple[Span, Span]]:
    """`SHORT (long form)`: the long form fills the bracket, but for an article."""
    for found in _EXPLAINED.finditer(text):
        short = found["short"]
        if not _is_short(short):
            continue
        start, end = found.span("long")
        if (article := _ARTICLE.match(text, start, end)) is not None:
            start = article.end()
        capitals = {letter for letter in short if letter.isupper()}
        if (
            _initials(text[start:end], short) == capitals
            and _match(text, start, end, short) == start
            and _fits(text[start:end], short)
        ):
            yield Span(start, end), Span(*found.span("short"))


def _is_short(short: str) -> bool:
    """Whether it looks like an abbreviation: a capital, two letters or more, mostly letters."""
    letters = sum(letter.isalpha() for letter in short)
    return letters >= 2 and 2 * letters >= len(short) and any(letter.isupper() for letter in short)


def _floor(text: str, end: int, short: str) -> int:
    """Find how far back the long form may reach: twice as many words as letters, within the sentence."""
    start = max(0, end - _REACH)
    for found in _START.finditer(text, start, end):
        start = found.end()
    length = sum(letter.isalnum() for letter in short)
    words = [found.start() for found in re.finditer(r"\S+", text[start:end])]
    return start + words[-min(length + 5, 2 * length) :][0] if words else end


def _match(text: str, floor: int, end: int, short: str) -> int | None:
    """Match the letters of the abbreviation from right to left, its first at the start of a word."""
    at = end
    for index, letter in reversed(list(enumerate(_letters(short, text[floor:end])))):
        at = _back(text, letter, floor, at, starts=index == 0)
        if at < 0:
            return None
    return max(floor, *(text.rfind(mark, floor, at) + 1 for mark in _EDGES))


def _letters(short: str, long: str) -> list[str]:
    """Choose what must be met: letters, and such digits as the long form has."""
    low = _PLURAL.sub("", short).lower()
    return [letter for letter in low if letter.isalpha() or (letter.isdigit() and letter in long)]


def _back(text: str, letter: str, floor: int, at: int, *, starts: bool) -> int:
    """Find the letter before `at`, at the start of a word where it `starts`; -1 where it is not."""
    for place in range(at - 1, floor - 1, -1):
        if text[place].lower() == letter and not (starts and place > floor and text[place - 1].isalnum()):
            return place
    return -1


def _fits(long: str, short: str) -> bool:
    """Guard: longer than the abbreviation, without it; half of the capitals of `ABC` start words."""
    words = long.split()
    if len(long) <= len(short) or short in re.split(r"[\s/-]+", long) or (len(words) == 1 and len(long) < 5):
        return False
    return not short.isupper() or len(short) < 3 or 2 * len(_initials(long, short)) >= len(set(short))


def _initials(long: str, short: str) -> set[str]:
    """Collect the capitals of the abbreviation that start a word or a part of one."""
    starts = {part[0].lower() for part in re.split(r"[^A-Za-z0-9]+", long) if part}
    return {letter for letter in short if letter.isupper() and letter.lower() in starts}
