"""Quads → a store on disk, and SPARQL → what the store answers; the engine is Oxigraph.

Named graphs hold what each paper says, the links and the edits; the default graph is the resolved view.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat

from kg.errors import QueryError, StoreError, UnansweredError
from kg.model import Quad
from kg.rdf.triples import Triple
from kg.rdf.vocab import PREFIXES
from kg.store.answers import Answer, Term
from kg.store.syntax import check, explained

if TYPE_CHECKING:
    from typing_extensions import Buffer

_MARK: Final = "CURRENT"
"""The file by which the engine knows a folder as its own."""

_BROKEN: Final = (OSError, RuntimeError)
"""What the engine raises where files are missing, damaged or cannot be written."""
_NO_SELECT: Final = "query: not a SELECT; write SELECT … WHERE { … }"
_BATCH: Final = 1000
_LONG: Final = 1 << 16
_PART: Final = 1 << 27
"""Bytes loaded at a time: the engine holds a load in memory, at one and a half times its size."""


@dataclass(frozen=True, slots=True)
class Store:
    """A graph that can be asked; `place` is the folder it was opened from."""

    place: Path
    engine: pyoxigraph.Store = field(repr=False, compare=False)

    def query(self, sparql: str) -> Answer | bool | list[pyoxigraph.Triple]:
        """Ask in SPARQL 1.1, our prefixes known: SELECT → Answer, ASK → bool, CONSTRUCT, DESCRIBE → triples.

        Raise QueryError, with the line at fault, for what cannot be parsed, leaves the machine or is too big.
        """
        check(sparql)
        with self._mended(sparql):
            found = self.engine.query(sparql, prefixes=PREFIXES)
            if isinstance(found, QuerySolutions):
                columns = tuple(variable.value for variable in found.variables)
                return Answer(columns, tuple(tuple(solution) for solution in found))
            return bool(found) if isinstance(found, QueryBoolean) else list(found)

    def select(self, sparql: str) -> Answer:
        """Ask a SELECT query; raise QueryError for another form."""
        found = self.query(sparql)
        if not isinstance(found, Answer):
            raise QueryError(_NO_SELECT)
        return found

    def stream(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """Ask a SELECT query whose rows are too many to hold: each is found when it is asked for.

        Raise as `select` does, once the first row is asked for.
        """
        check(sparql)
        with self._mended(sparql):
            found = self.engine.query(sparql, prefixes=PREFIXES)
            if not isinstance(found, QuerySolutions):
                raise QueryError(_NO_SELECT)
            yield from map(tuple, found)

    @contextmanager
    def _mended(self, sparql: str) -> Iterator[None]:
        """Say what the engine raises in our words, with the way out."""
        try:
            yield
        except SyntaxError as error:
            raise QueryError(explained(sparql, str(error))) from None
        except RuntimeError as error:
            raise UnansweredError(f"query: {error}; mend the query") from None
        except OSError as error:
            raise StoreError(
                f"{self.place}: the store cannot be read ({error}); run kg build again"
            ) from error


def create(path: Path, quads: Iterable[Quad], resolved: Iterable[Quad]) -> None:
    """Build a store in the new folder `path`: `quads` as named graphs, `resolved` as the default graph.

    Raise StoreError where the folder holds something already, or a quad is no RDF.
    """
    fill(path, (quad.line().encode() for quad in quads), (quad[:3] for quad in resolved))


def fill(path: Path, lines: Iterable[bytes], resolved: Iterable[Triple]) -> None:
    """Build a store as `create` does, from chunks of N-Quads that need no parsing here.

    `resolved` may give a triple more than once.
    """
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path}: is not empty; build the store in a new folder")
    path.mkdir(parents=True, exist_ok=True)
    try:
        engine = pyoxigraph.Store(str(path))
        for part in _parts(lines):
            engine.bulk_load(_file(part), format=RdfFormat.N_QUADS)
        for part in _parts(map(_triple, resolved)):
            engine.bulk_load(_file(part), format=RdfFormat.N_TRIPLES)
        engine.optimize()
        engine.flush()
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: a quad is no RDF ({error}); run kg validate to find it") from error
    except OSError as error:
        raise StoreError(
            f"{path}: the store cannot be written ({error}); free space or mend rights"
        ) from error


def open_store(path: Path) -> Store:
    """Open a store for reading; raise StoreError where there is none or it is damaged."""
    if not (path / _MARK).is_file():
        raise StoreError(f"{path}: no store in this folder; run kg build first")
    try:
        return Store(path, pyoxigraph.Store.read_only(str(path)))
    except _BROKEN as error:
        raise StoreError(f"{path}: the store is damaged ({error}); run kg build again") from error


def _triple(triple: Triple) -> bytes:
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
