"""A graph → how important each node is, and which nodes the shortest ways between others pass."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
from scipy.sparse import diags_array

from kg.analysis.network import numbered

if TYPE_CHECKING:
    from kg.analysis.ties import Ties

SAMPLE: Final = 200
"""Nodes from which the shortest ways are drawn; all of a smaller graph,"""
EFFORT: Final = 2_000_000
"""and fewer where this many steps, each from a node or along an edge, do not reach for so many."""
LEAST: Final = 20
"""The ways from fewer nodes say nothing: then the ways within the core tell,"""
CORE: Final = 2_000
"""so many of the best ranked."""
SEED: Final = 1

DAMPING: Final = 0.85
TOLERANCE: Final = 1e-6
"""PageRank as networkx computes it, which is told nothing else."""


def ranks(ties: Ties) -> dict[str, float]:
    """Rank each node from 0 to 1: half by PageRank, half by degree, each against the highest."""
    if not ties.nodes:
        return {}
    importance = pagerank(ties)
    # A tie to itself has two ends at a node, as networkx counts them.
    degree = ties.matrix.sum(axis=1) + ties.matrix.diagonal()
    both = (importance / importance.max() + degree / (degree.max() or 1)) / 2
    return {node: round(rank, 6) for node, rank in zip(ties.nodes, both.tolist(), strict=True)}


def pagerank(ties: Ties) -> np.typing.NDArray[np.float64]:
    """Give each node's share of a walk along ties that now and then starts anew anywhere."""
    size = len(ties.nodes)
    degree = ties.matrix.sum(axis=1)
    alone = degree == 0
    steps = diags_array(1 / np.where(alone, 1, degree)) @ ties.matrix
    share, change = np.full(size, 1 / size), np.inf
    while change >= size * TOLERANCE:
        last = share
        share = DAMPING * (last @ steps + last[alone].sum() / size) + (1 - DAMPING) / size
        change = np.abs(share - last).sum()
    return share


def core(graph: nx.Graph, rank: Mapping[str, float]) -> nx.Graph:
    """Take of a graph that is too large to draw ways through what is ranked best, else the whole."""
    if sampled(graph) >= min(LEAST, len(graph)):
        return graph
    return graph.subgraph(nlargest(CORE, graph, key=lambda node: (rank[node], node)))


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
