"""Pairs of things, as they come → which is tied to which, in a matrix: little memory for a large graph."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """`nodes` are IRIs in sorted order; `matrix` is symmetric, with 1 where two of them are tied.

    A thing may be tied to itself.
    """

    nodes: tuple[str, ...]
    matrix: csr_array

    def beside(self, node: int) -> set[int]:
        """Give the numbers of what a node is tied to."""
        start, end = self.matrix.indptr[node : node + 2]
        return set(self.matrix.indices[start:end].tolist())


def gathered(pairs: Iterable[tuple[str, str]], nodes: Iterable[str] = ()) -> Ties:
    """Tie the two of each pair, which may come more than once; `nodes` are there whether tied or not."""
    numbers: dict[str, int] = {}
    for node in nodes:
        numbers.setdefault(node, len(numbers))
    ends = array("q")
    for pair in pairs:
        ends.extend(numbers.setdefault(end, len(numbers)) for end in pair)
    ordered = sorted(numbers)
    place = np.empty(len(ordered), dtype=np.int64)
    place[[numbers[node] for node in ordered]] = np.arange(len(ordered))
    return Ties(tuple(ordered), _matrix(place[np.array(ends, dtype=np.int64)], len(ordered)))


def _matrix(ends: np.typing.NDArray[np.int64], size: int) -> csr_array:
    one, other = ends[0::2], ends[1::2]
    places = np.concatenate((one, other)), np.concatenate((other, one))
    matrix = coo_array((np.ones(len(ends)), places), shape=(size, size)).tocsr()
    matrix.data[:] = 1
    return matrix
