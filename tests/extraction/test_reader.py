"""The shipped network on made-up texts: what it must find, and what must hold whatever it finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.reader import Reader
from kg.model import PAPER, EntityType, Extraction, Predicate, ResultKind

TEXT = (
    "FooNet: Fast Image Captioning\n"
    "We present FooNet, a transformer for image captioning. "
    "On COCO, FooNet outperforms BLIP-2 by 2.1% in accuracy."
)


SHARED = Reader()


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return SHARED.read(TEXT)


def names(extraction: Extraction, text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in extraction.mentions:
        found.setdefault(str(mention.entity), set()).add(text[mention.start : mention.end])
    return found


def test_names_have_their_types(extraction: Extraction) -> None:
    found = {(TEXT[one.start : one.end], one.type) for one in extraction.mentions}
    assert {("COCO", EntityType.DATASET), ("BLIP-2", EntityType.MODEL)} <= found
    assert ("image captioning", EntityType.TASK) in found


def test_a_comparison_has_its_direction_and_its_spans(extraction: Extraction) -> None:
    named = names(extraction, TEXT)
    wins = [one for one in extraction.relations if one.predicate is Predicate.OUTPERFORMS]
    assert any("FooNet" in named[one.subject] and "BLIP-2" in named[one.object] for one in wins)
    assert all(TEXT[span.start : span.end] for one in wins for span in one.evidence)


def test_the_contribution_is_introduced_by_the_paper(extraction: Extraction) -> None:
    named = names(extraction, TEXT)
    assert any(
        one.subject == PAPER and "FooNet" in named[one.object]
        for one in extraction.relations
        if one.predicate is Predicate.INTRODUCES
    )


def test_a_level_is_no_size_and_every_stated_rank_is_claimed() -> None:
    text = "FooNet\nWe present FooNet. It ranks in the top 7 on Chatbot Arena with a score of 1356."
    found = {(str(one.quantity.value), one.quantity.kind, one.metric) for one in SHARED.read(text).results}
    assert found == {("7", ResultKind.RANK, "rank"), ("1356", ResultKind.ABSOLUTE, "score")}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_reference_holds(text: str) -> None:
    found = SHARED.read(text)
    numbers = {str(one.entity) for one in found.mentions} | {PAPER}
    assert {ref for one in found.relations for ref in (one.subject, one.object)} <= numbers
    assert all(0 <= one.start < one.end <= len(text) for one in found.mentions)
    assert all(0 <= one.confidence <= 1 for one in (*found.mentions, *found.relations, *found.results))


def test_what_was_read_before_changes_nothing(extraction: Extraction) -> None:
    SHARED.read("Another text altogether, longer than the first. " * 30)
    assert SHARED.read(TEXT) == extraction


def test_a_text_of_many_windows_keeps_its_offsets() -> None:
    text = "T\n" + "We evaluate BERT on SQuAD and measure accuracy. " * 80
    found = SHARED.read(text)
    assert sum(text[one.start : one.end] == "BERT" for one in found.mentions) > 70
