"""Triples in any order and number → each once, sorted; what does not fit in memory goes through files."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO, Final

from kg.rdf.triples import Triple

RUN: Final = 1_000_000
"""How many triples are held in memory at once."""


class Sorter:
    """Takes triples in parts; `run` of them at most are held in memory, and as many again while sorted."""

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._held: set[Triple] = set()
        self._files: list[IO[str]] = []

    def add(self, triples: Iterable[Triple]) -> None:
        """Take some more."""
        stream = iter(triples)
        while more := list(islice(stream, self._run - len(self._held))):
            self._held.update(more)
            if len(self._held) >= self._run:
                self._files.append(_stored(_file(), sorted(self._held)))
                self._held.clear()

    def sorted(self) -> Iterator[Triple]:
        """Give all, sorted by subject, predicate and object, each once; nothing may be added any more."""
        with ExitStack() as files:
            stored = [_read(files.enter_context(file)) for file in self._files]
            for triple, _ in groupby(heapq.merge(*stored, sorted(self._held))):
                yield triple


def distinct(triples: Iterable[Triple], *, run: int = RUN) -> Iterator[Triple]:
    """Sort by subject, predicate and object, and leave out repetitions."""
    sorter = Sorter(run)
    sorter.add(triples)
    return sorter.sorted()


def _file() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", newline="\n")


def _stored(file: IO[str], triples: list[Triple]) -> IO[str]:
    file.writelines(f"{' '.join(triple)}\n" for triple in triples)
    file.seek(0)
    return file


def _read(file: IO[str]) -> Iterator[Triple]:
    """Read lines back: no term holds a line feed, and only objects hold spaces."""
    for line in file:
        subject, predicate, object_ = line[:-1].split(" ", 2)
        yield subject, predicate, object_
