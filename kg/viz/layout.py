"""A graph → a place for each node, computed once, the same every time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

from kg.viz import packing

STEP = 74.0
"""Length of an edge between two nodes of degree one, in the picture's units (pixels at zoom 1)."""

_ROUNDS, _WORK = 120, 60_000
_SEED = 7
_ROOM = 0.8
Places = NDArray[np.float64]


class Place(NamedTuple):
    """Where a node stands, in whole units, y downward."""

    x: int
    y: int


def place(graph: nx.Graph, radii: Mapping[str, float]) -> dict[str, Place]:
    """Lay out each connected part by itself, keep discs of `radii` apart, pack the parts around the largest.

    Within a part, distances follow distances along edges (stress majorization, Gansner et al. 2004).
    """
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0])
    )
    shapes = [
        packing.spread(_stress(graph.subgraph(part), part), [radii[node] for node in part]) for part in parts
    ]
    placed = packing.pack(shapes)
    nodes = [node for part in parts for node in part]
    return {
        node: Place(round(x), round(y))
        for node, (x, y) in zip(nodes, np.concatenate(placed or [np.empty((0, 2))]), strict=True)
    }


def _stress(part: nx.Graph, nodes: Sequence[str]) -> Places:
    if len(nodes) == 1:
        return np.zeros((1, 2))
    goal = _distances(part, nodes)
    return _loosened(_majorize(_start(part, nodes, goal), goal))


def _distances(part: nx.Graph, nodes: Sequence[str]) -> Places:
    """Measure along edges; an edge is longer the more neighbours its ends must keep room for."""
    lengths = nx.Graph()
    for one, other in part.edges():
        crowd = part.degree(one) + part.degree(other)
        lengths.add_edge(one, other, weight=STEP * (0.55 + 0.2 * crowd**0.5))
    matrix = nx.to_scipy_sparse_array(lengths, nodelist=nodes, weight="weight")
    return np.asarray(shortest_path(matrix, directed=False))


def _start(part: nx.Graph, nodes: Sequence[str], goal: Places) -> Places:
    """Begin from the two main directions of the distances (classical scaling by power iteration)."""
    squared = goal**2
    centred = -(squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()) / 2
    generator = np.random.default_rng(_SEED)
    axes: list[Places] = []
    for _ in range(2):
        axis = generator.standard_normal(len(nodes))
        for _ in range(30):
            axis = (centred * axis).sum(1) - sum(
                (known * (known * axis).sum() for known in axes), np.zeros(len(nodes))
            )
            axis /= np.sqrt((axis**2).sum()) or 1.0
        axes.append(axis)
    spread = [axis * np.sqrt(abs((axis * (centred * axis).sum(1)).sum())) for axis in axes]
    return np.stack(spread, 1) + generator.standard_normal((len(nodes), 2)) * STEP / 50


def _loosened(places: Places) -> Places:
    """Widen a part that many short ways have drawn together, until it has room for each of its nodes."""
    area = 4 * np.pi * float(np.prod(places.std(0)))
    wanted = _ROOM * len(places) * STEP**2
    return places * max(1.0, math.sqrt(wanted / area)) if area > 1 else places


def _majorize(places: Places, goal: Places) -> Places:
    """Move every node to where its distances pull it, until all is still (no BLAS: the same on any cores)."""
    # The square is usual; the cube gives near pairs more weight, and so keeps each hub's leaves around it.
    weights = np.divide(1.0, goal**3, out=np.zeros_like(goal), where=goal > 0)
    total = weights.sum(1)
    for _ in range(min(_ROUNDS, max(30, _WORK // len(places)))):
        dx = places[:, 0][:, None] - places[:, 0]
        dy = places[:, 1][:, None] - places[:, 1]
        apart = np.sqrt(dx * dx + dy * dy)
        pull = weights * goal * np.divide(1.0, apart, out=np.zeros_like(apart), where=apart > 1e-9)
        moved = np.stack(
            [
                ((weights * places[:, axis]).sum(1) + (pull * delta).sum(1)) / total
                for axis, delta in ((0, dx), (1, dy))
            ],
            1,
        )
        if np.abs(moved - places).max() < 0.05:
            return moved
        places = moved
    return places
