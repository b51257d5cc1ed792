"""What a text denies, or merely hopes for, makes no claim."""

import pytest

from kg.extraction.denial import is_denied, is_hedged
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
    ],
)
def test_only_the_clause_before_counts(text: str, at: str, *, denied: bool) -> None:
    assert is_denied(text, Span(0, len(text)), text.index(at)) is denied


def test_hedges() -> None:
    text = "It is comparable to, or even surpassing, BarNet, and beats BazNet."
    sentence = Span(0, len(text))
    assert is_hedged(text, sentence, text.index("surpassing"))
    assert not is_hedged(text, sentence, text.index("beats"))
