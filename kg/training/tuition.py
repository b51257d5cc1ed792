"""Teachers and unlabelled papers → lessons without end, which a student learns beside annotated papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from kg.errors import ExtractionError
from kg.extraction.pieces import to_pieces
from kg.extraction.reader import Reader
from kg.training import teaching
from kg.training.examples import Example
from kg.training.objective import Losses, Network
from kg.training.teacher import FILE, Teacher
from kg.training.trainer import Setting, steps_done, train

EMPTY = 200
"""Texts one after the other in which teachers that were hardly trained find nothing to teach."""


def teacher(folder: Path, tokenizer: Tokenizer) -> teaching.Scorer:
    """Load weights as they ship, or a larger network."""
    return Teacher(folder, tokenizer) if (folder / FILE).exists() else Reader(folder)


def lessons(
    texts: Iterable[str], reader: Reader, teachers: Sequence[teaching.Scorer], tokenizer: Tokenizer
) -> Iterator[teaching.Taught]:
    """Let teachers read texts that `reader` lays out, as they are asked for; some have nothing to teach.

    Raises ExtractionError where that holds of `EMPTY` texts one after the other.
    """
    empty = 0
    for text in texts:
        lesson = teaching.taught(teachers, reader, text, to_pieces(text, tokenizer))
        empty = 0 if lesson else empty + 1
        if lesson:
            yield lesson
        elif empty == EMPTY:
            raise ExtractionError(f"the teachers name nothing in {EMPTY} texts; train them for longer")


def taught(
    network: Network, scored: Callable[[Sequence[Example]], Losses], examples: Sequence[Example],
    lessons: Callable[[int], Iterator[teaching.Taught]], setting: Setting, checkpoint: Path,
) -> dict[str, Tensor]:  # fmt: skip
    """Train on annotated papers and, in each step, on lessons; these are asked for from the n-th on."""
    student = teaching.Student(network)
    beside = teaching.batches(lessons(steps_done(checkpoint) * teaching.BESIDE), setting.seed)

    def both(batch: Sequence[Example]) -> list[Tensor]:
        return [*scored(batch), teaching.losses(student, next(beside)).total()]

    weights = train(student, both, examples, setting, checkpoint)
    return {name: tensor for name, tensor in weights.items() if not name.startswith("masked.")}
