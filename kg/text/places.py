"""What stands in a text, in its order → what stands at one place, or in one stretch, of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from kg.model import Span


class Placed(Protocol):
    """A span, a mention, a quantity: whatever begins somewhere."""

    @property
    def start(self) -> int:
        """The offset of its first character."""


_P = TypeVar("_P", bound=Placed)
_start = attrgetter("start")


def around(spans: Sequence[Span], at: int) -> Span | None:
    """Find the span that holds the offset `at`, None where it stands between two.

    >>> around([Span(0, 5), Span(7, 9)], 8), around([Span(0, 5), Span(7, 9)], 5)
    (Span(start=7, end=9), None)
    """
    last = bisect_right(spans, at, key=_start) - 1
    return spans[last] if last >= 0 and at < spans[last].end else None


def inside(found: Sequence[_P], stretch: Span) -> Sequence[_P]:
    """Take those that begin in a stretch.

    >>> inside([Span(0, 2), Span(7, 9), Span(20, 30)], Span(5, 20))
    [Span(start=7, end=9)]
    """
    first = bisect_left(found, stretch.start, key=_start)
    return found[first : bisect_left(found, stretch.end, lo=first, key=_start)]


def before(found: Sequence[_P], at: int) -> _P | None:
    """Take the last that begins before the offset `at`, None where none does.

    >>> before([Span(0, 2), Span(7, 9)], 7)
    Span(start=0, end=2)
    """
    last = bisect_left(found, at, key=_start) - 1
    return found[last] if last >= 0 else None
