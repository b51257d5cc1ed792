"""The answer to a question → the same, its names leading to the things that bear them.

Names are looked up once the answer is there, so that the questions give names alone, as tables and programs
want them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.model import EntityType
from kg.rdf import vocab
from kg.server.cells import Cell, Table
from kg.store import Store
from kg.store.formats import Term, plain

MOST_NAMES: Final = 3000
"""Names of one answer that are looked up."""
MOST_PARTS: Final = 30
"""Names of one cell that are shown; the formats for programs have all."""
_BETWEEN: Final = ", "
_KINDS: Final = {
    **{classes[0]: str(kind) for kind, classes in vocab.CLASSES.items()},
    vocab.SCHOLARLY_ARTICLE: "Paper",
    vocab.PERSON: "Person",
}
_TYPE, _PAPERS, _HIDDEN_LABEL = (
    NamedNode(term[1:-1]) for term in (vocab.TYPE, vocab.PAPERS, vocab.HIDDEN_LABEL)
)
_LABELS: Final = tuple(NamedNode(term[1:-1]) for term in (vocab.PREF_LABEL, vocab.TITLE))

Borne: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""A name → who bears it, the one that most papers speak of first, and what it is."""


def led(store: Store, table: Table, names: Mapping[str, Sequence[EntityType]]) -> Table:
    """Lead from the columns of `names` to things, preferably of the given types; call papers by their titles.

    A column that says again what another says is left out.
    """
    columns = {number: names[name] for number, name in enumerate(table.columns) if name in names}
    iris = {cell.iri for row in table.rows for cell in row if cell.iri.startswith(vocab.ID)}
    titles = {iri: title for iri in iris if (title := min(_labels(store, NamedNode(iri)), default=""))}
    borne = _borne(store, _asked(row[number] for row in table.rows for number in columns))
    rows = tuple(
        tuple(
            _led(cell, borne, columns[number])
            if number in columns
            else replace(cell, text=titles.get(cell.iri, cell.text))
            for number, cell in enumerate(row)
        )
        for row in table.rows
    )
    return _without_echoes(replace(table, rows=rows))


def _asked(cells: Iterable[Cell]) -> list[str]:
    names: dict[str, None] = {}
    for cell in cells:
        if cell.text and not cell.iri:
            names.update(dict.fromkeys([cell.text, *_parts(cell)]))
    return list(names)[:MOST_NAMES]


def _parts(cell: Cell) -> list[str]:
    return cell.text.split(_BETWEEN)[:MOST_PARTS]


def _led(cell: Cell, borne: Borne, types: Sequence[EntityType]) -> Cell:
    if cell.iri:
        return cell
    if whole := _chosen(borne, cell.text, types):
        return replace(cell, iri=whole)
    parts = tuple(Cell(part, _chosen(borne, part, types)) for part in _parts(cell))
    left = cell.text.count(_BETWEEN) + 1 - len(parts)
    more = (Cell(f"{left:,} more"),) if left else ()
    return replace(cell, parts=(*parts, *more)) if left or any(part.iri for part in parts) else cell


def _chosen(borne: Borne, name: str, types: Sequence[EntityType]) -> str:
    """Choose of those who bear a name one of the types, else the foremost; empty where nobody does."""
    bearers = sorted(borne.get(name, ()), key=lambda each: each[1] not in types)
    return bearers[0][0] if bearers else ""


def _borne(store: Store, names: Iterable[str]) -> Borne:
    return {name: _bearers(store, name) for name in names}


def _bearers(store: Store, name: str) -> list[tuple[str, str]]:
    found: dict[tuple[int, str], tuple[str, str]] = {}
    for thing in _called(store, name):
        if kind := _kind(store, thing):
            papers = sum(int(plain(each)) for each in _objects(store, thing, _PAPERS))
            found[-papers, thing.value] = (thing.value, kind)
    return [found[place] for place in sorted(found)]


def _called(store: Store, name: str) -> Iterator[NamedNode]:
    """Find what has this first name or title; small letters lead to titles in any language."""
    ways = (*((label, name) for label in _LABELS), (_HIDDEN_LABEL, name.lower()))
    for label, text in ways:
        for quad in store.engine.quads_for_pattern(None, label, Literal(text), DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and name in _labels(store, quad.subject):
                yield quad.subject


def _kind(store: Store, thing: NamedNode) -> str:
    """Say what a thing is; empty for what is nothing that has a page of claims."""
    classes = {str(each) for each in _objects(store, thing, _TYPE)}
    return next((kind for class_, kind in _KINDS.items() if class_ in classes), "")


def _labels(store: Store, thing: NamedNode) -> list[str]:
    return [plain(each) for label in _LABELS for each in _objects(store, thing, label)]


def _objects(store: Store, thing: NamedNode, property_: NamedNode) -> Iterator[Term]:
    """Look up, in the index: a query that joins so many names may be begun from the wrong end."""
    found = store.engine.quads_for_pattern(thing, property_, None, DefaultGraph())
    return (quad.object for quad in found)


def _without_echoes(table: Table) -> Table:
    columns = list(zip(*table.rows, strict=True))
    kept = [
        number
        for number, column in enumerate(columns)
        if column not in columns[:number] or not any(cell.iri for cell in column)
    ]
    if not table.rows:
        return table
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[number] for number in kept), rows=rows)
