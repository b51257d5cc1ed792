"""Encoders that others trained → ours: their tensors under our names, query, key and value in one matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from kg.training.network import Encoder, EncoderSize


class Names(NamedTuple):
    """What another encoder calls the parts of a layer: each of the three matrices, and ours → theirs."""

    three: tuple[str, str, str]
    parts: Mapping[str, str]


_HALVES = {"inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm"}
BERT = Names(
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    {"attention_out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm", **_HALVES},
)
MPNET = Names(
    ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    {"attention_out": "attention.attn.o", "attention_norm": "attention.LayerNorm", **_HALVES},
)


def load_minilm(folder: Path, *, dropout: float = 0.1) -> Encoder:
    """Make an encoder from the MiniLM weights in `folder` (`model.safetensors`), shapes at zero."""
    from safetensors.torch import load_file

    given = load_file(str(folder / "model.safetensors"))
    encoder = Encoder(EncoderSize(dropout=dropout))
    named = dict(renamed(given, encoder.size.layers, BERT))
    named["words.weight"] = given["embeddings.word_embeddings.weight"]
    named["positions.weight"] = given["embeddings.position_embeddings.weight"]
    encoder.load_state_dict(named, strict=False)
    with torch.no_grad():
        encoder.words.weight += given["embeddings.token_type_embeddings.weight"][0]
    return encoder


def renamed(given: Mapping[str, Tensor], layers: int, names: Names) -> Iterator[tuple[str, Tensor]]:
    """Give the norm and all layers; which row stands for which word and place is each encoder's own."""
    for part in ("weight", "bias"):
        yield f"norm.{part}", given[f"embeddings.LayerNorm.{part}"]
        for index in range(layers):
            theirs = f"encoder.layer.{index}"
            three = [given[f"{theirs}.{name}.{part}"] for name in names.three]
            yield f"layers.{index}.query_key_value.{part}", torch.cat(three)
            for our, their in names.parts.items():
                yield f"layers.{index}.{our}.{part}", given[f"{theirs}.{their}.{part}"]
