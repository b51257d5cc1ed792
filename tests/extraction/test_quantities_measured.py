"""How many of the annotated figures the rules find, measured where the annotations lie beside the checkout.

`measure` is the figure of record: `pytest -s` on this file prints it.
"""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.extraction.quantities import find

ANNOTATIONS = Path(__file__).parents[2] / ".." / "shared" / "annotation"
UNITS = {
    "percent": "%",
    "times": "x",
    "×": "x",
    "pp": "points",
    "point": "points",
    "percentage points": "points",
}
UNITS |= {"thousand": "k", "million": "m", "billion": "b", "trillion": "t"}
CHOOSING = 1
TRAINING = range(2, 10)

Key = tuple[float, str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Gold result lines, quantities found, and how many pair up one to one, by number and by all three."""

    gold: int
    found: int
    by_number: int
    by_all: int


def tenth(paper: str) -> int:
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % 10


def unit(text: str) -> str:
    low = text.strip().lower()
    return UNITS.get(low, low)


def measure(records: Iterable[dict[str, Any]]) -> Measured:
    """Count as the metric of record counts `values`: number, unit and kind, one to one in each paper."""
    totals: Counter[str] = Counter()
    for record in records:
        gold = Counter(
            (
                round(float(line["value"].replace(",", "").rstrip(".")), 6),
                unit(line.get("unit") or ""),
                line["kind"],
            )
            for line in record["results"]
        )
        found = Counter(
            (round(float(quantity.value), 6), unit(quantity.unit), quantity.kind.value)
            for quantity in find(record["text"])
        )
        totals["gold"] += gold.total()
        totals["found"] += found.total()
        totals["by_number"] += (_numbers(gold) & _numbers(found)).total()
        totals["by_all"] += (gold & found).total()
    return Measured(**totals)


def _numbers(keys: Counter[Key]) -> Counter[float]:
    return Counter(key[0] for key in keys.elements())


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    if not ANNOTATIONS.exists():
        pytest.skip("the annotated abstracts are not beside the checkout")
    gold = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    script = [sys.executable, str(ANNOTATIONS / "check_annotations.py"), str(ANNOTATIONS / "source.jsonl")]
    subprocess.run([*script, str(ANNOTATIONS / "ann"), "--json", str(gold)], check=True, capture_output=True)
    return [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("tenths", "number", "whole", "precision"),
    [pytest.param(TRAINING, 98, 91, 80, id="training"), pytest.param([CHOOSING], 95, 83, 75, id="choosing")],
)
def test_recall_and_precision(
    records: list[dict[str, Any]], tenths: range | list[int], number: int, whole: int, precision: int
) -> None:
    """Floors just under what was measured, so that a change that costs figures is seen."""
    counts = measure(record for record in records if tenth(record["id"]) in tenths)
    print(counts)
    assert 100 * counts.by_number >= number * counts.gold
    assert 100 * counts.by_all >= whole * counts.gold
    assert 100 * counts.by_all >= precision * counts.found
