"""Scores of pairs of instances → scores of pairs of owners: entities, quantities and the paper itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.extraction.labels import KINDS
from kg.extraction.nodes import Nodes
from kg.model import PAPER, Mention, Quantity, Ref, Span

Scores = NDArray[np.float32]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Links:
    """Links between owners (entities from 0, then quantities, then the paper).

    `scores` holds `[LINKS]` log odds for each pair of owners, `evidence` the spans behind each of them;
    `plain` are the links whose wording is plain enough for a rule.
    """

    scores: dict[Pair, Scores] = field(default_factory=dict)
    evidence: dict[Pair, list[tuple[Span, ...]]] = field(default_factory=dict)
    plain: frozenset[tuple[Pair, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Measured:
    """One text scored, nothing claimed yet: raw confidences of mentions, `kinds` `[quantities, KINDS]`."""

    text: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    links: Links = field(default_factory=Links)
    kinds: Scores = field(default_factory=lambda: np.zeros((0, len(KINDS)), dtype=np.float32))

    @property
    def entities(self) -> int:
        """How many entities there are; they are the first owners."""
        return max((mention.entity for mention in self.mentions), default=0)

    @property
    def paper(self) -> int:
        """The paper's number among the owners."""
        return self.entities + len(self.quantities)

    def ref(self, owner: int) -> Ref:
        """Refer to an entity or the paper by its number among the owners."""
        return PAPER if owner == self.paper else str(owner + 1)


def to_links(mentions: Sequence[Mention], nodes: Nodes, scores: Scores, hints: Scores) -> Links:
    """Gather `[pairs, LINKS]` scores and hints into the links of owners: soft maximum over their pairs."""
    owner = _owners(mentions, nodes)
    grouped: dict[Pair, list[int]] = defaultdict(list)
    for pair, (a, b) in enumerate(nodes.pairs.tolist()):
        if owner[a] != owner[b]:
            grouped[owner[a], owner[b]].append(pair)
    spans = [mention.span for mention in mentions]
    hinted = ((nodes.pairs[pair], int(link)) for pair, link in zip(*np.nonzero(hints), strict=True))
    return Links(
        {key: np.logaddexp.reduce(scores[pairs], axis=0) for key, pairs in grouped.items()},
        {key: _evidence(nodes, pairs, scores[pairs], spans) for key, pairs in grouped.items()},
        frozenset(((owner[a], owner[b]), link) for (a, b), link in hinted),
    )


def _owners(mentions: Sequence[Mention], nodes: Nodes) -> list[int]:
    """The owner of each instance: its entity less 1, then quantities in order, the paper last."""
    entities = max((mention.entity for mention in mentions), default=0)
    groups = len(set(nodes.node[: len(mentions)].tolist()))
    rest = [int(node) - groups + entities for node in nodes.node[len(mentions) :]]
    return [mention.entity - 1 for mention in mentions] + rest


def _evidence(
    nodes: Nodes, pairs: Sequence[int], scores: Scores, spans: Sequence[Span]
) -> list[tuple[Span, ...]]:
    """The spans of the best pair of instances for each link, in text order."""
    best = nodes.pairs[np.array(pairs)[scores.argmax(axis=0)]].tolist()
    return [tuple(sorted(spans[end] for end in ends if end < len(spans))) for ends in best]
