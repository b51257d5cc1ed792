"""A head trained on a public corpus, and a file of that corpus → precision, recall and F1 of exact spans."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from kg.errors import EvaluationError
from kg.evaluation.corpora import Passage, Sentence, Tag, passages
from kg.evaluation.counts import Count, count_same
from kg.extraction.encoder import Encoder
from kg.extraction.mentions import Indices, Scores, best_path, stretches
from kg.extraction.reader import log_softmax

TYPES = "types.json"
"""The file beside the weights that names their types in the order of their labels."""
EVEN = 0.5
"""What a span's chance must reach: a path of unsure labels is more often wrong than right."""


class Tagger:
    """A loaded folder that `kg train --corpus` wrote."""

    def __init__(self, folder: Path) -> None:
        try:
            self.types: list[str] = json.loads((folder / TYPES).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EvaluationError(f"{folder}: {error}; train this head by `kg train --corpus`") from error
        self._encoder = Encoder(folder)

    def tag(self, passage: Passage) -> set[Tag]:
        """Find the entities of a passage, counted over its tokens: the best path's, where they are likely."""
        encoded = self._encoder.encode(passage.text)
        path = best_path(encoded.labels)
        chances = np.exp(log_softmax(encoded.labels))
        starts = [start for start, _ in passage.offsets]
        return {
            (
                bisect_right(starts, encoded.pieces.words[first, 0]) - 1,
                bisect_right(starts, encoded.pieces.words[end - 1, 1] - 1),
                self.types[(int(path[first]) - 1) // 2],
            )
            for first, end in stretches(path)
            if _chance(chances, path, first, end) >= EVEN
        }

    def score(self, sentences: list[Sentence]) -> dict[str, Count]:
        """Count exact spans of the same type over all sentences: `all`, then by type."""
        counts = dict.fromkeys(["all", *self.types], Count())
        for passage in passages(sentences):
            for name, count in _counted(set(passage.tags), self.tag(passage)):
                counts[name] = counts.get(name, Count()) + count
        return counts


def _chance(chances: Scores, path: Indices, first: int, end: int) -> float:
    """Give the chance that these words have the path's labels, and the next one does not go on."""
    ended = 1 - chances[end, 2::2].sum() if end < len(path) else 1
    return float(chances[np.arange(first, end), path[first:end]].prod() * ended)


def _counted(gold: set[Tag], found: set[Tag]) -> Iterator[tuple[str, Count]]:
    yield "all", count_same(gold, found)
    for kind in sorted({tag[2] for tag in gold | found}):
        yield kind, count_same(*({tag for tag in tags if tag[2] == kind} for tags in (gold, found)))


def corpus_report(counts: Mapping[str, Count]) -> str:
    """Write a line a type: precision, recall, F1 in percent, how many stand in gold."""
    lines = [f"{'':24s}      P      R     F1    gold"]
    lines += [
        f"{name:24s} {count.precision:6.1f} {count.recall:6.1f} {count.f1:6.1f} {count.gold:7d}"
        for name, count in counts.items()
    ]
    return "\n".join(lines) + "\n"
