"""The instances of a long text → stretches of them, each with all that the pair head reads for its pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.extraction.nodes import Indices, Nodes


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pairs `pairs` of a text: `instances` and `words` of it, and `nodes`, which counts these alone."""

    pairs: slice
    instances: Indices
    words: Indices
    nodes: Nodes


def excerpts(nodes: Nodes, words: int, most: int) -> Iterator[Excerpt]:
    """Cut a text of `words` words into excerpts of `most` pairs; a short one is its only excerpt."""
    count = len(nodes.pairs)
    if count <= most:
        yield Excerpt(slice(0, count), np.arange(len(nodes.node)), np.arange(words), nodes)
        return
    covered = np.zeros(len(nodes.node), dtype=np.bool_)
    for start in range(0, count, most):
        part = _excerpt(nodes, slice(start, start + most), np.unique(nodes.pairs[start : start + most]))
        covered[part.instances] = True
        yield part
    if not covered.all():
        # Numbers of a table may be paired with nothing, and yet are figures.
        yield _excerpt(nodes, slice(count, count), np.flatnonzero(~covered))


def _excerpt(nodes: Nodes, pairs: slice, ends: Indices) -> Excerpt:
    """Take all instances of each node that an end is of: it is read by their mean."""
    named = np.unique(nodes.node[ends])
    instances = np.flatnonzero(np.isin(nodes.node, named))
    spans, between = nodes.spans[instances], nodes.between[pairs]
    words = _touched(spans, between)
    its = Nodes(
        spans=np.searchsorted(words, spans),
        types=nodes.types[instances],
        flags=nodes.flags[instances],
        node=np.searchsorted(named, nodes.node[instances]),
        pairs=np.searchsorted(instances, nodes.pairs[pairs]),
        between=np.searchsorted(words, between),
        distances=nodes.distances[pairs],
    )
    return Excerpt(pairs, instances, words, its)


def _touched(spans: Indices, between: Indices) -> Indices:
    """List the words of instances, an empty one by the word where it stands, and the words between."""
    starts = np.concatenate([spans[:, 0], between[:, 0]])
    ends = np.concatenate([np.maximum(spans[:, 1], spans[:, 0] + 1), between[:, 1]])
    depth = np.zeros(int(ends.max()) + 1, dtype=np.int64)
    np.add.at(depth, starts, 1)
    np.add.at(depth, ends, -1)
    return np.flatnonzero(depth.cumsum() > 0)
