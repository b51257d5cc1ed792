"""The state of a training → a file that is there whole or not at all, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import torch

State: TypeAlias = dict[str, Any]


def save(path: Path, state: State) -> None:
    """Write aside and rename: a run that is cut off leaves the state before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    torch.save(state, aside)
    aside.replace(path)


def load(path: Path) -> State | None:
    """Read a state; None where there is none yet."""
    return torch.load(path, weights_only=True) if path.exists() else None
