"""Lines of N-Quads, a part at a time → a new store on disk, which the engine loads in bulk."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import StoreError
from kg.model import Quad
from kg.rdf.triples import Triple

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BATCH: Final = 1000
_LONG: Final = 1 << 16
_PART: Final = 1 << 27
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
            for part in _parts(lines):
                self._engine.bulk_load(_file(part), format=RdfFormat.N_QUADS)

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


def _parts(lines: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """Cut lines into parts of about `_PART` bytes; each has to be read before the next."""
    stream = iter(lines)
    for first in stream:
        yield _part(chain([first], stream))


def _part(lines: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size >= _PART:
            return


def _file(lines: Iterable[bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Lines(lines), buffer_size=1 << 20)


def _joined(lines: Iterator[bytes]) -> bytes:
    """Take the next lines, but only one where it is long: a chunk of lines, most likely."""
    first = next(lines, b"")
    return first if len(first) > _LONG else first + b"".join(islice(lines, _BATCH))


class _Lines(io.RawIOBase):
    """Lines as a file that the engine's loader reads, so that no graph is ever whole in memory."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill `buffer` with what comes next; 0 at the end."""
        view = memoryview(buffer).cast("B")
        self._rest = self._rest or memoryview(_joined(self._lines))
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
