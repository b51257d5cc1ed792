"""Sorted lines in parts that `chunking` made, lines that go and lines that come → the parts as if cut anew.

A part that nothing changes is not read; where cuts move, its neighbours are.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from kg.pipeline.chunking import MOST, SUBJECTS, ends


class Form(NamedTuple):
    """How lines sort: `key` begins with the subject, `raw` is quick and tells subjects apart."""

    key: Callable[[bytes], tuple[str, *tuple[Any, ...]]]
    raw: Callable[[bytes], bytes]


class Part(NamedTuple):
    """An old part: its name, and the subject of its first line."""

    name: str
    first: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines that go and those that come."""

    removed: Collection[bytes]
    added: Collection[bytes]

    @property
    def growth(self) -> int:
        """How many lines there are more than before."""
        return len(self.added) - len(self.removed)


def mended(
    old: Sequence[Part], read: Callable[[str], list[bytes]], change: Difference, form: Form
) -> Iterator[str | list[bytes]]:
    """Give the new parts in order: the name of one that stays, or the lines of a new one."""
    removed, added = _by_part(old, change.removed, form), _by_part(old, change.added, form)
    held: list[bytes] = []
    subjects = 0
    for index, part in enumerate(old or [Part("", "")]):
        if part.name and not (held or removed[index] or added[index]):
            yield part.name
            continue
        before = read(part.name) if part.name else []
        inner = _inner(before, form)
        for raw, lines in groupby(_changed(before, removed[index], added[index], form), form.raw):
            held += lines
            subjects += 1
            if subjects >= MOST * SUBJECTS or (
                raw not in inner and ends(form.key(held[-1])[0], subjects, SUBJECTS)
            ):
                yield held
                held, subjects = [], 0
    if held:
        yield held


def _inner(lines: Sequence[bytes], form: Form) -> set[bytes]:
    """Find the subjects in a part after which it was not cut; no hash need be asked again whether it ends."""
    return {form.raw(line) for line in lines} - {form.raw(line) for line in lines[-1:]}


def _changed(
    before: Sequence[bytes], removed: Iterable[bytes], added: Iterable[bytes], form: Form
) -> list[bytes]:
    gone = set(removed)
    lines = [line for line in before if line not in gone]
    for line in added:
        insort(lines, line, key=form.key)
    return lines


def _by_part(old: Sequence[Part], lines: Collection[bytes], form: Form) -> list[list[bytes]]:
    """Sort lines into the parts in which their subjects stand, or would stand."""
    firsts = [part.first for part in old]
    parts: list[list[bytes]] = [[] for _ in range(len(old) or 1)]
    for line in lines:
        parts[max(0, bisect_right(firsts, form.key(line)[0]) - 1)].append(line)
    return parts
