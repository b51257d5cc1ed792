"""A graph → groups of nodes that are tied to each other more than to others."""

from __future__ import annotations

import networkx as nx

from kg.analysis.importance import SEED
from kg.analysis.network import numbered


def communities(graph: nx.Graph) -> list[list[str]]:
    """Find groups by Louvain's method, edges weighted by papers; the largest first, members sorted."""
    plain = numbered(graph)
    found = nx.community.louvain_communities(plain, weight="papers", seed=SEED) if plain else []
    groups = [sorted(plain.nodes[node]["iri"] for node in group) for group in found]
    return sorted(groups, key=lambda group: (-len(group), group))
