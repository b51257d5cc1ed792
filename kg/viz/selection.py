"""Ties between things and a rank for each → the best-ranked ones that hang together."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx


def choose(graph: nx.Graph, rank: Mapping[str, float], limit: int) -> list[str]:
    """Keep the `limit` best-ranked nodes, none of them cut off from all that it was tied to; best first.

    A node that would stand alone among the kept makes room for the next best one that touches them.
    """
    ordered = sorted(graph, key=lambda node: (-rank[node], node))
    kept = set(ordered[:limit])
    kept -= {node for node in kept if graph.degree(node) and kept.isdisjoint(set(graph[node]) - {node})}
    for node in ordered[limit:]:
        if len(kept) >= limit:
            break
        if not kept.isdisjoint(graph[node]):
            kept.add(node)
    return [node for node in ordered if node in kept]
