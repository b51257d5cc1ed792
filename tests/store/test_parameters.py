from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import text

from kg.errors import QueryError
from kg.model import EntityType
from kg.store import Store
from kg.store.parameters import Given, Parameter, string

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("string", 'a "b" \\ {c} }\n', '"a \\"b\\" \\\\ {c} }\\n"'),
        ("integer", 7, f'"7"^^<{XSD}integer>'),
        ("integer", "-07", f'"-7"^^<{XSD}integer>'),
        ("decimal", Decimal("1E+2"), f'"100"^^<{XSD}decimal>'),
        ("decimal", "0.50", f'"0.50"^^<{XSD}decimal>'),
        ("date", "2024", '"2024"'),
        ("date", "2024-05-31", '"2024-05-31"'),
        ("iri", "model:wren-2", "<https://w3id.org/claimgraph/id/model/wren-2>"),
        ("iri", "https://example.org/é", "<https://example.org/é>"),
    ],
)
def test_a_value_becomes_one_term(type_: str, value: Given, term: str) -> None:
    assert Parameter("p", type_, "Help.").term(value) == term


@pytest.mark.parametrize(
    ("type_", "value", "way_out"),
    [
        ("integer", "2.5", "give digits, like 2"),
        ("integer", "٣", "give digits, like 2"),
        ("integer", "9" * 19, "give digits, like 2"),
        ("decimal", "many", "give a number, like 0.5"),
        ("decimal", "NaN", "give a number, like 0.5"),
        ("decimal", "1e999999", "give a number, like 0.5"),
        ("date", "May 2024", "give it like 2024, 2024-05 or 2024-05-31"),
        ("date", "2024-13", "give it like 2024, 2024-05 or 2024-05-31"),
        ("iri", "wren", "give it like https://… or model:…"),
        ("iri", "ImageNet:10%", "give it like https://… or model:…"),
        ("iri", "COCO:[a]", "give it like https://… or model:…"),
        ("iri", "https://example.org/> } DROP ALL #", "give it like https://… or model:…"),
        ("string", "\udcff", "give it in UTF-8"),
    ],
)
def test_a_value_of_another_type_is_refused(type_: str, value: str, way_out: str) -> None:
    with pytest.raises(QueryError) as caught:
        Parameter("p", type_, "Help.").term(value)
    assert str(caught.value) == f"parameter p: {value!r} is no {type_}; {way_out}"


@given(text())
def test_any_text_comes_back_as_the_text_it_was(store: Store, value: str) -> None:
    found = store.select(f"SELECT ?x WHERE {{ VALUES (?x) {{ ({string(value)}) }} }}")
    assert [[term and term.value for term in row] for row in found.rows] == [[value]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("default", "classes", "usual"),
    [
        ("the 5 of most papers", (EntityType.TASK,), "the 5 tasks with the most papers"),
        ("the 1 of most papers", (EntityType.TASK,), "the task with the most papers"),
        ("the 9 of most papers", (EntityType.HARDWARE,), "the 9 kinds of hardware with the most papers"),
        ("the 2 of most papers", (), "the 2 things with the most papers"),
        ("BERT", (), "BERT"),
        (None, (), ""),
    ],
)
def test_what_holds_where_nothing_is_given_in_words(
    default: str | None, classes: tuple[EntityType, ...], usual: str
) -> None:
    assert Parameter("x", "name", "X.", classes, default).usual == usual
