"""A text → pairs of a long form and its abbreviation, after Schwartz and Hearst (2003)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_SHORT = re.compile(r"\(\s*([A-Za-z0-9][\w/&+.-]{1,14}?)\s*[);,]")


def find(text: str) -> tuple[tuple[Span, Span], ...]:
    """Find (long form, abbreviation) pairs, in the order of the abbreviations.

    >>> find("the Critical Success Index (CSI)")
    ((Span(start=4, end=26), Span(start=28, end=31)),)
    """
    return tuple(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[Span, Span]]:
    for found in _SHORT.finditer(text):
        short = Span(*found.span(1))
        if (long := _long_before(text, found.start(), found[1])) is not None:
            yield long, short


def _long_before(text: str, end: int, short: str) -> Span | None:
    """Match the letters of `short` from right to left in the words before `end`."""
    if not any(letter.isupper() for letter in short):
        return None
    letters = [letter.lower() for letter in re.sub(r"(?<=[A-Z])s$", "", short) if letter.isalnum()]
    head = text[:end].rstrip()
    floor = _floor(head, 2 * len(letters))
    at = len(head)
    for index, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= floor and (head[at].lower() != letter or (index == 0 and head[at - 1 : at].isalnum())):
            at -= 1
        if at < floor:
            return None
    start = head.rfind(" ", floor, at) + 1 or at
    return Span(start, len(head)) if len(head) - start > len(short) else None


def _floor(head: str, words: int) -> int:
    found = list(re.finditer(r"[^\s()]+|[()]", head[-200:]))[-words:]
    stop = max((index for index, one in enumerate(found) if one[0] in "()"), default=-1)
    left = found[stop + 1 :]
    return len(head) - len(head[-200:]) + left[0].start() if left else len(head)
