"""Lines of N-Quads, a part at a time → a new store on disk, which the engine loads in bulk."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
    """A store in the new folder `path` that is being filled; nothing reads it until it is finished.

    Raise StoreError where the folder holds something already, what is added is no RDF, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        if path.exists() and any(path.iterdir()):
            raise StoreError(f"{path}: is not empty; build the store in a new folder")
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self._told():
            self._engine = pyoxigraph.Store(str(path))

    def add(self, lines: Iterable[bytes]) -> None:
        """Take chunks of whole lines; a line without a graph goes to the default graph."""
        with self._told():
            for part in _ahead(_parts(lines)):
                self._engine.bulk_load(part, format=RdfFormat.N_QUADS)

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
        """Say what the engine raises in our words, with the way out."""
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self._path}: a quad is no RDF ({error}); run kg validate to find it"
            ) from error
        except OSError as error:
            raise StoreError(
                f"{self._path}: the store cannot be written ({error}); free space or mend rights"
            ) from error


def create(path: Path, quads: Iterable[Quad], resolved: Iterable[Quad]) -> None:
    """Build a store in the new folder `path`: `quads` as named graphs, `resolved` as the default graph.

    Raise StoreError as `Filling` does.
    """
    filling = Filling(path)
    filling.add(quad.line().encode() for quad in quads)
    filling.add(line(quad[:3]) for quad in resolved)
    filling.finish()


def line(triple: Triple) -> bytes:
    """Write a triple of the default graph as a line."""
    subject, predicate, object_ = triple
    return f"{subject} {predicate} {object_} .\n".encode()


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
