"""Mentions and quantities of one text → the arrays that the pair head reads.

An *instance* is one occurrence: a mention, a quantity, or the paper itself, which stands once at the head
of each sentence. A *node* is what instances share: an entity, a quantity, the paper. Every ordered pair of
instances is scored with the words that stand between them; a pair of nodes takes the best of its pairs of
instances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.pieces import Pieces
from kg.model import EntityType, Mention, Quantity, ResultKind, Span

TYPES = tuple(EntityType)
FIGURES = tuple(ResultKind)
QUANTITY, PAPER_NODE = len(TYPES), len(TYPES) + len(FIGURES)
"""Instance types: entity types first, then quantities by the kind that the rules found, then the paper."""
INSTANCE_TYPES = PAPER_NODE + 1
REACH = 100
"""Instances between two that are still compared: more than an abstract holds; a book costs no more a page."""
FLAGS = 8
"""In the title or not, times the entity's mentions: 1, 2, 3 to 4, more."""
_STEPS = np.array([1, 3, 6, 11, 21, 41])
DISTANCES = 4 * (len(_STEPS) + 1)
"""Buckets of words between two instances, times order, times same or other sentence."""

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Nodes:
    """All int64. Words are counted, ends exclusive.

    Per instance: `spans` `[N, 2]`, `types`, `flags`, `node`. Per pair: `pairs` `[P, 2]` (instances),
    `between` `[P, 2]` (words), `distances`.
    """

    spans: Indices
    types: Indices
    flags: Indices
    node: Indices
    pairs: Indices
    between: Indices
    distances: Indices

    @property
    def average(self) -> NDArray[np.float32]:
        """`[nodes, N]`, which takes the mean over a node's instances."""
        member = self.node[None, :] == np.arange(self.node.max(initial=-1) + 1)[:, None]
        average: NDArray[np.float32] = member.astype(np.float32)
        average /= np.maximum(average.sum(axis=1, keepdims=True), 1)
        return average

    @property
    def figures(self) -> NDArray[np.bool_]:
        """Which instances are quantities."""
        return (self.types >= QUANTITY) & (self.types < PAPER_NODE)


def to_nodes(
    pieces: Pieces, sentences: Sequence[Span], mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Nodes:
    """Lay out the instances: mentions first, quantities next, then the paper once a sentence.

    Node numbers: entities from 0 in the order of their first mention, then quantities, the paper last.
    """
    entities = {
        entity: index for index, entity in enumerate(dict.fromkeys(mention.entity for mention in mentions))
    }
    count = len(entities) + len(quantities)
    named = [mention.span for mention in mentions]
    spans = word_spans(pieces, [*named, *((quantity.start, quantity.end) for quantity in quantities)])
    heads = word_spans(pieces, sentences)[:, 0]
    types = [TYPES.index(mention.type) for mention in mentions]
    types += [QUANTITY + FIGURES.index(quantity.kind) for quantity in quantities]
    types += [PAPER_NODE] * len(heads)
    node = [entities[mention.entity] for mention in mentions]
    node += [*range(len(entities), count), *[count] * len(heads)]
    spans = np.concatenate([spans, np.stack([heads, heads], axis=1)])
    node_array = np.array(node, dtype=np.int64)
    sentence = np.searchsorted(heads, spans[:, 0], side="right") - 1
    pairs = _pairs(np.array(types, dtype=np.int64), spans[:, 0], sentence)
    between = _between(spans, pairs)
    return Nodes(
        spans=spans,
        types=np.array(types, dtype=np.int64),
        flags=_flags(node_array, sentence, len(mentions)),
        node=node_array,
        pairs=pairs,
        between=between,
        distances=_distances(spans, pairs, between, sentence),
    )


def word_spans(pieces: Pieces, spans: Sequence[tuple[int, int]]) -> Indices:
    """Find the words `[spans, 2]` that each `start, end` touches (at least one, where there is any)."""
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    first = np.searchsorted(pieces.words[:, 1], starts, side="right").clip(max=len(pieces.words) - 1)
    last = np.searchsorted(pieces.words[:, 0], ends, side="left")
    return np.stack([first, np.maximum(last, first + 1)], axis=1)


def _pairs(types: Indices, starts: Indices, sentence: Indices) -> Indices:
    """Ordered pairs worth a look: mentions and quantities with mentions, the paper within its sentence."""
    a, b = _near(starts)
    named, figure = types[b] < QUANTITY, (types >= QUANTITY) & (types < PAPER_NODE)
    near = (types[a] < QUANTITY) | (sentence[a] == sentence[b]) | (figure[a] & (types[b] < QUANTITY))
    other = a != b
    to_paper = figure[a] & (types[b] == PAPER_NODE) & (sentence[a] == sentence[b])
    keep = other & ((named & near) | to_paper)
    return np.stack([a[keep], b[keep]], axis=1)


def _near(starts: Indices) -> tuple[Indices, Indices]:
    """Every ordered pair of two instances of which at most `REACH` stand between, by instance number."""
    order = np.argsort(starts, kind="stable")
    count = len(order)
    left = np.repeat(np.arange(count), 2 * REACH + 1)
    right = left + np.tile(np.arange(-REACH, REACH + 1), count)
    inside = (right >= 0) & (right < count)
    a, b = order[left[inside]], order[right[inside]]
    sequence = np.lexsort((b, a))
    return a[sequence], b[sequence]


def _between(spans: Indices, pairs: Indices) -> Indices:
    """The words strictly between the two instances of each pair; empty where they touch or overlap."""
    first, second = spans[pairs[:, 0]], spans[pairs[:, 1]]
    forward = first[:, 0] <= second[:, 0]
    start = np.where(forward, first[:, 1], second[:, 1])
    end = np.where(forward, second[:, 0], first[:, 0])
    return np.stack([start, np.maximum(start, end)], axis=1)


def _distances(spans: Indices, pairs: Indices, between: Indices, sentence: Indices) -> Indices:
    steps = np.searchsorted(_STEPS, between[:, 1] - between[:, 0], side="right")
    forward = spans[pairs[:, 0], 0] < spans[pairs[:, 1], 0]
    same = sentence[pairs[:, 0]] == sentence[pairs[:, 1]]
    distances: Indices = (steps * 4 + forward * 2 + same).astype(np.int64)
    return distances


def _flags(node: Indices, sentence: Indices, mentions: int) -> Indices:
    """Number each entity's standing: whether the title names it, and how often the text does."""
    if not len(node):
        return np.zeros(0, dtype=np.int64)
    counts = np.bincount(node[:mentions], minlength=int(node.max()) + 1)
    titled = np.bincount(node[:mentions][sentence[:mentions] == 0], minlength=int(node.max()) + 1) > 0
    often = np.searchsorted([2, 3, 5], counts, side="right")
    flags: Indices = (often * 2 + titled)[node].astype(np.int64)
    return flags
