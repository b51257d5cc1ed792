"""The state of a training → a file that is there whole or not at all, and back."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch import nn

from kg.errors import EvaluationError
from kg.extraction.pieces import Pieces

State: TypeAlias = dict[str, Any]


def identity(setting: object, texts: Iterable[Pieces], network: nn.Module) -> str:
    """Name a run by its setting, by what it reads, and by the weights that it starts from."""
    digest = sha256(repr(setting).encode())
    for pieces in texts:
        digest.update(pieces.ids.tobytes())
    for name, tensor in network.state_dict().items():
        digest.update(name.encode() + tensor.detach().cpu().numpy().tobytes())
    return digest.hexdigest()


def save(path: Path, state: State) -> None:
    """Write aside and rename: a run that is cut off leaves the state before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    torch.save(state, aside)
    aside.replace(path)


def load(path: Path, run: str) -> State | None:
    """Read the state of a run; None where there is none yet, EvaluationError where it is of another run."""
    if not path.exists():
        return None
    state: State = torch.load(path, weights_only=True, map_location="cpu")
    if state.get("run") != run:
        raise EvaluationError(
            f"{path}: of a run with other settings, papers or start; delete it, or give another --work"
        )
    return state
