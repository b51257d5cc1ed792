import re
from dataclasses import replace
from hashlib import sha256

import pytest

from kg.model import Document
from kg.sources.identity import Ids, mint_id

PAPER = Document("paper1", "M6: A Chinese Multimodal Pretrainer", "We construct a dataset.")


def test_mints_from_words_alone() -> None:
    minted = mint_id("M6: A Chinese Multimodal Pretrainer", "We construct a dataset.")
    digest = sha256(b"M6: A Chinese Multimodal Pretrainer\nWe construct a dataset.").hexdigest()
    assert minted == f"m6-a-chinese-multimodal-pretrainer-{digest[:8]}"


@pytest.mark.parametrize("title", ["?", "基于深度学习的方法", "A long title " * 50])
def test_minted_ids_are_short_and_plain(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", mint_id(title, ""))
    assert len(mint_id(title, "")) <= 48 + 9


def test_admits_the_first() -> None:
    assert Ids().admit(PAPER, "line 1") is PAPER


def test_turns_a_copy_away() -> None:
    ids = Ids()
    ids.admit(PAPER, "line 1")
    assert ids.admit(replace(PAPER, venue="elsewhere"), "line 2") == (
        "duplicate of line 1: same id 'paper1', same title and abstract"
    )


def test_mints_an_id_for_a_namesake() -> None:
    ids = Ids()
    ids.admit(PAPER, "line 1")
    other = replace(PAPER, abstract="We do not.")
    minted = mint_id(other.title, other.abstract)
    doubt = "id 'paper1' belongs to another paper too; this one was minted"
    assert ids.admit(other, "line 2") == replace(other, id=minted, doubts=(doubt,))
    assert ids.admit(other, "line 3") == f"duplicate of line 2: same id {minted!r}, same title and abstract"


def test_turns_away_what_no_id_is_left_for() -> None:
    ids = Ids()
    other = replace(PAPER, abstract="We do not.")
    minted = mint_id(other.title, other.abstract)
    for number, name in enumerate(("paper1", minted, mint_id(other.title, f"{other.abstract}\n"))):
        ids.admit(replace(PAPER, id=name, abstract=str(number)), f"line {number}")
    assert ids.admit(other, "line 9") == f"id {minted!r} belongs to line 1 already, with another text"


def test_same_text_of_another_format_is_no_copy() -> None:
    ids = Ids()
    ids.admit(PAPER, "line 1")
    again = ids.admit(replace(PAPER, format="atom"), "b.xml, line 2")
    assert isinstance(again, Document)
    assert again.id == mint_id(PAPER.title, PAPER.abstract)
