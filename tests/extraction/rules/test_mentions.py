"""Mentions by shape, head noun and surroundings; entities by name and abbreviation."""

from itertools import pairwise

import pytest

from kg.extraction.rules import read

TITLE = "A Title\n"


def typed(sentence: str) -> list[tuple[str, str]]:
    text = TITLE + sentence
    return [(text[one.start : one.end], one.type.value) for one in read(text).mentions]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We propose FooNet, a model.", ("FooNet", "Model")),
        ("We propose SparseFoo, an attention framework.", ("SparseFoo", "Method")),
        ("We release FooKit, an open-source toolkit.", ("FooKit", "System")),
        ("We introduce FooBench, a benchmark.", ("FooBench", "Dataset")),
        ("It is tested on the Quux dataset.", ("Quux", "Dataset")),
        ("It is tested on FooSet and QuuxData.", ("QuuxData", "Dataset")),
        ("It beats models such as Barbar 2.0 and others.", ("Barbar 2.0", "Model")),
        ("It beats Llama 3.1-70B by far.", ("Llama 3.1-70B", "Model")),
        ("It beats o4-mini-2025-04-16 by far.", ("o4-mini-2025-04-16", "Model")),
        ("We present \\sys for this.", ("\\sys", "Method")),
        ("It does image captioning.", ("image captioning", "Task")),
        ("It uses grouped-query attention.", ("grouped-query attention", "Method")),
        ("It uses a novel contrastive learning framework.", ("contrastive learning", "Method")),
        ("Many large language models do so.", ("large language models", "Model")),
        ("It has high training throughput.", ("training throughput", "Metric")),
        ("It runs on eight A800 GPUs.", ("A800 GPUs", "Hardware")),
        ("It was made by Tencent.", ("Tencent", "Organization")),
    ],
)
def test_names_and_phrases(sentence: str, found: tuple[str, str]) -> None:
    assert found in typed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our model and the proposed approach are better.",
        "Large datasets are used in many settings.",
        "The code is at https://github.com/foo/bar.",
        "We speak English, Chinese and French.",
        "The value is $\\alpha \\times 3$.",
    ],
)
def test_generic_words_are_no_mentions(sentence: str) -> None:
    assert typed(sentence) == []


def test_long_and_short_form_are_one_entity_of_one_type() -> None:
    text = TITLE + "We use Model FLOPS Utilization (MFU). Its MFU is high."
    mentions = read(text).mentions
    assert [(text[one.start : one.end], one.entity, one.type.value) for one in mentions] == [
        ("Model FLOPS Utilization", 1, "Metric"),
        ("MFU", 1, "Metric"),
        ("MFU", 1, "Metric"),
    ]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Big-FooNet: a Network\nWe present Big-FooNet. FooNet is fast.", {"Big-FooNet", "FooNet"}),
        ("FooNet: a Network\nWe present \\sys, a network. FooNet is fast.", {"FooNet", "\\sys"}),
    ],
)
def test_short_name_and_macro_are_the_named_thing(text: str, surfaces: set[str]) -> None:
    mentions = read(text).mentions
    assert surfaces <= {text[one.start : one.end] for one in mentions if one.entity == 1}


def test_mentions_do_not_overlap_and_stand_in_text_order() -> None:
    mentions = read(
        TITLE + "BERT-based text classification with BERT (Devlin) on MS COCO and CIFAR-10."
    ).mentions
    assert all(left.end <= right.start for left, right in pairwise(mentions))
