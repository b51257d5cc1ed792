"""Texts as trained weights read them → soft labels, of annotated papers and of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.errors import ExtractionError
from kg.extraction.encoder import Encoded
from kg.extraction.nodes import TYPES, Nodes
from kg.extraction.pieces import Pieces, to_pieces
from kg.extraction.reader import Layout, Reader, log_softmax
from kg.training.examples import Example, Soft

LONGEST = 500
"""Pieces: longer texts get no labels."""
EMPTY = 200
"""Texts one after the other in which teachers that were hardly trained find nothing to label."""

Scores = NDArray[np.float32]
Kept = NDArray[np.float16]


class Teacher(Protocol):
    """Weights that label texts: a `Reader`, or a larger network in torch."""

    def encode(self, text: str) -> Encoded:
        """Hidden states, and scores of the labels of words."""

    def score(self, hidden: Scores, laid: Layout) -> tuple[Scores, Scores]:
        """Scores of links, and of kinds of quantities."""


@dataclass(frozen=True, slots=True)
class SoftExample:
    """One text: `labels` `[words, LABELS]` and `kinds` `[quantities, KINDS]` as probabilities, `links`
    `[pairs, LINKS]` as log odds, each the mean over the teachers.
    """

    pieces: Pieces
    nodes: Nodes
    hints: NDArray[np.float32]
    labels: Kept
    links: Kept
    kinds: Kept


def soft_labelled(example: Example, reader: Reader) -> Example:
    """Let `reader` read the paper of `example`, its mentions given; one that is too long stays as it is.

    A label that weights trained on better annotations do not believe counts a little less, one that they
    miss a little more (Reed et al. 2015, "Training deep neural networks on noisy labels with bootstrapping").
    """
    encoded = reader.encode(example.paper.text)
    if len(encoded.pieces.ids) != len(example.pieces.ids):
        return example
    nothing = np.zeros((0, len(TYPES)), dtype=np.float32)
    laid = Layout(example.sentences, example.quantities, (), nothing, example.nodes, example.hints)
    links, _ = reader.score(encoded.hidden, laid)
    labels = np.exp(log_softmax(encoded.labels))
    return replace(example, soft=Soft(labels.astype(np.float16), links.astype(np.float16)))


def pseudo_labelled(
    texts: Iterable[str], reader: Reader, teachers: Sequence[Teacher], tokenizer: Tokenizer
) -> Iterator[SoftExample]:
    """Let teachers label texts that `reader` lays out, as they are asked for; some have nothing to label.

    Raises ExtractionError where that holds of `EMPTY` texts one after the other.
    """
    empty = 0
    for text in texts:
        example = pseudo_label(teachers, reader, text, to_pieces(text, tokenizer))
        empty = 0 if example else empty + 1
        if example:
            yield example
        elif empty == EMPTY:
            raise ExtractionError(f"the teachers name nothing in {EMPTY} texts; train them for longer")


def pseudo_label(
    teachers: Sequence[Teacher], reader: Reader, text: str, pieces: Pieces
) -> SoftExample | None:
    """Let the teachers read one text, laid out by `reader`; None where it is too long or names nothing."""
    if not len(pieces.words) or len(pieces.ids) > LONGEST:
        return None
    parts = [teacher.encode(text) for teacher in teachers]
    labels = np.mean([np.exp(log_softmax(part.labels)) for part in parts], axis=0)
    laid = reader.lay_out(text, pieces, np.log(labels))
    if not laid.mentions:
        return None
    scored = [teacher.score(part.hidden, laid) for teacher, part in zip(teachers, parts, strict=True)]
    links, kinds = (np.mean(each, axis=0) for each in zip(*scored, strict=True))
    return SoftExample(
        pieces, laid.nodes, laid.hints, labels.astype(np.float16), links.astype(np.float16),
        np.exp(log_softmax(kinds)).astype(np.float16),
    )  # fmt: skip
