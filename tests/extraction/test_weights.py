"""The card beside the weights."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ExtractionError
from kg.extraction.labels import ROLES
from kg.extraction.weights import FILES, SHIPPED, Calibration, Card, checksums, read_card, write_card
from kg.model import Predicate

CARD = Card(
    name="made up",
    command="kg train annotation/",
    data=("three papers",),
    licences=("Apache-2.0",),
    scores={"mentions": 61.5},
    calibrations={"mentions": Calibration((0.9, 0.2), -0.4)},
    thresholds={"uses": 0.3},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_a_card_comes_back_as_it_was_written(folder: Path) -> None:
    write_card(CARD, folder)
    assert read_card(folder) == replace(CARD, files=checksums(folder))


def test_a_folder_without_a_card_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="install claimgraph again"):
        read_card(tmp_path)


@pytest.mark.parametrize("damaged", ["", "[]", "{", '{"name": "x"}'])
def test_a_damaged_card_is_an_error(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "card.json").write_text(damaged, encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"card\.json"):
        read_card(tmp_path)


def test_calibration_is_a_logistic_of_the_signs_that_have_weights() -> None:
    signs = np.array([[0.0, 9.0], [100.0, 9.0], [-100.0, 9.0]], dtype=np.float32)
    assert Calibration((2.0,))(signs).round(3).tolist() == [0.5, 1.0, 0.0]
    assert Calibration((2.0, 1.0), -9.0)(signs).round(3).tolist() == [0.5, 1.0, 0.0]


def test_the_shipped_files_are_those_of_their_card() -> None:
    assert checksums() == dict(read_card().files)


def test_the_shipped_weights_fit_the_limit() -> None:
    assert sum((SHIPPED / name).stat().st_size for name in FILES) <= 30_000_000


def test_the_shipped_card_knows_every_threshold() -> None:
    assert {*map(str, Predicate), *ROLES, "figure", "same"} <= read_card().thresholds.keys()
