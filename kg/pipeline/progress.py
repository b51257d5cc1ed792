"""How far a stage has come → whoever shows it; the library itself prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from kg.model import Reject

T = TypeVar("T")


class Progress(Protocol):
    """Called as work goes on; the last call of a stage has `done == total`."""

    def __call__(self, stage: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Take note that `done` of `total` (`None`: not known) are done in `stage`, `rejects` left out."""


def silent(stage: str, done: int, total: int | None, rejects: int = 0) -> None:
    """Show nothing."""


def counted(items: Iterable[T], stage: str, progress: Progress, *, total: int | None = None) -> Iterator[T]:
    """Pass `items` on and tell how many went by."""
    done = rejects = 0
    progress(stage, done, total)
    for item in items:
        yield item
        done += 1
        rejects += isinstance(item, Reject)
        progress(stage, done, total, rejects)
    progress(stage, done, done, rejects)
