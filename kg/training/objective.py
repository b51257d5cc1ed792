"""Examples → the loss of the three heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.labels import LINKS, SAME
from kg.extraction.nodes import QUANTITY, Nodes
from kg.extraction.pieces import MASK_ID, Pieces
from kg.training.examples import Example
from kg.training.heads import MentionHead, PairHead
from kg.training.network import Encoder, half_precision

WORDS, PAIRS, FIGURES = 60.0, 50.0, 6.0
"""What each head's summed loss is divided by, so that they weigh alike at the start."""
WORD_SHARE, LINK_SHARE = 0.3, 0.4
"""How much of a label is what soft labels say; annotators agree less on links than on names."""


class Network(nn.Module):
    """Encoder, mention head and pair head together."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.mentions = MentionHead(encoder.size.hidden)
        self.pairs = PairHead(encoder.size.hidden)


class Losses(NamedTuple):
    """The three parts, each a scalar tensor; their sum is trained on."""

    mentions: Tensor
    links: Tensor
    kinds: Tensor


def losses(network: Network, examples: Sequence[Example], blanked: float = 0.0) -> Losses:
    """Score a batch against its gold, averaged over its papers.

    A share of the words is hidden from the encoder, so that it learns names from what stands around them.
    """
    encoded = encode(network.encoder, [example.pieces for example in examples], blanked)
    parts = [_one(network, example, words) for example, words in zip(examples, encoded, strict=True)]
    return Losses(*(torch.stack(list(part)).mean() for part in zip(*parts, strict=True)))


def encode(encoder: Encoder, batch: Sequence[Pieces], blanked: float = 0.0) -> list[Tensor]:
    """Encode texts, that share of their words hidden: a `[words, hidden]` each, where the encoder is."""
    device = encoder.words.weight.device
    ids = padded([blanked_ids(pieces, blanked) for pieces in batch])
    with half_precision(device):
        hidden = states(encoder, ids.to(device), batch)
    return [hidden[row, pieces.heads].float() for row, pieces in enumerate(batch)]


def states(encoder: Encoder, ids: Tensor, batch: Sequence[Pieces]) -> Tensor:
    """Run the encoder over the padded ids of texts: `[texts, longest]` → `[texts, longest, hidden]`."""
    shapes = padded([torch.from_numpy(pieces.shapes) for pieces in batch])
    found: Tensor = encoder(ids, shapes.to(ids.device), ids != 0)
    return found


def padded(rows: list[Tensor]) -> Tensor:
    """Rows of several lengths → `[rows, longest]`, zeros behind."""
    return nn.utils.rnn.pad_sequence(rows, batch_first=True)


def blanked_ids(pieces: Pieces, share: float) -> Tensor:
    """Hide a share of the words: all pieces of each."""
    ids = torch.from_numpy(pieces.ids)
    hidden = torch.rand(len(pieces.words) + 1) < share
    hidden[-1] = False  # the place that -1, no word, points at
    return torch.where(hidden[torch.from_numpy(pieces.word_of)], MASK_ID, ids)


def tensors(nodes: Nodes, hints: NDArray[np.float32], device: torch.device) -> tuple[Tensor, ...]:
    """Give the arrays of `nodes` and the hints in the order of the pair head's arguments."""
    arrays = (
        nodes.spans,
        nodes.types,
        nodes.flags,
        nodes.node,
        nodes.average,
        nodes.pairs,
        nodes.between,
        nodes.distances,
        hints,
    )
    return tuple(torch.from_numpy(array).to(device) for array in arrays)


def _one(network: Network, example: Example, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The three losses of one paper, summed on the CPU whatever the network runs on."""
    labels = _word_targets(example)
    mentions = functional.cross_entropy(network.mentions(words).cpu(), labels, reduction="sum") / WORDS
    given = tensors(example.nodes, example.hints, words.device)
    scores, kinds = (found.cpu() for found in network.pairs(words, *given))
    figures = torch.from_numpy(example.nodes.figures)
    kind = (
        functional.cross_entropy(kinds[figures], torch.from_numpy(example.kinds), reduction="sum") / FIGURES
    )
    return mentions, (_link_loss(scores, example) + _same_loss(scores, example)) / PAIRS, kind


def _word_targets(example: Example) -> Tensor:
    """The labels, or with softer ones beside them the chances of all, `[words, LABELS]`."""
    labels = torch.from_numpy(example.labels)
    if example.soft is None:
        return labels
    soft = torch.from_numpy(example.soft.labels).float()
    return torch.lerp(functional.one_hot(labels, soft.shape[1]).float(), soft, WORD_SHARE)


def _link_loss(scores: Tensor, example: Example) -> Tensor:
    """Cross entropy of each pair of owners: its score is the soft maximum over its pairs of instances."""
    apart, ends, place = pairs_of_owners(torch.from_numpy(example.owner), example.nodes)
    merged = soft_maximum(scores[apart], place, len(ends))
    target = torch.zeros_like(merged)
    where = {(a, b): row for row, (a, b) in enumerate(ends.tolist())}
    for first, second, link in example.links:
        row = where.get((first, second))
        if row is not None:
            target[row, link] = 1.0
    if example.soft is not None:
        soft = soft_maximum(torch.from_numpy(example.soft.links).float()[apart], place, len(ends)).sigmoid()
        target = torch.lerp(target, soft, LINK_SHARE)
    loss = functional.binary_cross_entropy_with_logits(merged, target, reduction="none")
    return loss[:, np.arange(len(LINKS)) != SAME].sum()


def _same_loss(scores: Tensor, example: Example) -> Tensor:
    """Cross entropy of sameness, over mentions whose names differ (alike names are one without asking)."""
    nodes, owners = example.nodes, example.owner
    a, b = nodes.pairs[:, 0], nodes.pairs[:, 1]
    asked = (nodes.types[a] < QUANTITY) & (nodes.types[b] < QUANTITY) & (nodes.node[a] != nodes.node[b])
    target = torch.from_numpy((owners[a] == owners[b])[asked].astype(np.float32))
    return (
        functional.binary_cross_entropy_with_logits(
            scores[torch.from_numpy(asked), SAME], target, reduction="sum"
        )
        / 2
    )


def pairs_of_owners(owner: Tensor, nodes: Nodes) -> tuple[Tensor, Tensor, Tensor]:
    """Group pairs of instances by what these belong to, `owner` `[instances]`.

    Gives which pairs have two owners (bool `[pairs]`), the pairs of owners `[count, 2]`, and for each pair of
    instances with two owners its row there.
    """
    owners = owner[torch.from_numpy(nodes.pairs)]
    apart = owners[:, 0] != owners[:, 1]
    ends, place = torch.unique(owners[apart], dim=0, return_inverse=True)
    return apart, ends, place


def soft_maximum(scores: Tensor, place: Tensor, count: int) -> Tensor:
    """`[pairs, links]`, the row of each pair → `[count, links]`, log-sum-exp over each row's pairs."""
    index = place[:, None].expand_as(scores)
    top = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(0, index, scores.detach(), "amax")
    total = torch.zeros_like(top).index_add(0, place, torch.exp(scores - top[place]))
    return top + torch.log(total)
