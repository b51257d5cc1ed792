"""Claims of the resolved view → in how many papers: of each thing, of each thing and year, of each relation.

A tally is what questions would count anew each time. All of a thing's tallies follow from its own rows, which
are triples too, so that they can be sorted with files: `(thing, "", "YEAR PAPER")` for each paper that claims
something of it or has it as affiliation, and `(subject, predicate, "OBJECT PAPER CONFIDENCE")` for each
relation that a paper states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg.rdf import vocab
from kg.rdf.terms import count, date, decimal, lexical
from kg.rdf.triples import Triple

SEVERAL: Final = 2
"""Papers that make an agreement, and a count of a year: fewer are no news, and most of all there is."""
ROLES: Final = (
    *(vocab.SUBJECT, vocab.OBJECT, vocab.ON_DATASET, vocab.ON_TASK, vocab.BASELINE),
    *(vocab.COMPARED_BY, vocab.SPECIFIED_BY),
)
"""The properties of a claim or figure in which a thing has a part."""
READ: Final = frozenset((*ROLES, vocab.PAPER, vocab.PREDICATE, vocab.CONFIDENCE, vocab.ISSUED))
"""What has to be known of a paper and its claims."""

_PAPERS: Final = f"<{vocab.ID}paper/"


def noted(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give the rows of what papers state, each whole; some rows come more than once."""
    nodes: dict[str, list[tuple[str, str]]] = {}
    places: list[tuple[str, str]] = []
    for subject, predicate, object_ in triples:
        if predicate in READ:
            nodes.setdefault(subject, []).append((predicate, object_))
        elif predicate == vocab.AFFILIATION:
            places.append((subject, object_))
    issued = {node: dict(said).get(vocab.ISSUED, "") for node, said in nodes.items()}
    for said in nodes.values():
        claim = dict(said)
        if vocab.PAPER in claim and vocab.SUBJECT in claim:
            yield from of_claim(said, issued.get(claim[vocab.PAPER], ""))
    yield from (of_thing(place, paper, issued.get(paper, "")) for paper, place in places)


def of_claim(said: Collection[tuple[str, str]], issued: str) -> Iterator[Triple]:
    """Give the rows of a claim or figure: its properties, as terms, and its paper's date, a term or empty."""
    claim = dict(said)
    subject, paper, object_ = claim[vocab.SUBJECT], claim[vocab.PAPER], claim.get(vocab.OBJECT)
    for predicate, thing in said:
        if predicate in ROLES and is_counted(thing):
            yield of_thing(thing, paper, issued)
    if object_ is not None and is_counted(subject):
        yield of_relation(subject, claim[vocab.PREDICATE], object_, paper, claim[vocab.CONFIDENCE])


def is_counted(thing: str) -> bool:
    """Say whether a thing has tallies: a paper has none, since it alone speaks of itself."""
    return not thing.startswith(_PAPERS)


def of_relation(subject: str, predicate: str, object_: str, paper: str, confidence: str) -> Triple:
    """Give the row that says that a paper states a relation, and how surely."""
    return subject, predicate, f"{object_} {paper} {confidence}"


def of_thing(thing: str, paper: str, issued: str) -> Triple:
    """Give the row that says that a paper speaks of a thing; `issued` is its date, a term or empty."""
    return thing, "", f"{lexical(issued)[:4] if issued else ''} {paper}"


def tallies(rows: Iterable[Triple]) -> Iterator[Triple]:
    """Count rows, each there once and all sorted: the triples that say how many papers there are."""
    for (thing, predicate), group in groupby(rows, key=lambda row: row[:2]):
        said = (row[2] for row in group)
        yield from _agreements(thing, predicate, said) if predicate else _papers(thing, said)


def _papers(thing: str, said: Iterable[str]) -> Iterator[Triple]:
    years = Counter(each.split(" ", 1)[0] for each in said)
    yield thing, vocab.PAPERS, count(years.total())
    for year, papers in years.items():
        if year and papers >= SEVERAL:
            node = vocab.minted("yearly", thing, year)
            yield node, vocab.TYPE, vocab.YEARLY_COUNT
            yield node, vocab.THING, thing
            yield node, vocab.YEAR, date(year)
            yield node, vocab.PAPERS, count(papers)


def _agreements(subject: str, predicate: str, said: Iterable[str]) -> Iterator[Triple]:
    for object_, group in groupby((each.split(" ") for each in said), key=lambda parts: parts[0]):
        sure: dict[str, Decimal] = {}
        for _, paper, confidence in group:
            sure[paper] = max(sure.get(paper, Decimal(0)), Decimal(lexical(confidence)))
        if len(sure) >= SEVERAL:
            node = vocab.minted("agreement", subject, predicate, object_)
            yield node, vocab.TYPE, vocab.AGREEMENT
            yield node, vocab.STATED_SUBJECT, subject
            yield node, vocab.STATED_PREDICATE, predicate
            yield node, vocab.STATED_OBJECT, object_
            yield node, vocab.PAPERS, count(len(sure))
            yield node, vocab.CONFIDENCE, decimal(max(sure.values()))
