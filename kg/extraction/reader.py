"""A text → its Extraction, by the trained network: encoder → mentions → entities → pairs → results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extraction import links, quantities
from kg.extraction.encoder import Encoder, load_session
from kg.extraction.entities import group
from kg.extraction.labels import KINDS
from kg.extraction.nodes import Nodes, to_nodes
from kg.extraction.spans import to_mentions
from kg.extraction.weights import SHIPPED, Calibration, Card, read_card
from kg.model import Extraction, Mention, Quantity, Span
from kg.text import sentences

Scores = NDArray[np.float32]
_NODE_INPUTS = ("spans", "types", "flags", "node", "average", "pairs", "between", "distances")


@dataclass(frozen=True, slots=True)
class Measured:
    """One text scored: mentions with raw confidences, links between owners, `kinds` `[quantities, KINDS]`."""

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    owned: links.Owned = field(default_factory=lambda: links.Owned({}, {}))
    kinds: Scores = field(default_factory=lambda: np.zeros((0, len(KINDS)), dtype=np.float32))


class Reader:
    """The loaded network; `read` may be called from one thread at a time."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.card = read_card(folder)
        self._encoder = Encoder(folder)
        self._pairs = load_session(folder / "pairs.onnx")

    def read(self, text: str) -> Extraction:
        """Extract all from one text; `document` is left empty."""
        return judged(self.measure(text), self.card)

    def measure(self, text: str) -> Measured:
        """Score everything in one text, and claim nothing yet."""
        spans, figures = sentences.split(text), quantities.find(text)
        if not spans:
            return Measured()
        encoded = self._encoder.encode(text)
        named = group(text, to_mentions(encoded.pieces, log_softmax(encoded.labels)))
        nodes = to_nodes(encoded.pieces, spans, named, figures)
        scores, kinds = self._score(encoded.hidden, nodes)
        mentions = links.merged(named, nodes, scores, self.card.thresholds["same"])
        return Measured(spans, mentions, figures, links.owned(mentions, nodes, scores), kinds)

    def _score(self, hidden: Scores, nodes: Nodes) -> tuple[Scores, Scores]:
        """Run the pair head: `[pairs, LINKS]`, and `[quantities, KINDS]`."""
        feed = {name: getattr(nodes, name) for name in _NODE_INPUTS} | {"words": hidden}
        scores, kinds = self._pairs.run(["links", "kinds"], feed)
        return scores, kinds[nodes.figures]


def judged(measured: Measured, card: Card) -> Extraction:
    """Claim what is sure enough, by the calibrations and thresholds of `card`."""
    mentions, quantities, owned = measured.mentions, measured.quantities, measured.owned
    judge = links.Judge(card.calibrations["links"], card.calibrations["figures"], card.thresholds)
    return Extraction(
        document="",
        sentences=measured.sentences,
        mentions=_sure(mentions, card.calibrations["mentions"]),
        quantities=quantities,
        relations=links.to_relations(mentions, quantities, owned, judge),
        results=links.to_results(mentions, quantities, owned, measured.kinds, judge),
    )


def _sure(mentions: Sequence[Mention], calibration: Calibration) -> tuple[Mention, ...]:
    """Turn raw confidences into calibrated ones of two decimals."""
    raw = np.array([mention.confidence for mention in mentions], dtype=np.float32).clip(1e-4, 1 - 1e-4)
    sure = calibration(np.log(raw / (1 - raw)))
    return tuple(
        replace(mention, confidence=round(float(value), 2))
        for mention, value in zip(mentions, sure, strict=True)
    )


def log_softmax(scores: Scores) -> Scores:
    """Scores → log probabilities along the last axis."""
    logs: Scores = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return logs
