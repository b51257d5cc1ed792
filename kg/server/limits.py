"""What a request may cost, which edition of the graph answers it, and who may write to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request and of the server; sizes in bytes, times in seconds."""

    seconds: float = 30.0
    answer_bytes: int = 64 << 20
    request_bytes: int = 256 << 10
    memory_bytes: int = 2 << 30
    workers: int = 2
    waiting: int = 64
    patience: float = 20.0
    """How long a request waits for a free worker before it is sent away."""

    def __str__(self) -> str:
        return f"seconds={self.seconds:g}, bytes={self.answer_bytes}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the graph: where its store lies, and the digest of what it says."""

    place: Path
    digest: str
    built: Path | None = None
    """The store that was built, where edits came on top of it."""
    picture: Path | None = None
    """The file that shows it, where one is made."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Updates are taken: who shows `token` writes to `folder`, which keeps `versions` or `edits`."""

    token: str
    keeper: Literal["versions", "edits"]
    folder: Path
