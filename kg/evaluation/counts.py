"""Gold and predicted items → how many of them agree: the arithmetic under every measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were found right, how many were predicted, how many stand in gold."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Percent of the predicted that are right; 0 where nothing was predicted."""
        return 100 * self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Percent of gold that was found; 0 where gold is empty."""
        return 100 * self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def count_same(gold: set[_T], predicted: set[_T]) -> Count:
    """Count what two sets have in common."""
    return Count(len(gold & predicted), len(predicted), len(gold))


def count_pairs(gold: Iterable[_T], predicted: Iterable[_T], fits: Callable[[_T, _T], bool]) -> int:
    """Pair one to one: each predicted item takes the first free gold item that fits."""
    free, hits = list(gold), 0
    for one in predicted:
        index = next((index for index, other in enumerate(free) if fits(other, one)), None)
        if index is not None:
            free.pop(index)
            hits += 1
    return hits
