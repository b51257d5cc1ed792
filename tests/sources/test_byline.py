import json
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.lines.byline import Byline, split

CASES = Path(__file__).parents[1] / "cases" / "listing" / "bylines" / "expected.json"


class Case(TypedDict):
    line: str
    context: str
    title: str
    authors: list[str]
    complete: bool
    organizations: list[str]
    doubtful: bool


def cases() -> list[Case]:
    found: list[Case] = json.loads(CASES.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["line"])
def test_splits_made_up_lines(case: Case) -> None:
    byline = split(case["line"], context=case["context"])
    assert (byline.title, list(byline.authors), byline.complete, list(byline.organizations)) == (
        case["title"],
        case["authors"],
        case["complete"],
        case["organizations"],
    )
    assert bool(byline.doubts) == case["doubtful"]


def test_abstract_tells_where_a_glued_word_ends() -> None:
    line = "Worlds from PixelsHunyuanWorld Team, Ao Liu"
    assert split(line).doubts == ("the title may end before 'World Team', not before 'HunyuanWorld Team'",)
    assert split(line, context="Pixels become worlds in HunyuanWorld.").doubts == ()


def test_line_without_names_is_all_title() -> None:
    doubts = ("no authors found after the title",)
    assert split("A Title Without Anybody") == Byline("A Title Without Anybody", (), True, (), doubts)


@pytest.mark.parametrize("part", ["aA,", "aB", "a · b", "A ", "Ann Lee, ", "aA and "])
def test_long_line_is_no_trap(part: str) -> None:
    assert split(f"A Title{part * 50_000}x").title


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_loses_no_word(line: str) -> None:
    byline = split(line)
    kept = byline.title + "".join(byline.authors) + "".join(byline.organizations)
    left_out = set(" ·,.etal") | {character for character in line if character.isspace()}
    assert [c for c in kept if c not in left_out] == [c for c in line if c not in left_out]
