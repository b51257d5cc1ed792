"""A public corpus → a tagger of its own types: the shipped encoder, trained on under one linear head.

The same network, trainer and export as for what ships, so that the encoder can be compared with others.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from kg.errors import EvaluationError
from kg.evaluation.corpora import Passage, passages, read_corpus
from kg.evaluation.tagging import TYPES
from kg.extraction.pieces import Pieces, load_tokenizer, to_pieces
from kg.model import EntityType
from kg.training.export import export_encoder
from kg.training.from_onnx import load_network
from kg.training.heads import MentionHead
from kg.training.network import best_device
from kg.training.objective import WORDS, Network, encode
from kg.training.trainer import Setting, train

logger = logging.getLogger(__name__)


class TaggerNetwork(nn.Module):
    """Encoder and mention head for other types; those named as ours begin with what ours know."""

    def __init__(self, begun: Network, types: Sequence[str]) -> None:
        super().__init__()
        self.encoder = begun.encoder
        self.mentions = MentionHead(begun.encoder.size.hidden, labels=1 + 2 * len(types))
        with torch.no_grad():
            for new, old in _alike(types):
                self.mentions.scores.weight[new] = begun.mentions.scores.weight[old]
                self.mentions.scores.bias[new] = begun.mentions.scores.bias[old]


def _alike(types: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair the labels of types with ours of the same name: outside, then where each begins and goes on."""
    ours = {kind.casefold(): at for at, kind in enumerate(EntityType)}
    shared = [(at, ours[kind.casefold()]) for at, kind in enumerate(types) if kind.casefold() in ours]
    yield from [(0, 0)] if shared else ()
    yield from ((2 * new + part, 2 * old + part) for new, old in shared for part in (1, 2))


@dataclass(frozen=True, slots=True)
class TaggedExample:
    """A passage ready for the network; `labels` int64 `[words]`."""

    pieces: Pieces
    labels: NDArray[np.int64]


def train_tagger(
    corpus: Path, start: Path, work: Path, output: Path, setting: Setting, branches: int = 0
) -> int:
    """Train on a corpus file from the weights in `start`; write a folder for `kg evaluate --corpus`.

    With `branches`, so many times more in other orders: the mean of all is written. `work` is the checkpoint.
    Gives the number of sentences read. Raises EvaluationError where the file holds no entity.
    """
    sentences = read_corpus(corpus)
    types = sorted({kind for sentence in sentences for *_, kind in sentence.tags})
    if not types:
        raise EvaluationError(f"{corpus}: no entities in it; nothing to train on")
    tokenizer = load_tokenizer(start / "tokenizer.json")
    examples = [to_tagged(passage, types, tokenizer) for passage in passages(sentences)]
    logger.info("%d sentences in %d passages", len(sentences), len(examples))
    torch.manual_seed(setting.seed)
    network = TaggerNetwork(load_network(start), types).to(best_device())
    network.load_state_dict(_mean(list(_runs(network, examples, setting, work, branches))))
    export_encoder(network.eval().cpu(), output, [example.pieces for example in examples])
    shutil.copy(start / "tokenizer.json", output / "tokenizer.json")
    (output / TYPES).write_text(json.dumps(types) + "\n", encoding="utf-8")
    return len(sentences)


def _runs(
    network: TaggerNetwork, examples: Sequence[TaggedExample], setting: Setting, work: Path, branches: int
) -> Iterator[dict[str, Tensor]]:
    """Train from the same weights in one order after the other."""
    begun = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    scored = partial(losses, network, setting.blanked)
    for number in range(1 + branches):
        if number:
            torch.manual_seed(setting.seed + number)
            network.load_state_dict(begun)
        checkpoint = work.with_stem(f"{work.stem}-{number}") if number else work
        yield train(network, scored, examples, replace(setting, seed=setting.seed + number), checkpoint)


def _mean(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([run[name] for run in runs]).mean(dim=0) for name in runs[0]}


def to_tagged(passage: Passage, types: Sequence[str], tokenizer: Tokenizer) -> TaggedExample:
    """Lay out one passage: a word belongs to an entity where its token does."""
    pieces = to_pieces(passage.text, tokenizer)
    labels = np.zeros(len(pieces.words), dtype=np.int64)
    for start, end, kind in passage.tags:
        first, last = passage.offsets[start][0], passage.offsets[end - 1][1]
        inside = np.flatnonzero((pieces.words[:, 0] >= first) & (pieces.words[:, 0] < last))
        labels[inside] = 2 * types.index(kind) + 2
        labels[inside[:1]] -= 1
    return TaggedExample(pieces, labels)


def losses(network: TaggerNetwork, blanked: float, batch: Sequence[TaggedExample]) -> list[Tensor]:
    """Score a batch against its gold: one scalar, averaged over its passages."""
    encoded = encode(network.encoder, [example.pieces for example in batch], blanked)
    scores = torch.cat([network.mentions(words) for words in encoded]).cpu()
    labels = torch.cat([torch.from_numpy(example.labels) for example in batch])
    return [functional.cross_entropy(scores, labels, reduction="sum") / WORDS / len(batch)]
