"""An open store or the address of an endpoint → answers, questions as functions, a graph for rdflib."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Triple

from kg.errors import QueryError
from kg.store.answers import Answer, Term
from kg.store.claims import Told, about
from kg.store.embedded import Store
from kg.store.flat import every_claim
from kg.store.parameters import Given
from kg.store.questions import load, question
from kg.store.remote import Remote

if TYPE_CHECKING:
    import rdflib


class Asking(Protocol):
    """A question that is asked by a call; what it may be told are keyword arguments."""

    def __call__(self, **params: Given | None) -> Answer:
        """Ask it."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of the project, each a function: `questions.beats(system="Hunyuan-TurboS")`."""

    store: Store | Remote

    def __getattr__(self, name: str) -> Asking:
        try:
            found = question(name)
        except QueryError as error:
            raise AttributeError(str(error)) from None
        return partial(found.ask, self.store)

    def __dir__(self) -> list[str]:
        return list(load())

    def __iter__(self) -> Iterator[str]:
        return iter(load())


@dataclass(frozen=True, slots=True)
class OpenStore:
    """A graph that can be asked: `store` lies on disk or behind an endpoint."""

    store: Store | Remote

    def query(self, sparql: str) -> Answer | bool | list[Triple]:
        """Ask in SPARQL 1.1, our prefixes known: SELECT → Answer, ASK → bool, CONSTRUCT, DESCRIBE → triples.

        Raise QueryError where the query is at fault, StoreError where the store cannot be read or reached.
        """
        return self.store.query(sparql)

    def select(self, sparql: str) -> Answer:
        """Ask a SELECT query; raise QueryError for another form."""
        return self.store.select(sparql)

    def stream(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """Ask a SELECT query whose rows are too many to hold; an endpoint's are held all the same."""
        return self.store.stream(sparql)

    def ask(self, name: str, **params: Given | None) -> Answer:
        """Ask one of the project's questions by its name; raise QueryError as it does."""
        return question(name).ask(self.store, **params)

    def about(self, name: str) -> list[Told]:
        """Tell every claim in which the thing called `name` has a part, as `kg explain` does.

        Raise QueryError, with the nearest names, where nothing is called so.
        """
        return about(self.store, name)

    def claims(self) -> Iterator[Told]:
        """Tell every claim of the graph once, paper by paper."""
        return every_claim(self.store)

    @property
    def questions(self) -> Questions:
        """The project's questions as functions."""
        return Questions(self.store)

    def to_rdflib(self) -> rdflib.Graph:
        """Give the resolved view as an rdflib Graph for reading; nothing is copied."""
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        if isinstance(self.store, Remote):
            return rdflib.Graph(SPARQLStore(self.store.address, method="POST"))
        return rdflib.Graph(OxigraphStore(store=self.store.engine), identifier=DATASET_DEFAULT_GRAPH_ID)
