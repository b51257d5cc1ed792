"""Figures with subject, metric, dataset and baseline."""

from typing import NamedTuple

import pytest

from kg.extraction.rules import read
from kg.model import PAPER

OPENING = "FooNet: Fast Image Captioning\nWe propose FooNet, a captioning model. "


class Figure(NamedTuple):
    value: str
    subject: str
    metric: str
    datasets: tuple[str, ...] = ()
    baselines: tuple[str, ...] = ()


def figures(text: str) -> list[Figure]:
    extraction = read(text)
    names: dict[str, str] = {PAPER: PAPER}
    for one in extraction.mentions:
        names.setdefault(str(one.entity), text[one.start : one.end])
    return [
        Figure(
            str(one.quantity.value),
            names[one.subject],
            names.get(one.metric, one.metric),
            tuple(names[ref] for ref in one.datasets),
            tuple(names[ref] for ref in one.baselines),
        )
        for one in extraction.results
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On COCO, it reaches an accuracy of 52.30%.", [Figure("52.30", "FooNet", "accuracy", ("COCO",))]),
        ("It achieves 77.9% accuracy.", [Figure("77.9", "FooNet", "accuracy")]),
        (
            "FooNet achieves 1.97x and 1.80x throughput compared to BarNet and BazNet, respectively.",
            [
                Figure("1.97", "FooNet", "throughput", (), ("BarNet",)),
                Figure("1.80", "FooNet", "throughput", (), ("BazNet",)),
            ],
        ),
        (
            "FooNet yields improvements of $3.0$, $5.1$ and $8.1$ on MMLU, GSM8K and FooBench, respectively.",
            [
                Figure("3.0", "FooNet", "improvements", ("MMLU",)),
                Figure("5.1", "FooNet", "improvements", ("GSM8K",)),
                Figure("8.1", "FooNet", "improvements", ("FooBench",)),
            ],
        ),
        (
            "It has a score of 1356, outperforming BarNet (1352).",
            [Figure("1356", "FooNet", "score"), Figure("1352", "BarNet", "score")],
        ),
        (
            "FooNet outperforms BarNet by up to 114.8% in terms of maximum model scale.",
            [Figure("114.8", "FooNet", "maximum model scale", (), ("BarNet",))],
        ),
        ("It reduces the error rate from 5.8% to 3.1%.", [Figure("3.1", "FooNet", "error rate")]),
        ("It has 389 billion parameters.", [Figure("389", "FooNet", "parameters")]),
        ("FooNet runs on 8 A800 GPUs.", [Figure("8", "FooNet", "A800 GPUs")]),
        ("It may reach 90% accuracy.", []),
    ],
)
def test_figures(sentence: str, expected: list[Figure]) -> None:
    assert figures(OPENING + sentence) == expected
