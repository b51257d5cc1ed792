"""A folder of weights → a teacher: what ships, or a larger network, trained as the small one is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from kg.extraction.encoder import Encoded
from kg.extraction.pieces import to_pieces
from kg.extraction.reader import Layout, Reader
from kg.training import objective
from kg.training.network import Encoder, EncoderSize, best_device, halve
from kg.training.objective import Network
from kg.training.soft_labels import Teacher

FILE = "network.pt"
Scores = NDArray[np.float32]


def load_teacher(folder: Path, tokenizer: Tokenizer) -> Teacher:
    """Load weights as they ship, or a larger network."""
    return LargerNetwork(folder, tokenizer) if (folder / FILE).exists() else Reader(folder)


class LargerNetwork:
    """A network in torch that scores as `kg.extraction.reader.Reader` does, from a file that `save` wrote."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        state = torch.load(folder / FILE, weights_only=True, map_location=best_device())
        self._network = Network(Encoder(EncoderSize(**state["size"]))).to(best_device()).eval()
        self._network.load_state_dict(state["weights"])
        halve(self._network.encoder)
        self._tokenizer = tokenizer

    def encode(self, text: str) -> Encoded:
        """Run the encoder over one text of one window: hidden states, and scores of the labels of words."""
        pieces = to_pieces(text, self._tokenizer)
        with torch.no_grad():
            (words,) = objective.encode(self._network.encoder, [pieces])
            return Encoded(pieces, words.cpu().numpy(), self._network.mentions(words).cpu().numpy())

    def score(self, hidden: Scores, laid: Layout) -> tuple[Scores, Scores]:
        """Run the pair head."""
        words = torch.from_numpy(hidden).to(best_device())
        given = objective.tensors(laid.nodes, laid.hints, words.device)
        with torch.no_grad():
            links, kinds = (found.cpu().numpy() for found in self._network.pairs(words, *given))
        return links, kinds[laid.nodes.figures]


def save(network: Network, weights: dict[str, Tensor], folder: Path) -> None:
    """Write a trained network for `LargerNetwork`."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"size": asdict(network.encoder.size), "weights": weights}, folder / FILE)
