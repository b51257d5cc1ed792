"""A store → the networkx graph of what papers claim, one edge for each pair of things that a claim joins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.store import wording
from kg.store.formats import plain

if TYPE_CHECKING:
    from kg.store.askable import Askable


def read(store: Askable) -> nx.Graph:
    """Read the things that claims and figures join.

    Nodes are IRIs in sorted order, with `name` and `type` (`Model`, `Paper`); an edge's `papers` counts the
    papers that join its ends.
    """
    graph = nx.Graph()
    names = pairs(store, _NAMES)
    for iri, kind in pairs(store, _CLASSES).items():
        if iri in names:
            graph.add_node(iri, name=names[iri], type=wording.kind(kind))
    papers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for left, right, paper in rows(store, _TIES):
        papers[min(left, right), max(left, right)].add(paper)
    for (one, other), told in papers.items():
        if one in graph and other in graph and one != other:
            graph.add_edge(one, other, papers=len(told))
    graph.remove_nodes_from([node for node, degree in list(graph.degree()) if not degree])
    return graph


def numbered(graph: nx.Graph) -> nx.Graph:
    """Number the nodes in sorted order (`iri` holds the name), and sort the edges.

    The algorithms of networkx break ties by the order of nodes and edges, which must not be that of a set.
    """
    number = {node: place for place, node in enumerate(sorted(graph))}
    found = nx.Graph()
    found.add_nodes_from((place, {"iri": node}) for node, place in number.items())
    ends = ((*sorted((number[one], number[other])), data) for one, other, data in graph.edges(data=True))
    found.add_edges_from(sorted(ends, key=lambda edge: edge[:2]))
    return found


def rows(store: Askable, sparql: str) -> list[tuple[str, ...]]:
    """Ask for rows as plain text, empty where unbound, in sorted order."""
    found = store.stream(sparql)
    return sorted(tuple("" if term is None else plain(term) for term in row) for row in found)


def pairs(store: Askable, sparql: str) -> dict[str, str]:
    """Ask for rows of two, and give the least second to each first."""
    return {row[0]: row[1] for row in reversed(rows(store, sparql))}


# Each scans one index or two: joined in one query, labels and classes take the engine ten times as long.
_CLASSES: Final = """
SELECT ?thing ?class
WHERE {
  VALUES ?class {
    kg:Model kg:Method kg:System kg:Dataset kg:Task kg:Metric kg:Hardware kg:Organization
    schema:ScholarlyArticle
  }
  ?thing a ?class
}"""

_NAMES: Final = """
SELECT ?thing ?name WHERE { { ?thing skos:prefLabel ?name } UNION { ?thing dcterms:title ?name } }"""

_TIES: Final = """
SELECT ?left ?right ?paper
WHERE {
  { ?claim kg:subject ?left ; kg:object ?right ; kg:paper ?paper }
  UNION { ?claim kg:subject ?left ; kg:onDataset ?right ; kg:paper ?paper }
  UNION { ?claim kg:subject ?left ; mls:specifiedBy ?right ; kg:paper ?paper }
}"""
