"""Forty facts that the sixteen seed abstracts state, asked of the graph by SPARQL, each with its sentence."""

import csv
from pathlib import Path
from typing import NamedTuple

from kg.store import Store
from kg.store.parameters import string as quoted

ROOT = Path(__file__).parent.parent
ENOUGH = 28


class Fact(NamedTuple):
    """One row of `cases/facts/seeds.tsv`; alternatives of a name stand between bars."""

    paper: str
    kind: str
    subject: str
    predicate: str
    object: str
    sentence: str


def facts() -> list[Fact]:
    with (ROOT / "tests/cases/facts/seeds.tsv").open(encoding="utf-8", newline="") as file:
        return [Fact(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def named(variable: str, names: str) -> str:
    """Bind `variable` to the paper, or to what bears one of the names in any case."""
    lower = ", ".join(quoted(name.lower()) for name in names.split("|"))
    label = f"?{variable} skos:prefLabel|skos:altLabel ?l FILTER(LCASE(STR(?l)) IN ({lower}))"
    paper = f" || ?{variable} = ?paper" if "paper" in names.split("|") else ""
    return f"FILTER(EXISTS {{ {label} }}{paper})"


def evidence(sentence: str) -> str:
    return f"?c kg:evidence/nif:anchorOf ?s FILTER(CONTAINS(STR(?s), {quoted(sentence)}))"


def query(fact: Fact) -> str:
    """Write the question for one fact."""
    paper = f"?paper dcterms:title ?title FILTER(STRSTARTS(STR(?title), {quoted(fact.paper)}))"
    value = f"?c mls:hasValue ?v FILTER(?v = {fact.object})"
    body = {
        "relation": f"?c kg:paper ?paper ; kg:subject ?x ; kg:predicate kg:{fact.predicate} ; kg:object ?y ."
        f" {named('x', fact.subject)} {named('y', fact.object)} {evidence(fact.sentence)}",
        "result": f"?c a kg:Result ; kg:paper ?paper ; kg:subject ?x ; kg:kind {quoted(fact.predicate)} ."
        f" {value} {named('x', fact.subject)} {evidence(fact.sentence)}",
        "specification": "?c a kg:Specification ; kg:paper ?paper ; kg:subject ?x ; kg:counts ?n ."
        f" FILTER(STR(?n) IN ({', '.join(map(quoted, fact.predicate.split('|')))}))"
        f" {value} {named('x', fact.subject)} {evidence(fact.sentence)}",
        "link": f"?paper kg:{fact.predicate} <{fact.object}> .",
        "organization": f"?paper kg:{fact.predicate} ?o ."
        f" ?o skos:prefLabel|skos:altLabel {quoted(fact.object)} .",
    }[fact.kind]
    return f"ASK {{ {paper} {body} }}"


def test_enough_facts_come_back_with_their_sentence(seeds_store: Store) -> None:
    missed = [fact for fact in facts() if not seeds_store.query(query(fact))]
    print("\nmissed:", *("  " + " · ".join(fact[:5]) for fact in missed), sep="\n")
    assert len(facts()) == 40
    assert len(facts()) - len(missed) >= ENOUGH
