"""What the text denies or merely hopes for makes no claim, whatever the network thinks of it."""

import pytest

from kg.extraction.reader import Reader
from kg.model import Predicate

READER = Reader()
DENIED = [
    "FooNet does not outperform BarNet.",
    "FooNet did not surpass BarNet by 2.1%.",
    "FooNet may outperform BarNet.",
    "FooNet might outperform BarNet by 5%.",
    "FooNet could outperform BarNet with more data.",
    "FooNet fails to outperform BarNet.",
    "FooNet never outperforms BarNet.",
    "FooNet cannot beat BarNet on COCO.",
    "We hope to surpass BarNet by 10%.",
    "We aim to outperform BarNet.",
    "FooNet should outperform BarNet by 3 points.",
    "FooNet would improve accuracy by 12%.",
    "It is unclear whether FooNet outperforms BarNet.",
    "FooNet is unable to outperform BarNet.",
    "FooNet does not improve accuracy by 4%.",
    "We expect FooNet to outperform BarNet.",
    "Future work will show that FooNet outperforms BarNet.",
    "Does FooNet outperform BarNet?",
    "FooNet rarely outperforms BarNet.",
    "If trained longer, FooNet could reduce latency by 30%.",
    "FooNet doesn't outperform BarNet.",
    "FooNet is far from outperforming BarNet.",
    "There is no evidence that FooNet outperforms BarNet.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_denied_or_hoped_for(sentence: str) -> None:
    found = READER.read(f"A study\n{sentence}")
    wins = [one for one in found.relations if one.predicate is Predicate.OUTPERFORMS]
    assert (wins, [one for one in found.results if one.quantity.unit]) == ([], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "FooNet not only outperforms BERT but is also small.",
        "Although slow, FooNet outperforms BERT by 5%.",
        "FooNet needs no pre-training and outperforms BERT by 3% on MMLU.",
        "FooNet uses sparse attention instead of dense attention and clearly outperforms BERT.",
    ],
)
def test_stated_all_the_same(sentence: str) -> None:
    found = READER.read(f"A study\nWe present FooNet, a language model. {sentence}")
    assert Predicate.OUTPERFORMS in {one.predicate for one in found.relations}


@pytest.mark.parametrize(
    "words",
    [
        "underperforms",
        "performs worse than",
        "lags behind",
        "is outperformed by",
        "is inferior to",
        "has higher latency than",
        "is less accurate than",
    ],
)
def test_who_loses_does_not_win(words: str) -> None:
    text = f"FooNet: a language model\nWe present FooNet, a language model. FooNet {words} BERT on MMLU."
    found = READER.read(text)
    named = {str(one.entity): text[one.start : one.end] for one in found.mentions}
    wins = [one for one in found.relations if one.predicate is Predicate.OUTPERFORMS]
    assert {(named[one.subject], named[one.object]) for one in wins} == {("BERT", "FooNet")}


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("FooNet does not improve accuracy, but it reduces latency by 35%.", "35"),
        ("While FooNet may not reduce memory, it improves accuracy by 3.1% on MMLU.", "3.1"),
    ],
)
def test_a_denial_ends_with_its_clause(sentence: str, figure: str) -> None:
    found = READER.read(f"A study\nWe present FooNet, a language model. {sentence}")
    assert [str(one.quantity.value) for one in found.results] == [figure]


def test_half_a_surrogate_pair_is_read_past() -> None:
    assert READER.read("\ud800 FooNet is a language model.").mentions
