"""What a text denies, or merely hopes for, makes no claim."""

import re

import pytest

from kg.extraction.denial import is_denied, is_gain_denied, is_hedged, loses
from kg.extraction.rules import read
from kg.model import PAPER, Predicate, Span

OPENING = "FooNet: Fast Image Captioning\nWe propose FooNet, a captioning model. "
DENIED = [
    "FooNet does not outperform BarNet.",
    "FooNet doesn't outperform BarNet on COCO.",
    "FooNet did not surpass BarNet by 2.1%.",
    "FooNet fails to outperform BarNet.",
    "FooNet failed to beat BarNet on ImageNet by 3.2 points.",
    "FooNet cannot outperform BarNet.",
    "FooNet never outperforms BarNet.",
    "FooNet is unable to surpass BarNet.",
    "FooNet may outperform BarNet.",
    "FooNet might outperform BarNet by 5%.",
    "FooNet could outperform BarNet with more data.",
    "FooNet would outperform BarNet if it were larger.",
    "FooNet should outperform BarNet.",
    "We aim to outperform BarNet.",
    "FooNet aims to outperform BarNet.",
    "We hope to surpass BarNet by 10%.",
    "FooNet seeks to outperform BarNet.",
    "FooNet attempts to beat BarNet.",
    "We expect to outperform BarNet.",
    "It remains unclear whether FooNet outperforms BarNet.",
    "Does FooNet outperform BarNet?",
    "FooNet captions images without using BarNet.",
    "FooNet eliminates the need for BarNet.",
    "No version of FooNet outperforms BarNet.",
    "FooNet has the potential to outperform BarNet.",
    "Neither FooNet nor any other network surpasses BarNet.",
    "FooNet is trained from scratch instead of using BarNet.",
    "Hardly any setting lets FooNet outperform BarNet.",
    "Future work will show that FooNet outperforms BarNet.",
]
STATED = [
    "FooNet outperforms BarNet.",
    "FooNet significantly outperforms BarNet on COCO.",
    "FooNet not only outperforms BarNet but is also small.",
    "Without any loss of quality, FooNet outperforms BarNet.",
    "Although it may be slow, FooNet outperforms BarNet.",
    "FooNet is better than BarNet.",
    "FooNet is trained without labels, but it outperforms BarNet.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_denied_or_hoped_for(sentence: str) -> None:
    extraction = read(OPENING + sentence)
    claims = [one for one in extraction.relations if one.predicate is not Predicate.INTRODUCES]
    at = len(OPENING) + sentence.find("BarNet")
    bar = {str(one.entity) for one in extraction.mentions if one.start == at}
    assert [one for one in claims if bar & {one.subject, one.object}] == []
    assert extraction.results == ()


@pytest.mark.parametrize("sentence", STATED)
def test_stated(sentence: str) -> None:
    text = OPENING + sentence
    extraction = read(text)
    numbers = {text[one.start : one.end]: str(one.entity) for one in extraction.mentions}
    said = {(one.subject, one.predicate, one.object) for one in extraction.relations}
    assert (numbers["FooNet"], Predicate.OUTPERFORMS, numbers["BarNet"]) in said
    assert (PAPER, Predicate.INTRODUCES, numbers["FooNet"]) in said


@pytest.mark.parametrize(
    ("text", "at", "denied"),
    [
        ("It does not win.", "win", True),
        ("It was not fast, but it wins.", "wins", False),
        ("We show that it wins.", "wins", False),
        ("Can it win?", "win", True),
        ("It wins and may lose.", "wins", False),
        ("On long inputs it no longer wins.", "wins", True),
        ("It is no longer than that and wins.", "wins", False),
        ("It was evaluated with 6 novel tasks.", "6", False),
    ],
)
def test_only_the_clause_before_counts(text: str, at: str, *, denied: bool) -> None:
    assert is_denied(text, Span(0, len(text)), text.index(at)) is denied


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("FooNet not only achieves 95.2% accuracy but is small.", False),
        ("FooNet cannot only reduce latency by 30%.", False),
        ("FooNet does not achieve 95.2% accuracy.", True),
        ("FooNet may improve accuracy by 3%.", True),
    ],
)
def test_a_gain_that_is_denied(text: str, *, denied: bool) -> None:
    at = re.search(r"\d", text)
    assert at is not None
    assert is_gain_denied(text, Span(0, len(text)), at.start()) is denied


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("is more memory-efficient than", False),
        ("is more cost-effective than", False),
        ("shows a larger error reduction than", False),
        ("offers greater memory savings than", False),
        ("is more robust to errors than", False),
        ("is more accurate in time series forecasting than", False),
        ("needs more memory than", True),
        ("has a higher error than", True),
        ("takes longer training time than", True),
        ("has lower accuracy than", True),
        ("is outperformed by", True),
    ],
)
def test_who_loses(words: str, *, lost: bool) -> None:
    assert loses(words) is lost


def test_hedges() -> None:
    text = "It is comparable to, or even surpassing, BarNet, and beats BazNet."
    sentence = Span(0, len(text))
    assert is_hedged(text, sentence, text.index("surpassing"))
    assert not is_hedged(text, sentence, text.index("beats"))
