"""Every data type of the shards comes back from its line as it was."""

from decimal import Decimal

import pytest

from kg.errors import KGError
from kg.model import (
    Author,
    Document,
    Entity,
    EntityType,
    Evidence,
    Identifier,
    Link,
    LinkClaim,
    Naming,
    Predicate,
    Reject,
    RelationClaim,
    ResultClaim,
    ResultKind,
    Span,
)
from kg.pipeline.folder.codec import from_line, to_line

FOO = Entity(EntityType.MODEL, "foonet")
MMLU = Entity(EntityType.DATASET, "mmlu")
TEXT = Evidence("text", spans=(Span(1, 4),), sentences=(Span(0, 9),))

VALUES = [
    Document("a", "Title", "Abstract"),
    Document(
        "b",
        "Títle ☃",
        "A\nb\u2028c",
        authors=(Author("Ao Liu", ("Tencent",), "0000"),),
        authors_complete=False,
        organizations=("Tencent",),
        issued="2024-12-03",
        categories=("cs.CV",),
        identifiers=(Identifier("arxiv", "2412.00001"),),
        links=(Link("https://example.org", "code", "abstract"),),
        code_available=True,
        doubts=("split",),
    ),
    Reject("a.txt", "3", "no date"),
    Naming("a", FOO, Span(0, 3), 0.9),
    RelationClaim("a", None, Predicate.INTRODUCES, FOO, 1.0, TEXT),
    RelationClaim("a", FOO, Predicate.OUTPERFORMS, FOO, 0.5, TEXT, "hedged", "2 points", FOO, (MMLU,)),
    ResultClaim("a", FOO, "score", Decimal("5.60"), "%", ResultKind.ABSOLUTE, "5.60%", 0.8, TEXT, "low"),
    ResultClaim("a", None, FOO, Decimal(56), "", ResultKind.SIZE, "56", 0.8, TEXT, datasets=(MMLU,)),
    LinkClaim(FOO, "canonical", MMLU, 1.0, "LexicalMatching", Evidence("rule", row="r")),
    LinkClaim(FOO, "prefLabel", "FooNet", 1.0, "LexicalMatching", Evidence("rule", row="r")),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_round_trip(value: object) -> None:
    assert from_line(to_line(value), type(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_one_line_each(value: object) -> None:
    assert to_line(value).count(b"\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'["Quad",{}]',
        b'["Reject",{}]',
        b'["Reject",{"nope":1}]',
        to_line(VALUES[3]),
    ],
)
def test_damaged_line(line: bytes) -> None:
    with pytest.raises(KGError, match="the build is damaged"):
        from_line(line, Reject)
