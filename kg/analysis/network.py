"""A store → the networkx graph of what papers claim, one edge for each pair of things that a claim joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.store.formats import plain
from kg.store.wording import shortened

if TYPE_CHECKING:
    from kg.store import Store


def read(store: Store) -> nx.Graph:
    """Read the things that claims and figures join.

    Nodes are IRIs in sorted order, with `name` and `type` (`Model`, `Paper`); an edge's `papers` counts the
    papers that join its ends.
    """
    graph = nx.Graph()
    for iri, name, kind in rows(store, _THINGS):
        graph.add_node(iri, name=name, type=_kind(kind))
    for one, other, papers in rows(store, _TIES):
        if one in graph and other in graph and one != other:
            before = graph.edges[one, other]["papers"] if graph.has_edge(one, other) else 0
            graph.add_edge(one, other, papers=max(before, int(papers)))
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


def rows(store: Store, sparql: str) -> list[tuple[str, ...]]:
    """Ask for rows as plain text, empty where unbound, in sorted order."""
    found = store.select(sparql).rows
    return sorted(tuple("" if term is None else plain(term) for term in row) for row in found)


def _kind(class_iri: str) -> str:
    local = shortened(class_iri).rsplit(":", 1)[-1]
    return "Paper" if local == "ScholarlyArticle" else local


_THINGS: Final = """
SELECT ?thing (MIN(STR(?label)) AS ?name) (MIN(?class) AS ?type)
WHERE {
  VALUES (?class) {
    (kg:Model) (kg:Method) (kg:System) (kg:Dataset) (kg:Task) (kg:Metric) (kg:Hardware) (kg:Organization)
    (schema:ScholarlyArticle)
  }
  ?thing a ?class ; skos:prefLabel|dcterms:title ?label
}
GROUP BY ?thing"""

_TIES: Final = """
SELECT ?one ?other (COUNT(DISTINCT ?paper) AS ?papers)
WHERE {
  ?claim kg:subject ?left ; kg:object|kg:onDataset|mls:specifiedBy ?right ; kg:paper ?paper
  BIND(IF(STR(?left) < STR(?right), ?left, ?right) AS ?one)
  BIND(IF(STR(?left) < STR(?right), ?right, ?left) AS ?other)
}
GROUP BY ?one ?other"""
