"""How far a stage has come → whoever shows it; the library itself prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Called as work goes on; the last call of a stage has `done == total`."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note that `done` of `total` are done (`None`: not known yet) in `stage`."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Show nothing."""


def counted(items: Iterable[T], stage: str, progress: Progress, *, total: int | None = None) -> Iterator[T]:
    """Pass `items` on and tell how many went by."""
    done = 0
    progress(stage, done, total)
    for item in items:
        yield item
        done += 1
        progress(stage, done, total)
    progress(stage, done, done)
