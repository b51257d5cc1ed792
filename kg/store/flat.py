"""A store → every claim that its papers make, and the same as rows for a table: one row a claim or figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.model import EntityType
from kg.rdf import vocab
from kg.store.askable import Askable
from kg.store.claims import Thing, Told, tell
from kg.store.formats import csv_line, plain
from kg.store.wording import local

AT_ONCE: Final = 500
"""Claims that one query asks for; a larger one would be longer than servers read."""
SEVERAL: Final = ("dataset", "task", "baseline", "sentences")
"""Columns of which a claim may have more than one."""
_WORDS: Final = ("metric", "dataset", "task", "baseline", "margin", "kind", "bound", "modality")
COLUMNS: Final = (
    *("title", "issued", "subject", "subject_type", "relation", "object", "object_type"),
    *("as_written", "value", "unit", *_WORDS, "confidence", "sentences"),
    *("paper", "claim", "subject_iri", "object_iri"),
)
"""What a row tells. A figure has no object, and `measured` or `counts` as relation."""
Row = dict[str, str | tuple[str, ...]]


def every_claim(store: Askable) -> Iterator[Told]:
    """Tell each claim once, paper by paper; some hundreds are asked for at a time."""
    found = [(plain(paper), plain(claim)) for paper, claim in store.select(_CLAIMS).rows if paper and claim]
    found.sort()
    for first in range(0, len(found), AT_ONCE):
        claims = [claim for _, claim in found[first : first + AT_ONCE]]
        yield from sorted(tell(store, claims), key=lambda told: (told.paper.iri, told.claim))


def rows(store: Askable) -> Iterator[Row]:
    """Tell each claim by column; those of `SEVERAL` hold all there are."""
    types, dates = types_of(store), _dates(store)
    for told in every_claim(store):
        object_ = told.object or Thing("", "")
        cells = (
            *(told.paper.name, dates.get(told.paper.iri, "")),
            *(told.subject.name, types.get(told.subject.iri, "")),
            *(_relation(told), object_.name, types.get(object_.iri, "")),
            *(told.figure, told.value, told.unit, *_said(told), str(told.confidence)),
            tuple(passage.text for passage in told.sentences),
            *(told.paper.iri, told.claim, told.subject.iri, object_.iri),
        )
        yield dict(zip(COLUMNS, cells, strict=True))


def write_csv(store: Askable) -> Iterator[str]:
    """Write the columns' names and then a line a claim, as RFC 4180 has it; several in a cell by ` | `."""
    yield csv_line(COLUMNS)
    for row in rows(store):
        yield csv_line(cell if isinstance(cell, str) else joined(cell) for cell in row.values())


def said(told: Told, word: str) -> str:
    """Give what a claim says of its dataset, margin and the like; of several, all."""
    return joined(thing.name for name, thing in told.settings if name == word)


def joined(texts: Iterable[str]) -> str:
    """Put several texts into one cell."""
    return " | ".join(texts)


def _relation(told: Told) -> str:
    if not told.figure:
        return told.predicate.name
    return "counts" if told.kind == "specification" else "measured"


def _said(told: Told) -> Iterator[str | tuple[str, ...]]:
    """Give what else is said, in the order of `_WORDS`; what a figure measures or counts is its metric."""
    for word in _WORDS:
        if word in SEVERAL:
            yield tuple(thing.name for name, thing in told.settings if name == word)
        else:
            yield told.predicate.name if told.figure and word == "metric" else said(told, word)


def types_of(store: Askable) -> dict[str, str]:
    """Read of which type each thing is, once for all claims."""
    rows = store.select(_TYPES).rows
    return {plain(thing): local(plain(kind)) for thing, kind in rows if thing and kind}


def _dates(store: Askable) -> dict[str, str]:
    rows = store.select("SELECT ?paper ?issued { ?paper dcterms:issued ?issued }").rows
    return {plain(paper): plain(issued) for paper, issued in rows if paper and issued}


_CLAIMS: Final = """
SELECT ?paper ?claim WHERE { ?claim kg:paper ?paper ; kg:subject ?subject ; kg:confidence ?confidence }"""

_TYPES: Final = f"""
SELECT ?thing ?class
WHERE {{ VALUES ?class {{ {" ".join(vocab.CLASSES[kind][0] for kind in EntityType)} }} ?thing a ?class }}
ORDER BY ?thing DESC(?class)"""
