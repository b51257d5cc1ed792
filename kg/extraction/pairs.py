"""Scores of pairs of instances → scores of pairs of owners: entities, quantities and the paper itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.extraction.labels import KINDS, LINKS
from kg.extraction.nodes import Nodes
from kg.model import PAPER, Mention, Quantity, Ref, Span

Scores = NDArray[np.float32]
Indices = NDArray[np.int64]
Pair = tuple[int, int]
MENTION_SIGNS = 3
"""Numbers that speak for a mention."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links between owners (entities from 0, then quantities, then the paper).

    `rows` numbers the pairs of owners, in ascending order. `scores` `[rows, LINKS]` are log odds, `best`
    `[rows, LINKS, 2]` the two instances that score best, `spans` those of the mentions among the instances.
    `plain` are the links whose wording is plain enough for a rule.
    """

    rows: dict[Pair, int] = field(default_factory=dict)
    scores: Scores = field(default_factory=lambda: np.zeros((0, len(LINKS)), dtype=np.float32))
    best: Indices = field(default_factory=lambda: np.zeros((0, len(LINKS), 2), dtype=np.int64))
    spans: tuple[Span, ...] = ()
    plain: frozenset[tuple[Pair, int]] = frozenset()

    def between(self, pair: Pair, link: int) -> Span:
        """Give what stands between the first thing of a pair and the second, if they come in this order."""
        first, second = self.best[self.rows[pair], link].tolist()
        ends = [self.spans[end] for end in (first, second) if end < len(self.spans)]
        return Span(ends[0].end, ends[1].start) if len(ends) > 1 else Span(0, 0)

    def evidence(self, pair: Pair, link: int) -> tuple[Span, ...]:
        """Give the spans behind a link, in text order: one where the other end is the paper."""
        best = self.best[self.rows[pair], link].tolist()
        return tuple(sorted(self.spans[end] for end in best if end < len(self.spans)))


@dataclass(frozen=True, slots=True)
class Measured:
    """One text scored, nothing claimed yet: raw confidences of mentions.

    `kinds` is `[quantities, KINDS]`; `signs` `[mentions, MENTION_SIGNS]` are what speaks for each mention;
    `entities` how many there are: they are the first owners.
    """

    text: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    links: Links = field(default_factory=Links)
    kinds: Scores = field(default_factory=lambda: np.zeros((0, len(KINDS)), dtype=np.float32))
    signs: Scores = field(default_factory=lambda: np.zeros((0, MENTION_SIGNS), dtype=np.float32))

    entities: int = field(init=False)

    def __post_init__(self) -> None:
        """Count the entities once: a book is asked for them at every figure."""
        last = max((mention.entity for mention in self.mentions), default=0)
        object.__setattr__(self, "entities", last)

    @property
    def paper(self) -> int:
        """The paper's number among the owners."""
        return self.entities + len(self.quantities)

    def ref(self, owner: int) -> Ref:
        """Refer to an entity or the paper by its number among the owners."""
        return PAPER if owner == self.paper else str(owner + 1)


def to_links(mentions: Sequence[Mention], nodes: Nodes, scores: Scores, hints: Scores) -> Links:
    """Gather `[pairs, LINKS]` scores and hints into the links of owners: soft maximum over their pairs."""
    ends = _owners(mentions, nodes)[nodes.pairs]
    apart = np.flatnonzero(ends[:, 0] != ends[:, 1])
    order = apart[np.lexsort((ends[apart, 1], ends[apart, 0]))]
    starts = np.flatnonzero(np.diff(ends[order], axis=0, prepend=-1).any(axis=1))
    if not len(starts):
        return Links()
    return Links(
        rows={(a, b): row for row, (a, b) in enumerate(ends[order[starts]].tolist())},
        scores=np.logaddexp.reduceat(scores[order], starts, axis=0),
        best=nodes.pairs[order[_best(scores[order], starts)]],
        spans=tuple(mention.span for mention in mentions),
        plain=frozenset(((a, b), link) for (a, b), link in _hinted(ends, hints)),
    )


def _best(scores: Scores, starts: Indices) -> Indices:
    """Find the place of each group's first maximum, `[groups, LINKS]`; groups begin at `starts`."""
    sizes = np.diff(starts, append=len(scores))
    highest = np.repeat(np.maximum.reduceat(scores, starts, axis=0), sizes, axis=0)
    places = np.where(scores == highest, np.arange(len(scores))[:, None], len(scores))
    first: Indices = np.minimum.reduceat(places, starts, axis=0)
    return first


def _hinted(ends: Indices, hints: Scores) -> Iterator[tuple[list[int], int]]:
    pairs, links = np.nonzero(hints)
    return zip(ends[pairs].tolist(), links.tolist(), strict=True)


def _owners(mentions: Sequence[Mention], nodes: Nodes) -> Indices:
    """The owner of each instance: its entity less 1, then quantities in order, the paper last."""
    named = np.array([mention.entity - 1 for mention in mentions], dtype=np.int64)
    groups = len(np.unique(nodes.node[: len(mentions)]))
    return np.concatenate([named, nodes.node[len(mentions) :] - groups + named.max(initial=-1) + 1])
