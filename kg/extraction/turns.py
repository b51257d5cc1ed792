"""Two lists of one sentence → whose figure is whose: `3.0 and 5.1 on MMLU and GPQA, respectively`.

As many names of one type as figures belong to them in turn, where the lists stand side by side or the
sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from kg.model import EntityType, Mention, Quantity, Span
from kg.text.places import inside

FEWEST = 2
_T = TypeVar("_T", Mention, Quantity)

_BETWEEN_FIGURES = re.compile(r"[\s,;$/%~×x]*(?:and|or|&)?[\s$~]*(?:by )?[\s$~]*")
_BETWEEN_NAMES = re.compile(
    r"\s*(?:\([^()]*\))?(?: (?:models?|methods?|datasets?|benchmarks?|tasks?|metrics?|scores?|test sets?))?"
    r"(?:,? (?:and|or|as well as|&)(?: the| on| in| over)? |, |/| / )(?:the )?"
)
_ON = re.compile(
    r"[\s$%),]*(?:[a-z]+ ){0,3}?(?:on|in|for|over|across|against|than|compared (?:to|with)|relative to|of)"
    r"(?: (?:the|both|terms of|two|three|four|five|six))*"
    r"(?: (?:[a-z]+ ){0,2}(?:datasets?|benchmarks?|tasks?|baselines?))?,? "
)
_BY = re.compile(
    r"\s*(?:\([^()]*\))?(?: (?:datasets?|benchmarks?|tasks?|metrics?|scores?))?,? by (?:[a-z]+ ){0,3}\$?"
)
_AGAINST = re.compile(
    r"\b(?:over|than|against|versus|vs\.?|compared (?:to|with)|relative to"
    r"|outperform\w*|surpass\w*|exceed\w*|beat\w*)"
    r"(?: (?!by\b)[\w-]+){0,4}? ?\Z"
)


_ROLES = {EntityType.DATASET: "dataset", EntityType.TASK: "task", EntityType.METRIC: "metric"}


class Turn(NamedTuple):
    """A quantity, by its place among all of the text, and the mention that plays `role` for it."""

    quantity: int
    mention: Mention
    role: str


def find(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Iterator[Turn]:
    """Find the turns of all sentences."""
    places = {one.number: at for at, one in enumerate(quantities)}
    for sentence in sentences:
        names = inside(mentions, sentence)
        for run in _runs(inside(quantities, sentence), partial(_alike, text)):
            for role, chosen in _lists(text, sentence, names, run).items():
                yield from (
                    Turn(places[figure.number], name, role) for figure, name in zip(run, chosen, strict=True)
                )


def _lists(
    text: str, sentence: Span, names: Sequence[Mention], figures: Sequence[Quantity]
) -> dict[str, list[Mention]]:
    """The nearest list of names for each role."""
    if len(figures) < FEWEST:
        return {}
    said = "respectively" in text[sentence.start : sentence.end]
    fitting = [run for run in _runs(names, partial(_listed, text, said)) if len(run) == len(figures)]
    told = [run for run in fitting if said or _beside(text, run, figures)]
    farthest_first = sorted(told, key=lambda run: -_distance(run, figures))
    return {role: run for run in farthest_first if (role := _role(text, sentence, run))}


def _alike(text: str, left: Quantity, right: Quantity) -> bool:
    return _BETWEEN_FIGURES.fullmatch(text, left.end, right.start) is not None


def _listed(text: str, said: bool, left: Mention, right: Mention) -> bool:
    """Commas are often lost: where the sentence says that there is a list, a space is enough."""
    between = _BETWEEN_NAMES.fullmatch(text, left.end, right.start)
    bare = said and text[left.end : right.start] == " "
    return left.type is right.type and (between is not None or bare)


def _beside(text: str, names: Sequence[Mention], figures: Sequence[Quantity]) -> bool:
    if names[0].start >= figures[-1].end:
        return _ON.fullmatch(text, figures[-1].end, names[0].start) is not None
    return _BY.fullmatch(text, names[-1].end, figures[0].start) is not None


def _distance(names: Sequence[Mention], figures: Sequence[Quantity]) -> int:
    return max(names[0].start - figures[-1].end, figures[0].start - names[-1].end)


def _role(text: str, sentence: Span, names: Sequence[Mention]) -> str:
    kind = names[0].type
    if kind in _ROLES:
        return _ROLES[kind]
    return "baseline" if _AGAINST.search(text, sentence.start, names[0].start) else ""


def _runs(items: Sequence[_T], joined: Callable[[_T, _T], object]) -> Iterator[list[_T]]:
    run: list[_T] = []
    for item in items:
        if run and not joined(run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
