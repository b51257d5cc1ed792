"""A text → the quantities in it: numbers with unit, kind, bound and what they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.extraction.quantities.counted import Counted, count
from kg.extraction.quantities.kinds import Setting, judge
from kg.extraction.quantities.numbers import Figure, find_figures
from kg.extraction.quantities.series import Series, arrange
from kg.model import Quantity, ResultKind, Span
from kg.text import sentences


def find(text: str) -> tuple[Quantity, ...]:
    """Find the quantities, in text order.

    >>> [(str(q.value), q.unit, q.kind.value) for q in find("It improves F1 by 2.1% with 7B parameters")]
    [('2.1', '%', 'improvement'), ('7', 'B', 'size')]
    """
    return tuple(_quantities(text, arrange(text, find_figures(text)), sentences.split(text)))


def _quantities(text: str, series: list[Series], spans: tuple[Span, ...]) -> Iterator[Quantity]:
    starts = [span.start for span in spans]
    sentence, before, kind, unit = Span(0, 0), 0, None, ""
    for group, following in zip(series, [*series[1:], None], strict=False):
        if group.start >= sentence.end:
            sentence = spans[bisect_right(starts, group.start) - 1]
            before, kind = sentence.start, None
        stop = min(sentence.end, following.start) if following else sentence.end
        counted = count(text, group, stop)
        setting = _setting(text, group, Span(sentence.start, stop), before, bool(counted.words))
        mine = judge(setting, kind if unit == group.unit else None)
        if mine is not ResultKind.SIZE or group.unit == "%":
            kind, unit = mine, group.unit
        before = group.end
        yield from _members(group, mine, counted)


# Words farther off tell nothing of a figure, and a text without full stops must not cost its square.
_REACH = 300
_PAIRED = re.compile(r"\bto\b|\bvs\b|→")


def _setting(text: str, group: Series, sentence: Span, before: int, counted: bool) -> Setting:
    inner = text[group.figures[0].end : group.figures[-1].start]
    return Setting(
        sentence=text[max(sentence.start, group.start - _REACH) : group.start],
        left=text[max(before, group.start - _REACH) : group.start],
        right=text[group.end : min(sentence.end, group.end + _REACH)],
        unit=group.unit,
        counted=counted,
        paired=_PAIRED.search(inner) is not None,
        hyphened=group.figures[-1].hyphened,
    )


def _members(group: Series, kind: ResultKind, counted: Counted) -> Iterator[Quantity]:
    for figure, bound in zip(group.figures, group.bounds, strict=True):
        own = _kind(figure, kind)
        words = _words(figure, counted) if own is ResultKind.SIZE else ""
        last = figure is group.figures[-1] and words == counted.words
        end = max(figure.end, counted.end) if last else figure.end
        yield Quantity(figure.start, end, figure.number, figure.value, figure.unit, own, bound, words)


def _kind(figure: Figure, kind: ResultKind) -> ResultKind:
    if figure.ordinal:
        return ResultKind.RANK
    return ResultKind.SIZE if figure.named else kind


def _words(figure: Figure, counted: Counted) -> str:
    """Say what is counted; the size in a name counts parameters where it has billions, or a model follows."""
    if not figure.named:
        return counted.words
    return "parameters" if figure.unit == "B" or counted.words == "parameters" else ""
