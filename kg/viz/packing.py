"""Places of nodes → the same, spread so that nothing overlaps, and parts packed side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Places = NDArray[np.float64]
Cell = tuple[int, int]

_GAP = 13.0
_CELL = 46.0
_WIDTH = 0.95
"""The picture is about as wide as high, as the canvas beside its panels is."""


def spread(places: Places, radii: Sequence[float]) -> Places:
    """Push nodes apart, pair by pair, until each has `_GAP` around its disc."""
    places, sizes = places.copy(), np.asarray(radii)
    reach = 2 * sizes.max() + _GAP
    for _ in range(80):
        pairs = cKDTree(places).query_pairs(reach, output_type="ndarray")
        pairs = pairs[np.lexsort(pairs.T[::-1])]
        delta = places[pairs[:, 1]] - places[pairs[:, 0]]
        apart = np.sqrt((delta**2).sum(1))
        missing = sizes[pairs[:, 0]] + sizes[pairs[:, 1]] + _GAP - apart
        close = missing > 0.1
        if not close.any():
            break
        push = delta[close] * (missing[close] / 2 / np.maximum(apart[close], 1e-6))[:, None] * 0.9
        np.subtract.at(places, pairs[close, 0], push)
        np.add.at(places, pairs[close, 1], push)
    return places


def pack(parts: Sequence[Places]) -> list[Places]:
    """Set the parts, largest first, each as near to the middle as it fits."""
    taken: set[Cell] = set()
    placed = []
    for part in parts:
        centred = part - (part.min(0) + part.max(0)) / 2
        cells = _cells(centred)
        dx, dy = next(
            step for step in _spiral() if not any((x + step[0], y + step[1]) in taken for x, y in cells)
        )
        taken |= {(x + dx, y + dy) for x, y in cells}
        placed.append(centred + np.array([dx * _CELL, dy * _CELL]))
    return placed


def _cells(places: Places) -> list[Cell]:
    """List the cells of the grid that a part covers, with one cell of margin around each node."""
    found = {
        (int(x) + right, int(y) + down)
        for x, y in np.floor(places / _CELL)
        for right in (-1, 0, 1)
        for down in (-1, 0, 1)
    }
    return sorted(found)


def _spiral() -> Iterator[Cell]:
    """Walk the grid outward, over ellipses as wide as the picture is meant to be."""
    for radius in count():
        yield from _ring(radius)


@cache
def _ring(radius: int) -> tuple[Cell, ...]:
    angles = [2 * math.pi * step / (6 * radius) for step in range(6 * radius)] or [0.0]
    around = [(round(radius * _WIDTH * math.cos(angle)), round(radius * math.sin(angle))) for angle in angles]
    return tuple(dict.fromkeys(around))
