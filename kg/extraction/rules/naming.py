"""Names and the title → what they state without a verb: kinds by last words, tasks of the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.rules.allowed import allowed
from kg.extraction.rules.slots import Slot
from kg.model import EntityType, Mention, Predicate, Relation, Span
from kg.text.names import normal_form

_BY = re.compile(r"\b(?:by|in|at|from) \Z")
_KINDS = frozenset(
    [EntityType.MODEL, EntityType.METHOD, EntityType.TASK, EntityType.SYSTEM, EntityType.HARDWARE]
)


def find(text: str, title: Span, mentions: Sequence[Mention], main: Slot | None) -> Iterator[Relation]:
    """Find `type_of` between names one of which ends the other, and the tasks in the title."""
    yield from _kinds(text, mentions)
    if main is not None:
        yield from _title(title, mentions, main)
        yield from _maker(text, title, mentions, main)


def _title(title: Span, mentions: Sequence[Mention], main: Slot) -> Iterator[Relation]:
    for one in mentions:
        if (
            one.end <= title.end
            and allowed(Predicate.ADDRESSES, main.type, one.type)
            and str(one.entity) != main.ref
        ):
            yield Relation(main.ref, Predicate.ADDRESSES, str(one.entity), 0.8, (main.span, one.span))


def _maker(text: str, title: Span, mentions: Sequence[Mention], main: Slot) -> Iterator[Relation]:
    """`FooNet: a network by Acme`."""
    for one in mentions:
        if one.end > title.end or not allowed(Predicate.DEVELOPED_BY, main.type, one.type):
            continue
        if _BY.search(text, title.start, one.start):
            yield Relation(main.ref, Predicate.DEVELOPED_BY, str(one.entity), 0.6, (main.span, one.span))


def _kinds(text: str, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """`pre-trained language model` is a kind of `language model`, where the paper names both."""
    stands: dict[str, Mention] = {}
    for one in mentions:
        stands.setdefault(normal_form(text[one.start : one.end]), one)
    for name, one in stands.items():
        if one.type in _KINDS:
            wider = _wider(name, stands)
            if wider is not None and wider.type is one.type and wider.entity != one.entity:
                yield Relation(
                    str(one.entity), Predicate.TYPE_OF, str(wider.entity), 0.6, (one.span, wider.span)
                )


def _wider(name: str, stands: dict[str, Mention]) -> Mention | None:
    """The longest other name that this one ends in."""
    words = name.split()
    for first in range(1, len(words)):
        found = stands.get(" ".join(words[first:]))
        if found is not None:
            return found
    return None
