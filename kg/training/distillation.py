"""Unlabelled papers with the teachers' soft labels → what a student learns beside the annotated ones.

The student takes over the teachers' scores, not their decisions, from texts in which words are hidden from
it; the hidden words it has to name as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.extraction.labels import LINKS, SAME
from kg.extraction.nodes import QUANTITY
from kg.training import objective
from kg.training.examples import Example
from kg.training.network import half_precision
from kg.training.objective import FIGURES, PAIRS, WORDS, Losses, Network, padded
from kg.training.pretraining import MaskedHead
from kg.training.soft_labels import Kept, SoftExample
from kg.training.trainer import Setting, steps_done, train

BESIDE = 8
"""Unlabelled papers beside each batch of annotated ones."""
AHEAD = 8
"""Batches of them that are read at a time."""
BLANKED = 0.15
"""The share of their words that the student does not see."""


class DistillationLosses(NamedTuple):
    """The parts of the loss, scalar tensors: what the teachers said, and the words that were hidden."""

    mentions: Tensor
    links: Tensor
    kinds: Tensor
    words: Tensor

    def total(self) -> Tensor:
        """Weigh the parts: the teachers count more than gold, since there are more texts of theirs."""
        return 1.5 * (self.mentions + self.links + self.kinds) + 0.15 * self.words


class Student(Network):
    """A network that also names hidden words, while it is taught."""

    def __init__(self, network: Network) -> None:
        super().__init__(network.encoder)
        self.mentions, self.pairs = network.mentions, network.pairs
        self.masked = MaskedHead(network.encoder)


def distil(
    network: Network, scored: Callable[[Sequence[Example]], Losses], examples: Sequence[Example],
    labelled: Callable[[int], Iterator[SoftExample]], setting: Setting, checkpoint: Path,
) -> dict[str, Tensor]:  # fmt: skip
    """Train on annotated papers and, in each step, on texts `labelled` by teachers, from the n-th on."""
    student = Student(network)
    beside = batches(labelled(steps_done(checkpoint) * BESIDE), setting.seed)

    def both(batch: Sequence[Example]) -> list[Tensor]:
        return [*scored(batch), losses(student, next(beside)).total()]

    weights = train(student, both, examples, setting, checkpoint)
    return {name: tensor for name, tensor in weights.items() if not name.startswith("masked.")}


def batches(examples: Iterable[SoftExample], seed: int) -> Iterator[list[SoftExample]]:
    """Batches of texts of like length: some are read ahead, sorted, cut, and shuffled by the seed."""
    draw, stream = random.Random(seed), iter(examples)  # noqa: S311  shuffling, not secrecy
    while ahead := list(islice(stream, AHEAD * BESIDE)):
        ahead.sort(key=lambda one: len(one.pieces.ids))
        groups = [ahead[start : start + BESIDE] for start in range(0, len(ahead), BESIDE)]
        draw.shuffle(groups)
        yield from groups


def losses(student: Student, batch: Sequence[SoftExample]) -> DistillationLosses:
    """Score a batch against its teachers, averaged over its texts."""
    device = student.encoder.words.weight.device
    texts = [example.pieces for example in batch]
    ids = padded([torch.from_numpy(pieces.ids) for pieces in texts]).to(device)
    hidden_ids = padded([objective.blanked_ids(pieces, BLANKED) for pieces in texts]).to(device)
    asked = hidden_ids != ids
    with half_precision(device):
        hidden = objective.states(student.encoder, hidden_ids, texts)
        named = student.masked(hidden[asked], student.encoder.words.weight)
    words, hidden = functional.cross_entropy(named.float(), ids[asked]), hidden.float()
    parts = [
        _one(student, example, row[torch.from_numpy(example.pieces.heads)])
        for example, row in zip(batch, hidden, strict=True)
    ]
    mentions, links, kinds = (torch.stack(part).mean() for part in zip(*parts, strict=True))
    return DistillationLosses(mentions, links, kinds, words.cpu())


def _one(student: Student, example: SoftExample, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The three losses of one text, summed on the CPU whatever the network runs on."""
    mentions = _cross_entropy(student.mentions(words).cpu(), example.labels) / WORDS
    given = objective.tensors(example.nodes, example.hints, words.device)
    scores, kinds = (found.cpu() for found in student.pairs(words, *given))
    figures = torch.from_numpy(example.nodes.figures)
    return mentions, _links(example, scores) / PAIRS, _cross_entropy(kinds[figures], example.kinds) / FIGURES


def _cross_entropy(scores: Tensor, wanted: Kept) -> Tensor:
    return -(torch.from_numpy(wanted).float() * functional.log_softmax(scores, dim=-1)).sum()


def _links(example: SoftExample, scores: Tensor) -> Tensor:
    """Compare nodes by their best pair of instances; sameness pair by pair."""
    nodes, wanted = example.nodes, torch.from_numpy(example.links).float()
    apart, ends, place = objective.pairs_of_owners(torch.from_numpy(nodes.node), nodes)
    ours, theirs = (
        objective.soft_maximum(each[apart], place, len(ends))[:, np.arange(len(LINKS)) != SAME]
        for each in (scores, wanted)
    )
    named = (torch.from_numpy(nodes.types) < QUANTITY)[torch.from_numpy(nodes.pairs)].all(dim=1)
    asked = apart & named
    same = _agreement(scores[asked, SAME], wanted[asked, SAME]) / 2
    return _agreement(ours, theirs) + same


def _agreement(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores, wanted.sigmoid(), reduction="sum")
