"""Word pieces and shapes → hidden states: the encoder in torch, a BERT with a shape embedding.

Written out so that the exported graph holds only what runs, and so that the weights of others load by name
(`kg.training.pretrained`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.pieces import SHAPE_IDS


@dataclass(frozen=True, slots=True)
class EncoderSize:
    """The encoder's dimensions; with `buckets`, attention sees distances (Raffel et al. 2020)."""

    vocabulary: int = 30522
    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    positions: int = 512
    dropout: float = 0.1
    buckets: int = 0
    epsilon: float = 1e-12


def best_device() -> torch.device:
    """A GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision(device: torch.device) -> torch.autocast:
    """Multiply matrices in bfloat16 where the processor does so itself; emulated it is far slower."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=_multiplies_halves(device))


def halve(network: nn.Module) -> None:
    """Turn matrices that are only read to bfloat16 where they are multiplied in it: else each text does."""
    for layer in network.modules():
        if isinstance(layer, nn.Linear) and _multiplies_halves(layer.weight.device):
            layer.to(torch.bfloat16)


def _multiplies_halves(device: torch.device) -> bool:
    return device.type == "cuda" or bool(torch.cpu._is_avx512_bf16_supported())


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, *, apart: bool) -> Tensor:
    """Attention without dropout, `[batch, heads, pieces, width]` each.

    `apart`, as three products, takes under half the time on a CPU in bfloat16, both ways; torch's own is
    made for GPUs, and is what the exporter knows.
    """
    if not apart:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    with torch.autocast(query.device.type, enabled=False):
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        if mask is not None:
            added = torch.where(mask, 0.0, -torch.inf) if mask.dtype == torch.bool else mask
            scores = scores + added.to(scores.dtype)
        return scores.softmax(-1) @ value


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, size: EncoderSize) -> None:
        super().__init__()
        self.heads = size.heads
        self.query_key_value = nn.Linear(size.hidden, 3 * size.hidden)
        self.attention_out = nn.Linear(size.hidden, size.hidden)
        self.attention_norm = nn.LayerNorm(size.hidden, eps=size.epsilon)
        self.inner = nn.Linear(size.hidden, size.inner)
        self.outer = nn.Linear(size.inner, size.hidden)
        self.outer_norm = nn.LayerNorm(size.hidden, eps=size.epsilon)
        self.dropout = nn.Dropout(size.dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """`[batch, pieces, hidden]` → the same.

        `mask` is True where a piece may be looked at, or is added to the scores of attention.
        """
        batch, pieces, width = hidden.shape
        mixed = self.query_key_value(hidden).view(batch, pieces, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        context = attend(query, key, value, mask, apart=self.training and query.device.type == "cpu")
        context = context.transpose(1, 2).reshape(batch, pieces, width)
        hidden = self.attention_norm(hidden + self.dropout(self.attention_out(context)))
        inner = self.outer(functional.gelu(self.inner(hidden)))
        normed: Tensor = self.outer_norm(hidden + self.dropout(inner))
        return normed


class Encoder(nn.Module):
    """Word pieces and shapes → hidden states."""

    def __init__(self, size: EncoderSize) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.hidden)
        self.positions = nn.Embedding(size.positions, size.hidden)
        self.shapes = nn.Embedding(SHAPE_IDS, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=size.epsilon)
        self.dropout = nn.Dropout(size.dropout)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.relative = nn.Embedding(size.buckets, size.heads) if size.buckets else None
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """`[batch, pieces]` twice (and the padding mask, True on real pieces) → `[batch, pieces, hidden]`."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        embedded = self.words(ids) + self.positions(positions) + self.shapes(shapes)
        hidden: Tensor = self.dropout(self.norm(embedded))
        allowed = self._allowed(ids.shape[1], mask)
        for layer in self.layers:
            hidden = layer(hidden, allowed)
        return hidden

    def _allowed(self, count: int, mask: Tensor | None) -> Tensor | None:
        """What attention may look at, and how distance counts: what that weighs stays as it was given."""
        allowed = None if mask is None else mask[:, None, None, :]
        if self.relative is None:
            return allowed
        weight = self.relative.weight.detach()
        bias = weight[distances(count, self.size.buckets).to(weight.device)].permute(2, 0, 1)[None]
        return bias if allowed is None else bias.masked_fill(~allowed, -torch.inf)


FARTHEST = 128
"""Pieces from which on distances share the last bucket."""


def distances(count: int, buckets: int) -> Tensor:
    """The bucket of each pair of places, `[count, count]`: half a side, exact near by, then by logarithm."""
    places = torch.arange(count)
    steps = places[:, None] - places[None, :]
    half = buckets // 2
    exact = half // 2
    scale = (half - exact) / math.log(FARTHEST / exact)
    far = exact + (steps.abs().clamp(min=1).div(exact).log() * scale).long()
    near = torch.where(steps.abs() < exact, steps.abs(), far.clamp(max=half - 1))
    return near + half * (steps < 0)
