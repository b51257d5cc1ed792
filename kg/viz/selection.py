"""Ties between things and a rank for each → the best-ranked ones that hang together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analysis.ties import Ties


def choose(ties: Ties, rank: Mapping[str, float], limit: int) -> list[str]:
    """Keep the `limit` best-ranked nodes, none of them cut off from all that it was tied to; best first.

    A node that would stand alone among the kept makes room for the next best one that touches them.
    """
    # Numbers follow the order of names, so that the least name comes first among equals.
    ordered = sorted(range(len(ties.nodes)), key=lambda node: (-rank[ties.nodes[node]], node))
    kept = set(ordered[:limit])
    kept -= {node for node in kept if (near := ties.beside(node)) and kept.isdisjoint(near - {node})}
    for node in ordered[limit:]:
        if len(kept) >= limit:
            break
        if not kept.isdisjoint(ties.beside(node)):
            kept.add(node)
    return [ties.nodes[node] for node in ordered if node in kept]
