"""Annotated papers as trained weights read them → softer labels, where annotations were made in haste.

A label that weights trained on better annotations do not believe counts a little less, one that they miss a
little more (Reed et al. 2015, "Training deep neural networks on noisy labels with bootstrapping").
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kg.extraction.nodes import TYPES
from kg.extraction.reader import Layout, Reader, log_softmax
from kg.training.examples import Example, Soft

WORD_SHARE, LINK_SHARE = 0.3, 0.4
"""How much of a label is what the weights say; annotators agree less on links than on names."""


def softened(example: Example, reader: Reader) -> Example:
    """Let `reader` read the paper of `example`, its mentions given; one that is too long stays as it is."""
    encoded = reader.encode(example.paper.text)
    if len(encoded.pieces.ids) != len(example.pieces.ids):
        return example
    nothing = np.zeros((0, len(TYPES)), dtype=np.float32)
    laid = Layout(example.sentences, example.quantities, (), nothing, example.nodes, example.hints)
    links, _ = reader.score(encoded.hidden, laid)
    labels = np.exp(log_softmax(encoded.labels))
    return replace(example, soft=Soft(labels.astype(np.float16), links.astype(np.float16)))
