"""A text → its Extraction, by the trained network: encoder → mentions → entities → pairs → results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extraction import macros, quantities
from kg.extraction.doubtful import left_out
from kg.extraction.edges import mended
from kg.extraction.encoder import Encoded, Encoder, load_session
from kg.extraction.entities import group, merged, settled, spelled_out
from kg.extraction.excerpts import excerpts
from kg.extraction.hints import to_hints
from kg.extraction.labels import KINDS, LINKS
from kg.extraction.mentions import chances, presence, to_mentions
from kg.extraction.nodes import Nodes, to_nodes
from kg.extraction.pairs import Measured, to_links
from kg.extraction.pieces import Pieces
from kg.extraction.relations import to_relations
from kg.extraction.results import to_results
from kg.extraction.signs import mention_signs
from kg.extraction.weights import SHIPPED, Card, read_card
from kg.model import Extraction, Mention, Quantity, Span
from kg.text import sentences

Scores = NDArray[np.float32]
_INPUTS = ("spans", "types", "flags", "node", "average", "pairs", "between", "distances")
PAIRS = 16_384
"""Pairs a run: an abstract has hundreds, and memory stays flat over a book."""


class Layout(NamedTuple):
    """What one text holds: `chances` is `[mentions, TYPES]`, `hints` `[pairs, LINKS]`."""

    sentences: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    chances: Scores
    nodes: Nodes
    hints: Scores


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
        encoded = self.encode(text)
        if not len(encoded.pieces.words):
            return Measured(text, sentences.split(text))
        laid = self.lay_out(text, encoded.pieces, log_softmax(encoded.labels))
        scores, kinds = self.score(encoded.hidden, laid)
        mentions = merged(text, laid.mentions, laid.nodes, scores, self.card.thresholds["same"])
        mentions = settled(mentions, laid.chances)
        links = to_links(mentions, laid.nodes, scores, laid.hints)
        signs = mention_signs(laid.mentions, laid.chances)
        return Measured(text, laid.sentences, mentions, laid.quantities, links, kinds, signs)

    def encode(self, text: str) -> Encoded:
        """Run the encoder: hidden states, and scores of the labels of words."""
        return self._encoder.encode(text)

    def lay_out(self, text: str, pieces: Pieces, log_probabilities: Scores) -> Layout:
        """Decide on mentions by `[words, LABELS]`, and lay out all that links are scored between."""
        spans, figures, same = sentences.split(text), quantities.find(text), spelled_out(text)
        found = self._found(text, pieces, log_probabilities, same)
        likely = chances(pieces, log_probabilities, found)
        named = settled(group(text, found, same), likely)
        nodes = to_nodes(pieces, spans, named, figures)
        return Layout(spans, figures, named, likely, nodes, to_hints(text, spans, named, figures, nodes))

    def _found(
        self, text: str, pieces: Pieces, log_probabilities: Scores, same: Mapping[str, str]
    ) -> list[Mention]:
        """Find the mentions that are sure enough; what is left out takes part in nothing."""
        found = [*mended(text, to_mentions(pieces, log_probabilities))]
        there = presence(pieces, log_probabilities, found)
        found = [replace(mention, confidence=chance) for mention, chance in zip(found, there, strict=True)]
        likely = chances(pieces, log_probabilities, found)
        signs = mention_signs(settled(group(text, found, same), likely), likely)
        sure, least = self.card.calibrations["mentions"](signs), self.card.thresholds.get("candidate", 0.0)
        found = [mention for mention, confidence in zip(found, sure, strict=True) if confidence >= least]
        return sorted([*found, *macros.find(text, found)], key=lambda mention: mention.start)

    def score(self, hidden: Scores, laid: Layout) -> tuple[Scores, Scores]:
        """Run the pair head: `[pairs, LINKS]`, and `[quantities, KINDS]`."""
        links = np.zeros((len(laid.hints), len(LINKS)), dtype=np.float32)
        kinds = np.zeros((len(laid.nodes.node), len(KINDS)), dtype=np.float32)
        for part in excerpts(laid.nodes, len(hidden), PAIRS):
            feed = {name: getattr(part.nodes, name) for name in _INPUTS}
            feed |= {"words": hidden[part.words], "hints": laid.hints[part.pairs]}
            links[part.pairs], kinds[part.instances] = self._pairs.run(["links", "kinds"], feed)
        return links, kinds[laid.nodes.figures]


def judged(measured: Measured, card: Card) -> Extraction:
    """Claim what is sure enough, by the calibrations and thresholds of `card`."""
    everything = Extraction(
        document="",
        sentences=measured.sentences,
        mentions=_calibrated(measured, card),
        quantities=measured.quantities,
        relations=to_relations(measured, card),
        results=to_results(measured, card),
    )
    return left_out(everything, card.thresholds.get("mention", 0.0))


def _calibrated(measured: Measured, card: Card) -> tuple[Mention, ...]:
    """Turn raw confidences into calibrated and rounded ones."""
    sure = card.calibrations["mentions"](measured.signs).tolist()
    return tuple(
        replace(mention, confidence=round(value, card.digits))
        for mention, value in zip(measured.mentions, sure, strict=True)
    )


def log_softmax(scores: Scores) -> Scores:
    """Scores → log probabilities along the last axis."""
    logs: Scores = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return logs
