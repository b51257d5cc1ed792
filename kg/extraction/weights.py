"""The folder of shipped weights → its card: what was trained, on what, how well, how to read its scores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ExtractionError

SHIPPED = Path(__file__).parent / "weights"
FILES = ("encoder.onnx", "pairs.onnx", "tokenizer.json")

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Signs of a claim → its confidence: a logistic of their weighted sum, fitted on held-out papers.

    Where there are more signs than `weights`, the others do not count.
    """

    weights: tuple[float, ...] = (1.0,)
    bias: float = 0.0

    def __call__(self, signs: Scores) -> Scores:
        """Give confidences between 0 and 1: `[…, signs]` → `[…]`."""
        weights = np.array(self.weights, dtype=np.float32)
        scores = signs[..., : len(weights)] @ weights + np.float32(self.bias)
        confidences: Scores = np.exp(-np.logaddexp(0, -scores))
        return confidences


@dataclass(frozen=True, slots=True)
class Card:
    """What a folder of weights says of itself.

    `calibrations` are those of `mentions`, `links`, `roles` of figures and `figures`; `thresholds` say from
    which confidence on a `mention`, a link (by name) or a `figure` is claimed, and what may be a mention (a
    `candidate`) takes part; `files` are the SHA-256 sums of `FILES`; confidences are rounded to `digits`.
    """

    name: str
    command: str
    data: tuple[str, ...]
    licences: tuple[str, ...]
    scores: Mapping[str, float]
    calibrations: Mapping[str, Calibration]
    thresholds: Mapping[str, float]
    files: Mapping[str, str] = field(default_factory=dict)
    digits: int = 2


def read_card(folder: Path = SHIPPED) -> Card:
    """Read `card.json`.

    Raises ExtractionError where the folder lacks it or it is damaged.
    """
    try:
        record = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        calibrations = {
            name: Calibration(tuple(one["weights"]), one["bias"])
            for name, one in record.pop("calibrations").items()
        }
        data, licences = tuple(record.pop("data")), tuple(record.pop("licences"))
        return Card(calibrations=calibrations, data=data, licences=licences, **record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ExtractionError(
            f"{folder.name}/card.json: {error}; install claimgraph again or run `kg train`"
        ) from error


@contextmanager
def loading(path: Path) -> Iterator[None]:
    """Turn what a library says of a missing or damaged file of weights into an ExtractionError."""
    try:
        yield
    except Exception as error:  # ONNX Runtime and tokenizers raise just that.
        fact = str(error).strip() or type(error).__name__
        raise ExtractionError(f"{path}: {fact}; install claimgraph again or run `kg train`") from error


def write_card(card: Card, folder: Path) -> None:
    """Write `card.json`, the sums of the files taken anew."""
    record = {
        "name": card.name,
        "command": card.command,
        "data": card.data,
        "licences": card.licences,
        "scores": dict(card.scores),
        "calibrations": {
            name: {"weights": one.weights, "bias": one.bias} for name, one in card.calibrations.items()
        },
        "thresholds": dict(card.thresholds),
        "files": checksums(folder),
    }
    (folder / "card.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def checksums(folder: Path = SHIPPED) -> dict[str, str]:
    """Sum up the files of a folder of weights."""
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
