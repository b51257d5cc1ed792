"""A text → its Extraction, by the trained network: encoder → mentions → entities → pairs → results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extraction import macros, quantities
from kg.extraction.edges import mended
from kg.extraction.encoder import Encoder, load_session
from kg.extraction.entities import group, merged
from kg.extraction.hints import to_hints
from kg.extraction.mentions import to_mentions
from kg.extraction.nodes import Nodes, to_nodes
from kg.extraction.pairs import Measured, to_links
from kg.extraction.relations import to_relations
from kg.extraction.results import to_results
from kg.extraction.weights import SHIPPED, Card, read_card
from kg.model import Extraction, Mention
from kg.text import sentences

Scores = NDArray[np.float32]
_INSTANCE_INPUTS = ("spans", "types", "flags", "node", "average")
_PAIR_INPUTS = ("pairs", "between", "distances")
PAIRS = 16_384
"""Pairs a run: an abstract has hundreds, and memory stays flat over a book."""


class Reader:
    """The loaded network; `read` may be called from one thread at a time."""

    def __init__(self, folder: Path = SHIPPED, card: Card | None = None) -> None:
        self.card = card or read_card(folder)
        self._encoder = Encoder(folder)
        self._pairs = load_session(folder / "pairs.onnx")

    def read(self, text: str) -> Extraction:
        """Extract all from one text; `document` is left empty."""
        return judged(self.measure(text), self.card)

    def measure(self, text: str) -> Measured:
        """Score everything in one text, and claim nothing yet."""
        spans, figures = sentences.split(text), quantities.find(text)
        encoded = self._encoder.encode(text)
        if not spans or not len(encoded.pieces.words):
            return Measured(text, spans)
        found = _sure(mended(text, to_mentions(encoded.pieces, log_softmax(encoded.labels))), self.card)
        found = sorted([*found, *macros.find(text, found)], key=lambda mention: mention.start)
        named = group(text, found)
        nodes = to_nodes(encoded.pieces, spans, named, figures)
        hints = to_hints(text, spans, named, figures, nodes)
        scores, kinds = self._score(encoded.hidden, nodes, hints)
        mentions = merged(named, nodes, scores, self.card.thresholds["same"])
        return Measured(text, spans, mentions, figures, to_links(mentions, nodes, scores, hints), kinds)

    def _score(self, hidden: Scores, nodes: Nodes, hints: Scores) -> tuple[Scores, Scores]:
        """Run the pair head: `[pairs, LINKS]`, and `[quantities, KINDS]`."""
        feed = {name: getattr(nodes, name) for name in _INSTANCE_INPUTS} | {"words": hidden}
        pairs = {name: getattr(nodes, name) for name in _PAIR_INPUTS} | {"hints": hints}
        runs = [
            self._pairs.run(
                ["links", "kinds"], feed | {name: pairs[name][start : start + PAIRS] for name in pairs}
            )
            for start in range(0, max(1, len(hints)), PAIRS)
        ]
        return np.concatenate([scores for scores, _ in runs]), runs[0][1][nodes.figures]


def judged(measured: Measured, card: Card) -> Extraction:
    """Claim what is sure enough, by the calibrations and thresholds of `card`."""
    return Extraction(
        document="",
        sentences=measured.sentences,
        mentions=tuple(_calibrated(measured.mentions, card)),
        quantities=measured.quantities,
        relations=to_relations(measured, card),
        results=to_results(measured, card),
    )


def _sure(mentions: Iterable[Mention], card: Card) -> list[Mention]:
    """Keep what is sure enough to be a mention at all; what is left out takes part in nothing."""
    found, least = list(mentions), card.thresholds.get("mention", 0.0)
    pairs = zip(found, _calibrated(found, card), strict=True)
    return [mention for mention, calibrated in pairs if calibrated.confidence >= least]


def _calibrated(mentions: Sequence[Mention], card: Card) -> list[Mention]:
    """Turn raw confidences into calibrated and rounded ones."""
    raw = np.array([mention.confidence for mention in mentions], dtype=np.float32).clip(1e-4, 1 - 1e-4)
    sure = card.calibrations["mentions"](np.log(raw / (1 - raw)))
    return [
        replace(mention, confidence=round(float(value), card.digits))
        for mention, value in zip(mentions, sure, strict=True)
    ]


def log_softmax(scores: Scores) -> Scores:
    """Scores → log probabilities along the last axis."""
    logs: Scores = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return logs
