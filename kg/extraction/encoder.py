"""A text → hidden states and BIO scores of its words: the encoder as ONNX Runtime runs it.

One text a run and one thread a process: dynamic int8 scales depend on what shares a run, and results must
not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.extraction.pieces import Pieces, load_tokenizer, to_pieces
from kg.extraction.weights import loading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = NDArray[np.float32]
WINDOW, OVERLAP = 512, 128
"""Pieces a run, `[CLS]` and `[SEP]` included, and how many two neighbouring runs share."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text's words: `hidden` `[words, width]`, `labels` `[words, LABELS]` (raw scores)."""

    pieces: Pieces
    hidden: Scores
    labels: Scores


class Encoder:
    """The loaded encoder and its tokenizer."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session = load_session(folder / "encoder.onnx")

    def encode(self, text: str) -> Encoded:
        """Run the network over `text`, in windows that overlap where it is longer than one."""
        pieces = to_pieces(text, self._tokenizer)
        parts = [self._run(pieces, start, end) for start, end in windows(len(pieces.ids))]
        if len(parts) == 1:
            hidden, labels = parts[0]
            return Encoded(pieces, hidden[pieces.heads], labels[pieces.heads])
        return self._joined(pieces, parts)

    def _run(self, pieces: Pieces, start: int, end: int) -> tuple[Scores, Scores]:
        """Run pieces `start:end` of the inner ones; every run has its own `[CLS]` and `[SEP]`."""
        inner = range(start + 1, end + 1)
        keep = np.array([0, *inner, len(pieces.ids) - 1])
        feed = {"ids": pieces.ids[keep][None], "shapes": pieces.shapes[keep][None]}
        hidden, labels = self._session.run(["hidden", "labels"], feed)
        return hidden[0], labels[0]

    def _joined(self, pieces: Pieces, parts: list[tuple[Scores, Scores]]) -> Encoded:
        """Take each word from the window in which it stands farthest from the edge."""
        bounds = list(windows(len(pieces.ids)))
        places = pieces.heads - 1
        # Windows have one length, so two neighbours are equally far from the edge in the middle of both.
        middles = [(end - 1 + start) / 2 for (_, end), (start, _) in pairwise(bounds)]
        hidden, labels = [], []
        for place, window in zip(places, np.searchsorted(middles, places), strict=True):
            row = int(place) - bounds[window][0] + 1
            hidden.append(parts[window][0][row])
            labels.append(parts[window][1][row])
        return Encoded(pieces, np.stack(hidden), np.stack(labels))


def windows(count: int) -> Iterator[tuple[int, int]]:
    """Cut `count` pieces (the two specials counted) into runs over the inner ones.

    >>> list(windows(100)), list(windows(700))
    ([(0, 98)], [(0, 510), (188, 698)])
    """
    inner, room = count - 2, WINDOW - 2
    start = 0
    while start + room < inner:
        yield start, start + room
        start = min(start + room - OVERLAP, inner - room)
    yield start, inner


def load_session(path: Path) -> InferenceSession:
    """Load an ONNX graph for one thread that does not spin; raise ExtractionError where it is none.

    Sums and their normalisation stay apart: the operator that ONNX Runtime fuses them into is slower.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    kept_apart = ["SkipLayerNormFusion"]
    with loading(path):
        return InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=kept_apart
        )
