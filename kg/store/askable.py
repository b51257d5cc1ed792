"""What questions need of a store: to answer SPARQL, wherever it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Triple

from kg.store.answers import Answer, Term


class Askable(Protocol):
    """A store on disk, or an endpoint."""

    def query(self, sparql: str) -> Answer | bool | list[Triple]:
        """Ask: SELECT → Answer, ASK → bool, CONSTRUCT, DESCRIBE → triples."""

    def select(self, sparql: str) -> Answer:
        """Ask a SELECT query; raise QueryError for another form."""

    def stream(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """Ask a SELECT query for its rows, one by one."""
