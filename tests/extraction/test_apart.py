"""Names that stand for two things, whatever the network takes for one."""

from __future__ import annotations

import re

import pytest

from kg.extraction.apart import Apart
from kg.model import EntityType, Mention


def are_two(marked: str, type: EntityType) -> bool:
    """Ask of the two names in brackets, each an entity of its own."""
    text, mentions = "", []
    for number, part in enumerate(re.split(r"[\[\]]", marked)):
        if number % 2:
            mentions.append(Mention(len(text), len(text) + len(part), type, number // 2 + 1))
        text += part
    return Apart(text, mentions).are_two(1, 2)


@pytest.mark.parametrize(
    "text",
    ["[Mixed-Precision] and [Early-Exit]", "[A] as well as a [B]", "[FID] / [IS]", "[A] via the [B]"],
)
def test_names_on_either_side_of_a_joining_word(text: str) -> None:
    assert are_two(text, EntityType.METHOD)


@pytest.mark.parametrize(
    "text", ["[GAN] or [generative network]", "[A] ([B])", "[A], [B]", "[A] beats and [B]"]
)
def test_other_words_between_say_nothing(text: str) -> None:
    assert not are_two(text, EntityType.METHOD)


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("[mean centrality]; [p-value]", True),
        ("[accuracy]; [classification accuracy]", False),
        ("[mean average precision]; [mAP]", False),
        ("[robust accuracy]; [robustness]", False),
        ("[top-1 error]; [top-1 accuracy]", True),
        ("[test error]; [error rate on the test set]", False),
    ],
)
def test_metrics_have_something_in_common_where_they_are_one(text: str, *, two: bool) -> None:
    assert are_two(text, EntityType.METRIC) is two
    assert not are_two(text, EntityType.METHOD)
