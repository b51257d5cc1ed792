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


def distinct(triples: Iterable[Triple], *, run: int = RUN) -> Iterator[Triple]:
    """Sort by subject, predicate and object, and leave out repetitions."""
    stream = iter(triples)
    first = _sorted_run(stream, run)
    if len(first) < run:
        yield from first
        return
    with ExitStack() as files:
        runs = [_stored(files.enter_context(_file()), first)]
        while more := _sorted_run(stream, run):
            runs.append(_stored(files.enter_context(_file()), more))
        for triple, _ in groupby(heapq.merge(*map(_read, runs))):
            yield triple


def _sorted_run(stream: Iterator[Triple], run: int) -> list[Triple]:
    """Take triples until `run` different ones are held or none is left."""
    held: set[Triple] = set()
    while len(held) < run and (more := list(islice(stream, run - len(held)))):
        held.update(more)
    return sorted(held)


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
