"""Lines of N-Quads, a part at a time → a new store on disk, which the engine loads in bulk."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import StoreError
from kg.model import Quad
from kg.rdf.triples import Triple

_PART: Final = 1 << 26
"""Bytes loaded at a time: the engine holds a load in memory, at one and a half times its size."""


class Filling:
    """A store in the folder `path` that is being filled; nothing reads it until it is finished.

    With `patient`, files are merged when other work leaves a core idle, else after every second load, over
    and over: it is for a process that others wait for, and that leaves the rest to one that finishes.
    Raise StoreError where what is added is no RDF, or the disk is full.
    """

    def __init__(self, path: Path, *, patient: bool = False) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path, self._patient = path, patient
        with self._told():
            self._engine = pyoxigraph.Store(str(path))

    def add(self, lines: Iterable[bytes]) -> None:
        """Take chunks of whole lines; a line without a graph goes to the default graph."""
        try:
            for part in _ahead(_parts(lines)):
                with self._told():
                    self._engine.bulk_load(part, format=RdfFormat.N_QUADS)
                if self._patient:
                    _put_off_merging()
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self._path}: a quad is no RDF ({error}); "
                "delete builds/ and manifest.json in the output folder, and build again"
            ) from error

    def finish(self) -> None:
        """Bring the files into the order in which they are read."""
        with self._told():
            self._engine.optimize()
            self._engine.flush()

    def close(self) -> None:
        """Let go of the files; nothing can be added any more."""
        del self._engine

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in our words that the engine cannot write, with the way out."""
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self._path}: the store cannot be written ({error}); free space or mend rights"
            ) from error


def create(path: Path, quads: Iterable[Quad], resolved: Iterable[Quad]) -> None:
    """Build a store in the new folder `path`: `quads` as named graphs, `resolved` as the default graph.

    Raise StoreError as `Filling` does, and where the folder holds something already.
    """
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path}: is not empty; build the store in a new folder")
    filling = Filling(path)
    filling.add(quad.line().encode() for quad in quads)
    filling.add(line(quad[:3]) for quad in resolved)
    filling.finish()


def line(triple: Triple) -> bytes:
    """Write a triple of the default graph as a line."""
    subject, predicate, object_ = triple
    return f"{subject} {predicate} {object_} .\n".encode()


def _put_off_merging() -> None:
    """Let the engine's threads that merge files have only what is idle; they cannot be called back.

    Where the system knows no such threads, they go on as ever.
    """
    if sys.platform == "linux":
        for thread in Path("/proc/self/task").glob("*"):
            with suppress(OSError):
                if (thread / "comm").read_text().startswith("rocksdb:low"):
                    os.sched_setscheduler(int(thread.name), os.SCHED_IDLE, os.sched_param(0))


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines into parts of about `_PART` bytes."""
    held = io.BytesIO()
    for line in lines:
        if held.tell() >= _PART:
            yield held.getvalue()
            held = io.BytesIO()
        held.write(line)
    yield held.getvalue()


def _ahead(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Make the next part while one is loaded: the engine works without Python's lock."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, parts, b"")
        while part := coming.result():
            coming = maker.submit(next, parts, b"")
            yield part
