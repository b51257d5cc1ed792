"""A store on disk, and SPARQL → what it answers; the engine is Oxigraph.

Named graphs hold what each paper says, the links and the edits; the default graph is the resolved view.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import QueryError, StoreError, UnansweredError
from kg.rdf.vocab import PREFIXES
from kg.store.answers import Answer, Term
from kg.store.syntax import check, explained

_MARK: Final = "CURRENT"
"""The file by which the engine knows a folder as its own."""

_BROKEN: Final = (OSError, RuntimeError)
"""What the engine raises where files are missing, damaged or cannot be written."""
_NO_SELECT: Final = "query: not a SELECT; write SELECT … WHERE { … }"


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


def is_readable(path: Path) -> bool:
    """Tell whether there is a store that opens."""
    try:
        open_store(path)
    except StoreError:
        return False
    return True


def open_store(path: Path) -> Store:
    """Open a store for reading; raise StoreError where there is none or it is damaged."""
    if not (path / _MARK).is_file():
        raise StoreError(f"{path}: no store in this folder; run kg build first")
    try:
        return Store(path, pyoxigraph.Store.read_only(str(path)))
    except _BROKEN as error:
        raise StoreError(f"{path}: the store is damaged ({error}); run kg build again") from error
