"""Claims stand under headings that the thing itself would say, in the words of the picture."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kg.rdf.vocab import ONTOLOGY
from kg.server.grouping import grouped
from kg.server.relations import RELATIONS, rank, says
from kg.store.claims import Thing, Told

WORDS = Path(__file__).parents[2] / "kg" / "viz" / "web" / "words.js"
ROW = re.compile(r'^  "?([\w ]+)"?: \["([^"]+)", "([^"]+)"\],$', re.MULTILINE)
WREN, PIPIT, GLUE, PAPER = (Thing(name.lower(), name) for name in ("Wren", "Pipit", "GLUE", "Paper"))


def told(
    subject: Thing, relation: str, object_: Thing | None, sure: float = 0.5, kind: str = "relation"
) -> Told:
    return Told(
        claim=f"{subject.name} {relation} {sure}",
        kind=kind,
        subject=subject,
        predicate=Thing(f"{ONTOLOGY}{relation}" if object_ else "", relation),
        object=object_,
        figure="" if object_ else "56B",
        settings=(),
        sentences=(),
        confidence=Decimal(str(sure)),
        paper=PAPER,
    )


CLAIMS = [
    told(WREN, "evaluatedOn", GLUE),
    told(WREN, "layers", None, kind="specification"),
    told(WREN, "score", None, kind="result"),
    told(PAPER, "affiliation", Thing("org", "Org"), kind="record"),
    told(WREN, "outperforms", PIPIT, 0.4, kind="comparison"),
    told(WREN, "outperforms", PIPIT, 0.9, kind="comparison"),
    told(PAPER, "introduces", WREN),
]


@pytest.mark.parametrize(
    ("thing", "headings"),
    [
        (WREN, ["introduced by", "outperforms", "evaluated on", "figures", "sizes"]),
        (PAPER, ["introduces", "outperforms", "evaluated on", "figures", "sizes", "comes from"]),
    ],
)
def test_claims_are_grouped_as_the_thing_says_them(thing: Thing, headings: list[str]) -> None:
    claims = [each for each in CLAIMS if thing == PAPER or each.kind != "record"]
    assert [group.heading for group in grouped(claims, thing.iri)] == headings


def test_who_loses_is_outperformed_and_the_surest_claim_is_first() -> None:
    comparisons = [each for each in CLAIMS if each.kind == "comparison"]
    (group,) = grouped(comparisons, PIPIT.iri)
    assert group.heading == "outperformed by"
    assert [(claim["says"], claim["confidence"]) for claim in group.claims] == [
        ("outperforms", 0.9),
        ("outperforms", 0.4),
    ]
    assert [group.heading for group in grouped(comparisons, GLUE.iri)] == ["used to compare"]


def test_the_picture_says_the_same() -> None:
    words = {name: (one, other) for name, one, other in ROW.findall(WORDS.read_text(encoding="utf-8"))}
    shared = [name for name in words if name in RELATIONS]
    assert len(shared) >= 14
    assert [RELATIONS[name] for name in shared] == [words[name] for name in shared]
    assert sorted(shared, key=rank) == shared


def test_an_unknown_relation_is_said_as_it_is() -> None:
    assert (says("sings"), says("sings", inverse=True), rank("sings")) == (
        "sings",
        "sings (of)",
        len(RELATIONS),
    )
