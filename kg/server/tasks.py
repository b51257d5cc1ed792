"""What a worker can do with the store: each task takes the store, writes its answer, and says what it is."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import orjson
import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
)

from kg.errors import QueryError, UnansweredError
from kg.rdf.vocab import PREFIXES, RESOLVED_GRAPH
from kg.server.description import RDF_FORMATS
from kg.store import Store, edits, statistics, updates
from kg.store.answers import turtle
from kg.store.syntax import check, explained
from kg.store.versions import Versions

READABLE: Final = 5000
"""Triples up to which Turtle is sorted and its prefixes chosen; a longer one leaves as it comes."""

_ROWS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


class Out(Protocol):
    """Where an answer goes: its head first, then its bytes."""

    def head(self, **fields: str) -> None:
        """Say what will be written."""

    def write(self, chunk: bytes) -> int:
        """Take a part of the answer."""


class Missing(Exception):  # noqa: N818
    """What was asked for is not there, or not in a format that was asked for."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def answer(
    store: Store,
    out: Out,
    *,
    query: str,
    base: str,
    default: Sequence[str] | None,
    named: Sequence[str] | None,
    rows: str | None,
    graph: str | None,
) -> None:
    """Answer a SPARQL query in the format `rows` or `graph`, whichever its form gives."""
    check(query)
    found = asked(store, query, base=base, default=default, named=named)
    try:
        if isinstance(found, QuerySolutions | QueryBoolean):
            out.head(format=_wanted(rows, "a table"))
            found.serialize(out, format=_ROWS[str(rows)])  # type: ignore[arg-type]
        else:
            out.head(format=_wanted(graph, "a graph"))
            write_triples(found, out, str(graph))
    except RuntimeError as error:
        raise UnansweredError(f"query: {error}; mend the query") from None


def graph(store: Store, out: Out, *, name: str | None, format: str) -> None:
    """Write a named graph, or the default graph where `name` is None."""
    place = DefaultGraph() if name is None else _node(name)
    if isinstance(place, NamedNode) and not store.engine.contains_named_graph(place):
        raise Missing(404, f"{name}: no such graph; SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists them")
    out.head(format=format)
    quads = store.engine.quads_for_pattern(None, None, None, place)
    write_triples((quad.triple for quad in quads), out, format)


def health(store: Store, out: Out) -> None:
    """Ask the store whether it holds anything."""
    out.head(format="json")
    out.write(orjson.dumps({"status": "ok", "triples": bool(store.query("ASK { ?s ?p ?o }"))}))


def update(
    _: Store,
    out: Out,
    *,
    text: str,
    base: str,
    using: Sequence[str],
    named: Sequence[str],
    keeper: str,
    folder: str,
    built: str,
) -> None:
    """Apply a SPARQL Update to what `folder` keeps: `versions` of a store, or the `edits` of a build."""
    updates.check(text)
    text = updates.over(text, using, named)
    if keeper == "versions":
        with Versions(Path(folder)).changed() as engine:
            updates.run(engine, text, base=base)
    else:
        updates.check_edits(text)
        edits.change(
            Path(built), Path(folder) / edits.FILE, lambda engine: updates.run(engine, text, base=base)
        )
    out.head(format="json")


def counts(store: Store, out: Out) -> None:
    """Count what the graph holds, as JSON."""
    held = statistics.count(store)
    write_json(out, {"triples": held.triples, "classes": held.classes, "predicates": held.predicates})


def asked(
    store: Store, query: str, *, base: str, default: Sequence[str] | None, named: Sequence[str] | None
) -> QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples:
    """Let the engine evaluate a query over a dataset (None: the store's own); raise QueryError."""
    # What is left out of the dataset must stay out: None would mean all of the store.
    dataset: dict[str, Any] = {}
    if default is not None and named is not None:
        dataset["default_graph"] = [_graph(each) for each in default]
        dataset["named_graphs"] = [_node(each) for each in named]
    try:
        return store.engine.query(query, base_iri=base, prefixes=PREFIXES, **dataset)
    except SyntaxError as error:
        raise QueryError(explained(query, str(error))) from None
    except RuntimeError as error:
        raise UnansweredError(f"query: {error}; mend the query") from None


def _graph(name: str) -> NamedNode | DefaultGraph:
    return DefaultGraph() if f"<{name}>" == RESOLVED_GRAPH else _node(name)


def _node(name: str) -> NamedNode:
    try:
        return NamedNode(name)
    except ValueError as error:
        raise QueryError(f"graph {name}: no IRI ({error}); write an absolute IRI") from None


def _wanted(format: str | None, what: str) -> str:
    if format is None:
        raise Missing(406, f"the query gives {what}, and none of the accepted formats holds one")
    return format


def write_json(out: Out, answer: object) -> None:
    """Write an answer that is plain data or made of data classes."""
    out.head(format="json")
    out.write(orjson.dumps(answer))


def write_triples(triples: Iterator[Triple], out: Out, format: str) -> None:
    """Write triples; a short Turtle is sorted and names only the prefixes that occur."""
    if format == "ttl":
        first = list(itertools.islice(triples, READABLE + 1))
        if len(first) <= READABLE:
            out.write(turtle(first).encode())
            return
        triples = itertools.chain(first, triples)
    prefixes = PREFIXES if format in ("ttl", "trig", "rdf", "jsonld") else None
    pyoxigraph.serialize(triples, out, format=RDF_FORMATS[format], prefixes=prefixes)  # type: ignore[arg-type]


TASKS: Final[dict[str, Callable[..., None]]] = {
    "counts": counts,
    "graph": graph,
    "health": health,
    "query": answer,
    "update": update,
}
