"""Unlabelled abstracts → an encoder that knows the field: masked-language training with whole words masked.

The learning rate warms up, stays, and falls over the last fifth of the steps.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.pieces import MASK_ID, Pieces
from kg.training import checkpoints
from kg.training.network import Encoder, best_device, half_precision

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pretraining:
    """How masked-language training runs; `budget` is the number of word pieces in a batch."""

    steps: int
    budget: int = 3072
    longest: int = 320
    rate: float = 3e-4
    warmup: int = 100
    masked: float = 0.2
    seed: int = 13
    save_every: int = 100


class MaskedHead(nn.Module):
    """Hidden states → scores over the vocabulary, tied to the word embeddings."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.size.hidden
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(encoder.size.vocabulary))

    def forward(self, hidden: Tensor, words: Tensor) -> Tensor:
        """`[masked, hidden]`, `[vocabulary, hidden]` → `[masked, vocabulary]`."""
        scores: Tensor = self.norm(functional.gelu(self.dense(hidden))) @ words.T + self.bias
        return scores


def pretrain(encoder: Encoder, corpus: Sequence[Pieces], setting: Pretraining, checkpoint: Path) -> None:
    """Train `encoder` in place on `corpus`, going on from `checkpoint` where there is one.

    Raises EvaluationError where `checkpoint` is of another run.
    """
    run = checkpoints.identity(setting, corpus, encoder)
    encoder.to(best_device())
    head = MaskedHead(encoder).to(best_device())
    parameters = [*encoder.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(
        parameters, lr=setting.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    first = _resume(checkpoint, run, encoder, head, optimizer)
    batches = _batches(corpus, setting, first)
    encoder.train()
    began, loss_sum = time.monotonic(), 0.0
    for step in range(first, setting.steps):
        for group in optimizer.param_groups:
            group["lr"] = setting.rate * schedule(step, setting)
        loss = _loss(encoder, head, next(batches))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        loss_sum += loss.item()
        if (step + 1) % 25 == 0:
            speed = 25 * setting.budget / (time.monotonic() - began)
            logger.info(
                "step %d of %d: loss %.3f, %.0f pieces/s", step + 1, setting.steps, loss_sum / 25, speed
            )
            began, loss_sum = time.monotonic(), 0.0
        if (step + 1) % setting.save_every == 0 or step + 1 == setting.steps:
            _save(checkpoint, run, encoder, head, optimizer, step + 1)


def schedule(step: int, setting: Pretraining) -> float:
    """Give the factor of the learning rate at `step`: up, level, down."""
    falling = max(1, setting.steps // 5)
    return min(1.0, (step + 1) / setting.warmup, (setting.steps - step) / falling)


@dataclass(frozen=True, slots=True)
class _Batch:
    ids: Tensor
    shapes: Tensor
    mask: Tensor
    places: Tensor
    answers: Tensor


def _batches(corpus: Sequence[Pieces], setting: Pretraining, skip: int) -> Iterator[_Batch]:
    """Endless batches of texts of like length; the order hangs on the seed alone."""
    draw = random.Random(setting.seed)  # noqa: S311  shuffling, not secrecy
    count = 0
    while True:
        order = sorted(
            range(len(corpus)),
            key=lambda index: (min(len(corpus[index].ids), setting.longest), draw.random()),
        )
        groups = list(_groups(corpus, order, setting))
        draw.shuffle(groups)
        for group in groups:
            count += 1
            if count > skip:
                yield _masked(corpus, group, setting, count)


def _groups(corpus: Sequence[Pieces], order: list[int], setting: Pretraining) -> Iterator[list[int]]:
    group: list[int] = []
    for index in order:
        length = min(len(corpus[index].ids), setting.longest)
        if group and (len(group) + 1) * length > setting.budget:
            yield group
            group = []
        group.append(index)
    yield group


def _masked(corpus: Sequence[Pieces], group: list[int], setting: Pretraining, count: int) -> _Batch:
    """Mask whole words: 80 % by `[MASK]`, 10 % by a random piece, 10 % left as they are."""
    draw = np.random.default_rng((setting.seed, count))
    longest = min(setting.longest, max(len(corpus[index].ids) for index in group))
    ids = np.zeros((len(group), longest), dtype=np.int64)
    shapes, answers = np.zeros_like(ids), np.full_like(ids, -1)
    for row, index in enumerate(group):
        pieces = corpus[index]
        length = min(longest, len(pieces.ids))
        ids[row, :length], shapes[row, :length] = pieces.ids[:length], pieces.shapes[:length]
        chosen = draw.random(len(pieces.words)) < setting.masked
        hit = (pieces.word_of[:length] >= 0) & chosen[pieces.word_of[:length]]
        answers[row, :length][hit] = ids[row, :length][hit]
        dice = draw.random(length)
        ids[row, :length][hit & (dice < 0.8)] = MASK_ID
        ids[row, :length][hit & (dice >= 0.9)] = draw.integers(1000, 30522, int((hit & (dice >= 0.9)).sum()))
    places = np.flatnonzero(answers >= 0)
    return _Batch(
        torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(ids != 0),
        torch.from_numpy(places), torch.from_numpy(answers.ravel()[places]),
    )  # fmt: skip


def _loss(encoder: Encoder, head: MaskedHead, batch: _Batch) -> Tensor:
    device = encoder.words.weight.device
    with half_precision(device):
        hidden = encoder(batch.ids.to(device), batch.shapes.to(device), batch.mask.to(device))
        scores = head(hidden.flatten(0, 1)[batch.places.to(device)], encoder.words.weight)
    return functional.cross_entropy(scores.float(), batch.answers.to(device))


def _save(
    path: Path, run: str, encoder: Encoder, head: MaskedHead, optimizer: torch.optim.Optimizer, step: int
) -> None:
    state = {
        "run": run,
        "encoder": encoder.state_dict(),
        "head": head.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
    }
    checkpoints.save(path, state)


def _resume(
    path: Path, run: str, encoder: Encoder, head: MaskedHead, optimizer: torch.optim.Optimizer
) -> int:
    state = checkpoints.load(path, run)
    if state is None:
        return 0
    encoder.load_state_dict(state["encoder"])
    head.load_state_dict(state["head"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
