"""The graph → what is drawn of it: one line for each subject, relation and object, and spokes from papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import networkx as nx

from kg.viz.contents import Statement


class Line(NamedTuple):
    """All statements with the same subject, predicate and object; a spoke has none."""

    subject: str
    predicate: str
    object: str
    statements: tuple[Statement, ...] = ()


SPOKE = "tells of"
CROWDED = 3
"""Lines a node from which on a picture shows those that stand out, and the others of what is chosen."""
FOREMOST = 2
"""Lines of each node that stand out in a crowded picture."""


def lines(graph: nx.MultiDiGraph) -> list[Line]:
    """Group the statements into lines, in order."""
    grouped: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for subject, object_, statement in graph.edges(data="statement"):
        grouped[subject, statement.predicate, object_].append(statement)
    return [Line(*key, tuple(sorted(grouped[key], key=_most_sure))) for key in sorted(grouped)]


def foremost(drawn: Sequence[Line]) -> set[int]:
    """Number the lines that stand out: all, or where they crowd those that most papers claim of each node."""
    stated = [number for number, line in enumerate(drawn) if line.statements]
    own: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(stated, key=lambda number: (_weight(drawn[number]), number)):
        for end in {drawn[number].subject, drawn[number].object}:
            own[end].append(number)
    quiet = set(stated) if len(stated) > CROWDED * len(own) else set()
    return set(range(len(drawn))) - quiet | {number for held in own.values() for number in held[:FOREMOST]}


def spokes(graph: nx.MultiDiGraph) -> list[Line]:
    """Tie each paper to the best-ranked thing of each group of its claims that it does not reach itself."""
    rank = dict(graph.nodes(data="rank"))
    papers: defaultdict[str, nx.Graph] = defaultdict(nx.Graph)
    for subject, object_, statement in graph.edges(data="statement"):
        if statement.paper in graph:
            papers[statement.paper].add_edge(subject, object_)
    for _, figures in graph.nodes(data="figures"):
        for figure in figures:
            if figure.paper in graph and figure.subject in graph:
                papers[figure.paper].add_node(figure.subject)
    for paper in sorted(papers):
        papers[paper].add_node(paper)
    return [
        Line(paper, SPOKE, min(part, key=lambda node: (-rank[node], node)))
        for paper, told in sorted(papers.items())
        for part in _parts(told)
        if paper not in part
    ]


def tied(graph: nx.MultiDiGraph, drawn: Sequence[Line]) -> nx.Graph:
    """Make the plain graph that the layout works on."""
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from((line.subject, line.object) for line in drawn if line.subject != line.object)
    return plain


def _parts(told: nx.Graph) -> Iterator[list[str]]:
    yield from sorted(sorted(part) for part in nx.connected_components(told))


def _weight(line: Line) -> tuple[int, float]:
    papers = {statement.paper for statement in line.statements}
    return -len(papers), -max((statement.confidence for statement in line.statements), default=0.0)


def _most_sure(statement: Statement) -> tuple[float, str]:
    return -statement.confidence, statement.iri
