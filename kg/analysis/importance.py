"""A graph → how important each node is, and which nodes the shortest ways between others pass."""

from __future__ import annotations

from typing import Final

import networkx as nx

from kg.analysis.network import numbered

SAMPLE: Final = 200
"""Nodes from which the shortest ways are drawn; all of a smaller graph,"""
EFFORT: Final = 2_000_000
"""and fewer where this many steps, each from a node or along an edge, do not reach for so many."""
SEED: Final = 1


def ranks(graph: nx.Graph) -> dict[str, float]:
    """Rank each node from 0 to 1: half by PageRank, half by degree, each against the highest."""
    if not graph:
        return {}
    importance = nx.pagerank(graph)
    degree = dict(graph.degree())
    top, most = max(importance.values()), max(degree.values()) or 1
    return {node: round((importance[node] / top + degree[node] / most) / 2, 6) for node in sorted(graph)}


def sampled(graph: nx.Graph) -> int:
    """Say from how many nodes the shortest ways are drawn."""
    size = len(graph) + graph.number_of_edges()
    return min(SAMPLE, len(graph), max(EFFORT // size, 1)) if size else 0


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Measure the share of shortest ways that pass each node; from a sample of nodes in a big graph."""
    plain = numbered(graph)
    sample = sampled(plain)
    found = nx.betweenness_centrality(plain, k=sample, seed=SEED) if sample else {}
    return {plain.nodes[node]["iri"]: round(share, 6) for node, share in found.items()}
