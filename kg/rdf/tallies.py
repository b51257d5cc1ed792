"""Claims of the resolved view → in how many papers: of each thing, of each thing and year, of each relation.

A tally is what questions would count anew each time. All of a thing's tallies follow from its own rows, which
are triples too, so that they can be sorted with files: `(thing, "", "YEAR PAPER")` for each paper that claims
something of it or has it as affiliation, and `(subject, predicate, "OBJECT PAPER CONFIDENCE")` for each
relation that a paper states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg.rdf import vocab
from kg.rdf.terms import count, date, decimal, lexical
from kg.rdf.triples import Triple

SEVERAL: Final = 2
"""Papers that make an agreement, and a count of a year: fewer are no news, and most of all there is."""
SPEAKING: Final = (vocab.SPEAKS_OF, vocab.AFFILIATION)
"""What ties a paper to the things that it counts for."""
_RELATION: Final = (vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT, vocab.PAPER, vocab.CONFIDENCE)
READ: Final = frozenset((*_RELATION, vocab.ISSUED))
"""What has to be known of a claim, and of a paper besides."""

_PAPERS: Final = f"<{vocab.ID}paper/"


def noted(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give the rows of what papers state, each whole; some rows come more than once."""
    nodes: dict[str, dict[str, str]] = {}
    spoken: list[tuple[str, str]] = []
    for subject, predicate, object_ in triples:
        if predicate in READ:
            nodes.setdefault(subject, {})[predicate] = object_
        elif predicate in SPEAKING:
            spoken.append((subject, object_))
    for said in nodes.values():
        if vocab.OBJECT in said and is_counted(said[vocab.SUBJECT]):
            yield of_relation(*(said[part] for part in _RELATION))
    for paper, thing in spoken:
        yield of_thing(thing, paper, nodes.get(paper, {}).get(vocab.ISSUED, ""))


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
        if len(sure) >= SEVERAL and object_ != subject:  # two names may have become one thing
            node = vocab.minted("agreement", subject, predicate, object_)
            yield node, vocab.TYPE, vocab.AGREEMENT
            yield node, vocab.STATED_SUBJECT, subject
            yield node, vocab.STATED_PREDICATE, predicate
            yield node, vocab.STATED_OBJECT, object_
            yield node, vocab.PAPERS, count(len(sure))
            yield node, vocab.CONFIDENCE, decimal(max(sure.values()))
