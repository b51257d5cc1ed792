"""Examples → a trained network: small batches, a rate that rises and falls, averaged weights."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from torch import Tensor, nn

from kg.extraction.pieces import Pieces
from kg.training import checkpoints

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the heads and the encoder are trained."""

    epochs: int = 12
    batch: int = 4
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    decay: float = 0.01
    averaging: float = 0.998
    blanked: float = 0.05
    seed: int = 7

    def going_on(self, share: float, epochs: int) -> Setting:
        """Give the setting of further passes, at a share of both rates."""
        return replace(self, epochs=epochs, rate=self.rate * share, head_rate=self.head_rate * share)


class HasPieces(Protocol):
    """An example of whatever kind: what the encoder reads of it."""

    @property
    def pieces(self) -> Pieces:
        """Its word pieces."""


SAVE_EVERY = 600
"""Seconds of training that an interruption may cost."""

_E = TypeVar("_E", bound=HasPieces)


class Averaged:
    """An exponential moving average of a network's weights: what is evaluated and shipped."""

    def __init__(self, network: nn.Module, factor: float) -> None:
        self.factor = factor
        self.steps = 0
        self.weights = {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        """Move the average towards the network; early on it follows quickly."""
        self.steps += 1
        factor = min(self.factor, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, tensor in network.state_dict().items():
                self.weights[name].lerp_(tensor, 1 - factor)


def train(
    network: nn.Module, losses: Callable[[Sequence[_E]], Sequence[Tensor]], examples: Sequence[_E],
    setting: Setting, checkpoint: Path,
) -> dict[str, Tensor]:  # fmt: skip
    """Train in place on the sum of `losses`, going on from `checkpoint` where there is one.

    Gives back the averaged weights. Raises EvaluationError where `checkpoint` is of another run.
    """
    run = checkpoints.identity(setting, (example.pieces for example in examples), network)
    optimizer = _optimizer(network, setting)
    average = Averaged(network, setting.averaging)
    last = _resume(checkpoint, run, network, optimizer, average)
    per_epoch = -(-len(examples) // setting.batch)
    network.train()
    saved, sums = time.monotonic(), torch.zeros(())
    for step, batch in enumerate(_every(examples, setting), start=1):
        if step <= average.steps:
            continue
        _set_rate(optimizer, setting, (step - 1) / (setting.epochs * per_epoch))
        parts = torch.stack(list(losses(batch)))
        _descend(network, optimizer, parts.sum())
        average.update(network)
        sums = sums + parts.detach().cpu()
        spent = time.monotonic() - saved
        if step % per_epoch == 0 or spent > SAVE_EVERY:
            means = (sums / (step - last)).numpy().round(3)
            logger.info("step %d of %d: losses %s, %.0f s", step, setting.epochs * per_epoch, means, spent)
            _save(checkpoint, run, network, optimizer, average)
            last, saved, sums = step, time.monotonic(), torch.zeros(())
    return average.weights


def _descend(network: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


def _every(examples: Sequence[_E], setting: Setting) -> Iterator[list[_E]]:
    """The batches of all epochs."""
    for epoch in range(setting.epochs):
        yield from batches(examples, setting, epoch)


def batches(examples: Sequence[_E], setting: Setting, epoch: int) -> Iterator[list[_E]]:
    """Batches of texts of like length in an order that hangs on seed and epoch alone."""
    draw = random.Random(setting.seed * 1000 + epoch)  # noqa: S311  shuffling, not secrecy
    order = sorted(
        range(len(examples)), key=lambda index: len(examples[index].pieces.ids) + draw.uniform(0, 60)
    )
    groups = [order[start : start + setting.batch] for start in range(0, len(order), setting.batch)]
    draw.shuffle(groups)
    for group in groups:
        yield [examples[index] for index in group]


def _optimizer(network: nn.Module, setting: Setting) -> torch.optim.Optimizer:
    """The encoder learns slowly; the heads and the shapes, which start from nothing, faster."""
    encoder: list[nn.Parameter] = []
    heads: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        slow = name.startswith("encoder.") and not name.startswith("encoder.shapes.")
        (encoder if slow else heads).append(parameter)
    groups = [{"params": encoder, "lr": setting.rate}, {"params": heads, "lr": setting.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=setting.decay, betas=(0.9, 0.98), fused=True)


def _set_rate(optimizer: torch.optim.Optimizer, setting: Setting, done: float) -> None:
    factor = min(done / setting.warmup, (1 - done) / (1 - setting.warmup))
    for group, rate in zip(optimizer.param_groups, (setting.rate, setting.head_rate), strict=True):
        group["lr"] = rate * max(factor, 0.001)


def steps_done(checkpoint: Path) -> int:
    """How many steps a run had done when it was interrupted."""
    if not checkpoint.exists():
        return 0
    return int(torch.load(checkpoint, weights_only=True, mmap=True, map_location="cpu")["steps"])


def _save(
    path: Path, run: str, network: nn.Module, optimizer: torch.optim.Optimizer, average: Averaged
) -> None:
    state = {
        "run": run, "chance": torch.get_rng_state(), "network": network.state_dict(),
        "optimizer": optimizer.state_dict(), "average": average.weights, "steps": average.steps,
    }  # fmt: skip
    checkpoints.save(path, state)


def _resume(
    path: Path, run: str, network: nn.Module, optimizer: torch.optim.Optimizer, average: Averaged
) -> int:
    """Take up the state of a run that was interrupted, chance included: how many steps it had done."""
    state = checkpoints.load(path, run)
    if state is None:
        return 0
    torch.set_rng_state(state["chance"])
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    average.steps = state["steps"]
    for name, tensor in state["average"].items():
        average.weights[name].copy_(tensor)
    return average.steps
