"""What a worker finds for the pages: tables, answers to questions, things by name, one with its claims.

Each task takes the store and writes JSON of a bounded size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import UnknownNameError
from kg.server import searching
from kg.server.cells import MOST_ROWS, cell, table
from kg.server.fronts import front
from kg.server.grouping import grouped
from kg.server.naming import led
from kg.server.tasks import Missing, Out, asked, write_json, write_triples
from kg.store import Store, entities
from kg.store.claims import surest
from kg.store.entities import Found
from kg.store.parameters import iri
from kg.store.questions import question
from kg.store.syntax import check
from kg.store.wording import shortened

MOST_CLAIMS: Final = 300


def answered(store: Store, out: Out, *, query: str, base: str) -> None:
    """Answer a query with at most `MOST_ROWS` rows of cells."""
    check(query)
    write_json(out, {"table": table(asked(store, query, base=base, default=None, named=None))})


def ask(store: Store, out: Out, *, name: str, given: Mapping[str, str], base: str) -> None:
    """Answer a question of the project; names are looked up."""
    known = question(name)
    query = known.told(store, **given)
    found = table(asked(store, query, base=base, default=None, named=None))
    note = known.note(len(found.rows), **given)
    write_json(out, {"query": query, "note": note, "table": led(store, found, known.names)})


def thing(store: Store, out: Out, *, candidates: Sequence[str]) -> None:
    """Tell of the first of the IRIs that the store knows: what it is, and the claims it has a part in."""
    node = _known(store, candidates)
    said = [
        {"predicate": cell(quad.predicate), "object": cell(quad.object)}
        for quad in islice(store.engine.quads_for_pattern(node, None, None, DefaultGraph()), MOST_ROWS)
    ]
    write_json(out, {"iri": node.value, "said": said, **_told(store, node)})


def _told(store: Store, node: NamedNode) -> dict[str, object]:
    try:
        what = entities.find_entity(store, node.value)
    except UnknownNameError:
        # It is no thing that claims speak of: a claim, a sentence, RDF of others.
        name = shortened(node.value)
        return {"name": name, "kind": "", "called": name, "groups": [], "total": 0, "front": None}
    claims, total = surest(store, what, most=MOST_CLAIMS)
    return {
        "name": what.name,
        "kind": what.kind,
        "called": _called(store, what),
        "groups": grouped(claims, what.iri),
        "total": total,
        "front": front(store, what.iri) if what.kind == "Paper" else None,
    }


def _called(store: Store, what: Found) -> str:
    """Say what to ask for to mean this thing alone: its name, unless others bear it too."""
    return what.name if entities.find(store, what.name) == (what,) else shortened(what.iri)


def described(store: Store, out: Out, *, candidates: Sequence[str], format: str) -> None:
    """Write what the resolved view says of the first of the IRIs that it knows."""
    node = _known(store, candidates)
    out.head(format=format)
    quads = store.engine.quads_for_pattern(node, None, None, DefaultGraph())
    write_triples((quad.triple for quad in quads), out, format)


def _known(store: Store, candidates: Sequence[str]) -> NamedNode:
    for candidate in candidates:
        try:
            node = NamedNode(iri(candidate)[1:-1])
        except ValueError:
            continue
        if next(store.engine.quads_for_pattern(node, None, None, DefaultGraph()), None):
            return node
        if other := _canonical(store, node):
            return other
    raise Missing(404, f"{candidates[0]}: the graph holds nothing of this name")


def _canonical(store: Store, node: NamedNode) -> NamedNode | None:
    """A name that was merged into another leads to it."""
    found = store.select(f"SELECT ?other {{ GRAPH ?links {{ <{node.value}> kg:canonical ?other }} }}").rows
    return next((row[0] for row in found if isinstance(row[0], NamedNode)), None)


TASKS: Final[dict[str, Callable[..., None]]] = {
    "ask": ask,
    "described": described,
    "names": searching.names,
    "search": searching.search,
    "table": answered,
    "thing": thing,
}
