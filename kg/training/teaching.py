"""Unlabelled papers as trained networks read them → what a student learns beside the annotated ones.

The student takes over the teachers' scores, not their decisions, from texts in which words are hidden from
it; the hidden words it has to name as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from kg.extraction.encoder import Encoded
from kg.extraction.labels import LINKS, SAME
from kg.extraction.nodes import QUANTITY, Nodes
from kg.extraction.pieces import Pieces
from kg.extraction.reader import Layout, Reader, log_softmax
from kg.training import objective
from kg.training.network import half_precision
from kg.training.objective import FIGURES, PAIRS, WORDS, Network, padded
from kg.training.pretraining import MaskedHead

BESIDE = 8
"""Unlabelled papers beside each batch of annotated ones."""
AHEAD = 8
"""Batches of them that are read at a time."""
BLANKED = 0.15
"""The share of their words that the student does not see."""
LONGEST = 500
"""Pieces: longer texts are left out."""

Scores = NDArray[np.float32]
Kept = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Taught:
    """One text: `labels` `[words, LABELS]` and `kinds` `[quantities, KINDS]` as probabilities, `links`
    `[pairs, LINKS]` as log odds, each the mean over the teachers.
    """

    pieces: Pieces
    nodes: Nodes
    hints: NDArray[np.float32]
    labels: Kept
    links: Kept
    kinds: Kept


class Lessons(NamedTuple):
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


class Scorer(Protocol):
    """A teacher: a `Reader`, or a larger network in torch."""

    def encode(self, text: str) -> Encoded:
        """Hidden states, and scores of the labels of words."""

    def score(self, hidden: Scores, laid: Layout) -> tuple[Scores, Scores]:
        """Scores of links, and of kinds of quantities."""


def taught(teachers: Sequence[Scorer], reader: Reader, text: str, pieces: Pieces) -> Taught | None:
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
    return Taught(
        pieces, laid.nodes, laid.hints, labels.astype(np.float16), links.astype(np.float16),
        np.exp(log_softmax(kinds)).astype(np.float16),
    )  # fmt: skip


def batches(lessons: Iterable[Taught], seed: int) -> Iterator[list[Taught]]:
    """Batches of texts of like length: some are read ahead, sorted, cut, and shuffled by the seed."""
    draw, stream = random.Random(seed), iter(lessons)  # noqa: S311  shuffling, not secrecy
    while ahead := list(islice(stream, AHEAD * BESIDE)):
        ahead.sort(key=lambda one: len(one.pieces.ids))
        groups = [ahead[start : start + BESIDE] for start in range(0, len(ahead), BESIDE)]
        draw.shuffle(groups)
        yield from groups


def losses(student: Student, batch: Sequence[Taught]) -> Lessons:
    """Score a batch against its teachers, averaged over its texts."""
    device = student.encoder.words.weight.device
    texts = [lesson.pieces for lesson in batch]
    ids = padded([torch.from_numpy(pieces.ids) for pieces in texts]).to(device)
    hidden_ids = padded([objective.blanked_ids(pieces, BLANKED) for pieces in texts]).to(device)
    asked = hidden_ids != ids
    with half_precision(device):
        hidden = objective.states(student.encoder, hidden_ids, texts)
        named = student.masked(hidden[asked], student.encoder.words.weight)
    words, hidden = functional.cross_entropy(named.float(), ids[asked]), hidden.float()
    parts = [
        _one(student, lesson, row[torch.from_numpy(lesson.pieces.heads)])
        for lesson, row in zip(batch, hidden, strict=True)
    ]
    mentions, links, kinds = (torch.stack(part).mean() for part in zip(*parts, strict=True))
    return Lessons(mentions, links, kinds, words.cpu())


def _one(student: Student, lesson: Taught, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The three losses of one text, summed on the CPU whatever the network runs on."""
    mentions = _cross_entropy(student.mentions(words).cpu(), lesson.labels) / WORDS
    given = objective.tensors(lesson.nodes, lesson.hints, words.device)
    scores, kinds = (found.cpu() for found in student.pairs(words, *given))
    figures = torch.from_numpy(lesson.nodes.figures)
    return mentions, _links(lesson, scores) / PAIRS, _cross_entropy(kinds[figures], lesson.kinds) / FIGURES


def _cross_entropy(scores: Tensor, wanted: Kept) -> Tensor:
    return -(torch.from_numpy(wanted).float() * functional.log_softmax(scores, dim=-1)).sum()


def _links(lesson: Taught, scores: Tensor) -> Tensor:
    """Compare nodes by their best pair of instances; sameness pair by pair."""
    nodes, wanted = lesson.nodes, torch.from_numpy(lesson.links).float()
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
