"""Relations by cues; each example is a paper in small."""

import pytest

from kg.extraction.rules import read
from kg.model import PAPER, Extraction, Predicate

OPENING = "FooNet: Fast Image Captioning\nWe propose FooNet, a captioning model. "


def said(text: str) -> set[tuple[str, str, str]]:
    extraction = read(text)
    names = first_names(text, extraction)
    return {(names[one.subject], one.predicate.value, names[one.object]) for one in extraction.relations}


def first_names(text: str, extraction: Extraction) -> dict[str, str]:
    names: dict[str, str] = {PAPER: PAPER}
    for one in extraction.mentions:
        names.setdefault(str(one.entity), text[one.start : one.end])
    return names


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("", (PAPER, "introduces", "FooNet")),
        ("", ("FooNet", "addresses", "Image Captioning")),
        ("It outperforms BarNet.", ("FooNet", "outperforms", "BarNet")),
        ("Our model surpasses the previous state-of-the-art BarNet.", ("FooNet", "outperforms", "BarNet")),
        (
            "Results are strong, outperforming leading models like BarNet (13) and BazNet.",
            ("FooNet", "outperforms", "BazNet"),
        ),
        (
            "FooNet achieves 1.97x and 1.80x MFU compared to BarNet and BazNet.",
            ("FooNet", "outperforms", "BazNet"),
        ),
        ("FooNet is on par with BarNet.", ("FooNet", "compared_with", "BarNet")),
        (
            "FooNet shows comparable performance when compared to BarNet.",
            ("FooNet", "compared_with", "BarNet"),
        ),
        ("We evaluate it on MS COCO and FooBench.", ("FooNet", "evaluated_on", "FooBench")),
        ("It reduces latency.", ("FooNet", "measured_by", "latency")),
        ("It employs grouped-query attention and beam search.", ("FooNet", "uses", "beam search")),
        ("FooNet is trained on ImageNet.", ("FooNet", "trained_on", "ImageNet")),
        ("FooNet extends BarNet.", ("FooNet", "based_on", "BarNet")),
        ("FooNet runs on 8 A800 GPUs.", ("FooNet", "runs_on", "A800 GPUs")),
        ("Many language models such as BarLM exist.", ("BarLM", "type_of", "language models")),
        ("FooNet consists of a text encoder and a video decoder.", ("video decoder", "part_of", "FooNet")),
        ("We use BarNet by Tencent.", ("BarNet", "developed_by", "Tencent")),
    ],
)
def test_relation(sentence: str, relation: tuple[str, str, str]) -> None:
    assert relation in said(OPENING + sentence)


def test_adverbs_before_a_verb_belong_to_its_words() -> None:
    text = "On Captions\nWe propose a method. We further employ beam search."
    (uses,) = (one for one in read(text).relations if one.predicate is Predicate.USES)
    assert text[uses.evidence[0].start : uses.evidence[0].end] == "further employ"


def test_unnamed_contribution_is_the_paper() -> None:
    assert (PAPER, "outperforms", "BarNet") in said("On Captions\nOur method outperforms BarNet.")


def test_evidence_lies_in_the_sentence_one_span_for_each_end() -> None:
    text = OPENING + "It outperforms BarNet."
    beaten = [one for one in read(text).relations if one.predicate is Predicate.OUTPERFORMS]
    assert [[text[span.start : span.end] for span in one.evidence] for one in beaten] == [["It", "BarNet"]]


def test_introduction_has_the_cue_as_evidence() -> None:
    text = OPENING
    (one,) = [one for one in read(text).relations if one.predicate is Predicate.INTRODUCES]
    assert [text[span.start : span.end] for span in one.evidence] == ["We propose", "FooNet"]


@pytest.mark.parametrize("verb", ["proposed", "introduced", "released", "presented", "designed", "create"])
def test_an_introduction_may_be_of_the_past(verb: str) -> None:
    text = f"On Captions\nIn this paper, we {verb} QuuxNet, a captioning model."
    assert (PAPER, "introduces", "QuuxNet") in said(text)


def test_what_others_proposed_is_not_introduced() -> None:
    text = "On Captions\nWe compare existing and proposed QuuxNet variants."
    assert (PAPER, "introduces", "QuuxNet") not in said(text)


def test_hedged_comparison_keeps_its_hedge() -> None:
    text = OPENING + "FooNet is comparable to, or even surpassing, BarNet."
    assert [one.modality for one in read(text).relations if one.predicate is Predicate.OUTPERFORMS] == [
        "hedged"
    ]


def test_each_relation_stands_once() -> None:
    relations = read(OPENING + "FooNet beats BarNet. FooNet beats BarNet.").relations
    keys = [(one.subject, one.predicate, one.object) for one in relations]
    assert len(keys) == len(set(keys))
