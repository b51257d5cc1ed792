"""What the sixteen seed abstracts say, written down from them alone, and how much of it the graph answers.

Each row of `cases/facts/abstracts.tsv` is asked by SPARQL, with a part of the sentence that must be its
evidence; alternatives of a name or a relation stand between bars, `*` is whatever the paper speaks of.
`setting` names the dataset, metric or baseline of a figure.
"""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.store import Store
from kg.store.claims import about
from kg.store.parameters import string as quoted

ROOT = Path(__file__).parent.parent
ENOUGH = 0.5
"""The share that must come back; `docs/accuracy.md` has the measured one."""
ROLES = {"dataset": "kg:onDataset", "metric": "mls:specifiedBy", "baseline": "kg:baseline"}


class Fact(NamedTuple):
    """One row of the table."""

    paper: str
    kind: str
    subject: str
    predicate: str
    object: str
    sentence: str
    setting: str


def facts() -> list[Fact]:
    with (ROOT / "tests/cases/facts/abstracts.tsv").open(encoding="utf-8", newline="") as file:
        return [Fact(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def listed(words: str) -> str:
    return ", ".join(quoted(word.lower()) for word in words.split("|"))


def named(variable: str, names: str) -> str:
    """Let `variable` be the paper, or what bears one of the names in any case."""
    if names == "*":
        return ""
    label = f"?{variable} skos:prefLabel|skos:altLabel ?l FILTER(LCASE(STR(?l)) IN ({listed(names)}))"
    paper = f" || ?{variable} = ?paper" if "paper" in names.split("|") else ""
    return f"FILTER(EXISTS {{ {label} }}{paper})"


def told(fact: Fact) -> list[str]:
    """Say what a claim of the fact's kind must have."""
    if fact.kind == "relation":
        terms = ", ".join(f"kg:{name}" for name in fact.predicate.split("|"))
        return ["?c kg:predicate ?p ; kg:object ?y", f"FILTER(?p IN ({terms}))", named("y", fact.object)]
    value = f"mls:hasValue ?v FILTER(?v = {fact.object})"
    if fact.kind == "specification":
        counted = f"FILTER(LCASE(STR(?n)) IN ({listed(fact.predicate)}))"
        return [f"?c a kg:Specification ; kg:counts ?n ; {value}", counted]
    role, _, names = fact.setting.partition(":")
    setting = [f"?c {ROLES[role]} ?z", named("z", names)] if role else []
    return [f"?c a kg:Result ; kg:kind {quoted(fact.predicate)} ; {value}", *setting]


def query(fact: Fact) -> str:
    """Write the question for one fact."""
    paper = ["?paper dcterms:title ?title", f"FILTER(STRSTARTS(STR(?title), {quoted(fact.paper)}))"]
    if fact.kind == "link":
        parts = [f"?paper kg:{fact.predicate} <{fact.object}>"]
    elif fact.kind in ("organization", "author"):
        predicate = "kg:affiliation" if fact.kind == "organization" else "dcterms:creator"
        parts = [f"?paper {predicate} ?o", named("o", fact.object)]
    elif fact.kind == "named":
        parts = [f"?m oa:hasBody ?o ; kg:paper ?paper . ?o a kg:{fact.predicate}", named("o", fact.object)]
    else:
        sentence = ["?c kg:evidence/nif:anchorOf ?s", f"FILTER(CONTAINS(STR(?s), {quoted(fact.sentence)}))"]
        subject = ["?c kg:paper ?paper ; kg:subject ?x", named("x", fact.subject)]
        parts = [*subject, *told(fact), *sentence]
    return f"ASK {{ {' . '.join(filter(None, [*paper, *parts]))} }}"


def report(missed: list[Fact], every: list[Fact]) -> str:
    """Count by paper, and list what did not come back."""
    lost, total = Counter(fact.paper for fact in missed), Counter(fact.paper for fact in every)
    lines = [f"{total[paper] - lost[paper]:3d} of {total[paper]:3d}  {paper}" for paper in total]
    lines += [f"missed: {' · '.join(filter(None, (*fact[:5], fact.setting)))}" for fact in missed]
    return "\n".join([f"{len(every) - len(missed)} of {len(every)} facts", *lines])


def test_enough_of_the_abstracts_comes_back(seeds_store: Store) -> None:
    every = facts()
    missed = [fact for fact in every if not seeds_store.query(query(fact))]
    print(f"\n{report(missed, every)}")
    assert len({fact.paper for fact in every}) == 16
    assert len(every) - len(missed) >= ENOUGH * len(every)


@pytest.mark.parametrize(
    "name",
    ["Hunyuan-TurboS", "Angel-PTM", "HunyuanVideo", "Hunyuan-DiT", "Hunyuan3D 2.0", "MEMO", "Hunyuan-Large"],
)
def test_a_seed_system_is_told_with_its_sentences(seeds_store: Store, name: str) -> None:
    claims = about(seeds_store, name)
    assert len(claims) >= 5
    assert all(claim.sentences for claim in claims if claim.kind != "record")


def test_the_command_tells_them_too(seeds_output: Path) -> None:
    command = [sys.executable, "-m", "kg", "ask", "about", "--thing", "MEMO", "--csv"]
    environment = os.environ | {"KG_OUTPUT": str(seeds_output)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert "1.97x and 1.80x MFU compared to Megatron-LM and DeepSpeed" in done.stdout
