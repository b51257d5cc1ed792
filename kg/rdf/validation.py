"""Quads → a report on how they fit the shapes in `ontology/shapes.ttl` (SHACL, by pySHACL)."""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import GraphError
from kg.model import Quad
from kg.rdf.resolution import PAPER_GRAPHS
from kg.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SAMPLE: Final = 20
"""How many papers are validated, unless their texts are long. One abstract takes 0.3 seconds."""
MOST: Final = 30_000
"""Quads that a build has validated: twenty abstracts have a third of that, a full text up to half."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong: the thing, the property (empty where the shape is about the whole thing), and why."""

    focus: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the graph fits the shapes, and each place where it does not; `papers` were looked at."""

    conforms: bool
    violations: tuple[Violation, ...]
    papers: int


def validate(
    quads: Iterable[Quad], *, sample: int = SAMPLE, most: int | None = None, shapes: Path | None = None
) -> Report:
    """Validate the papers whose graphs' names hash lowest, at most `sample`, with the links.

    With `most`, only as many of them as have that many quads together, but one at least. The quads of one
    graph must stand together. `shapes` is a file of other shapes than the project's.
    """
    import pyshacl
    from rdflib import SH, Graph

    papers, others = _sampled(quads, sample, most)
    lines = (f"{subject} {predicate} {object_} .\n" for subject, predicate, object_, _ in (*others, *papers))
    data = _asked_often()().parse(data="".join(sorted(set(lines))), format="nt")
    rules = Graph().parse(shapes or ontology_path("shapes.ttl"), format="turtle")
    conforms, found, _ = pyshacl.validate(data, shacl_graph=rules, advanced=False, inference="none")
    if not isinstance(found, Graph):
        raise GraphError(f"shapes: {found}; mend the shapes")
    violations = {_violation(found, node) for node in found.subjects(SH.focusNode, unique=True)}
    return Report(bool(conforms), tuple(sorted(violations)), len({quad.graph for quad in papers}))


def drawn(graphs: Iterable[str], size: int) -> list[str]:
    """Name the graphs of the papers that `validate` takes as a sample: those whose names hash lowest."""
    return nsmallest(size, graphs, key=_digest)


@cache
def _asked_often() -> type[Graph]:
    """Make a class of graphs that parse each query once: pySHACL asks those of a shape thing by thing."""
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result

    class AskedOften(Graph):
        def query(self, query_object: str | Query, *given: Any, **named: Any) -> Result:
            if isinstance(query_object, str):
                prefixes = tuple(sorted((named.get("initNs") or dict(self.namespaces())).items()))
                query_object = prepared(query_object, prefixes)
            return super().query(query_object, *given, **named)

    @cache
    def prepared(query: str, prefixes: tuple[tuple[str, Any], ...]) -> Query:
        return prepareQuery(query, dict(prefixes))

    return AskedOften


def _sampled(quads: Iterable[Quad], size: int, most: int | None) -> tuple[list[Quad], list[Quad]]:
    """Take the quads of `size` papers, and all that stand in no paper's graph."""
    papers: list[tuple[str, list[Quad]]] = []
    others: list[Quad] = []
    for graph, group in groupby(quads, key=lambda quad: quad.graph):
        if not graph.startswith(PAPER_GRAPHS):
            others.extend(group)
            continue
        digest = _digest(graph)
        if len(papers) < size or digest < papers[-1][0]:
            insort(papers, (digest, list(group)))
            del papers[size:]
    found: list[Quad] = []
    for _, held in papers:
        if found and most is not None and len(found) + len(held) > most:
            break
        found += held
    return found, others


def _digest(graph: str) -> str:
    return hashlib.sha256(graph.encode()).hexdigest()


def _violation(found: Graph, node: Node) -> Violation:
    from rdflib import SH

    focus, path, value = (
        found.value(node, predicate) for predicate in (SH.focusNode, SH.resultPath, SH.value)
    )
    message = str(found.value(node, SH.resultMessage) or "")
    return Violation(str(focus), str(path or ""), message if value is None else f"{message}: {value}")
