"""What a worker finds for the pages: tables, answers to questions, things by name, one with its claims.

Each task takes the store and writes JSON of a bounded size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import orjson
import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions

from kg.errors import QueryError
from kg.rdf.vocab import CLASSES, PREFIXES
from kg.server.media import GRAPHS, ROWS, Format
from kg.server.tasks import Missing, Out, asked, write_triples
from kg.store import Store, entities
from kg.store.claims import as_json, surest
from kg.store.formats import plain
from kg.store.parameters import iri, string
from kg.store.questions import question
from kg.store.syntax import check
from kg.store.wording import shortened

MOST_ROWS: Final = 500
MOST_CLAIMS: Final = 300
MOST_FOUND: Final = 50
MOST_FORMATS: Final = 4
_NUMBERS: Final = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float")}


def table(store: Store, out: Out, *, query: str, base: str) -> None:
    """Answer a query with at most `MOST_ROWS` rows of cells."""
    check(query)
    found = asked(store, query, base=base, default=None, named=None)
    _write(out, {"query": query, **_table(found)})


def ask(store: Store, out: Out, *, name: str, given: Mapping[str, str], base: str) -> None:
    """Answer a question of the project; names are looked up."""
    known = question(name)
    query = known.told(store, **given)
    found = _table(asked(store, query, base=base, default=None, named=None))
    _write(out, {"query": query, "note": known.note(len(found["rows"]), **given), **found})


def search(store: Store, out: Out, *, name: str) -> None:
    """List the things whose names hold `name`: those called so first, then those that begin so."""
    rows = store.select(_SEARCH.replace("$name", string(name.strip()))).rows
    things = [dict(zip(("iri", "name", "kind"), map(_plain, row), strict=True)) for row in rows]
    near: list[str] = []
    if not things:
        near = _near(store, name)
    for thing in things:
        thing["kind"] = shortened(thing["kind"]).partition(":")[2].replace("ScholarlyArticle", "Paper")
    _write(out, {"things": things, "near": near, "cut": len(things) >= MOST_FOUND})


def thing(store: Store, out: Out, *, candidates: Sequence[str]) -> None:
    """Tell of the first of the IRIs that the store knows: what it is, and the claims it has a part in."""
    node = _known(store, candidates)
    said = [
        {"predicate": _cell(quad.predicate), "object": _cell(quad.object)}
        for quad in islice(store.engine.quads_for_pattern(node, None, None, DefaultGraph()), MOST_ROWS)
    ]
    try:
        claims, total = surest(store, node.value, most=MOST_CLAIMS)
        told = [as_json(each) for each in claims]
        what = entities.find_entity(store, node.value)
        name, kind = what.name, what.kind
    except QueryError:
        told, total, name, kind = [], 0, shortened(node.value), ""
    _write(
        out,
        {"iri": node.value, "name": name, "kind": kind, "said": said, "claims": told, "total": total},
    )


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


def _near(store: Store, name: str) -> list[str]:
    names = store.select("SELECT DISTINCT ?name { ?thing skos:prefLabel|dcterms:title ?name }").rows
    return list(entities.nearest(name, sorted({_plain(row[0]) for row in names})))


def _table(found: QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples) -> dict[str, Any]:
    formats: tuple[Format, ...] = ROWS
    if isinstance(found, QueryBoolean):
        columns, rows = ["answer"], [[_cell(Literal("yes" if found else "no"))]]
    elif isinstance(found, QuerySolutions):
        columns = [variable.value for variable in found.variables]
        rows = [[_cell(term) for term in row] for row in islice(found, MOST_ROWS + 1)]
    else:
        columns, formats = ["subject", "predicate", "object"], GRAPHS
        triples = islice(found, MOST_ROWS + 1)
        rows = [[_cell(term) for term in (each.subject, each.predicate, each.object)] for each in triples]
    return {
        "columns": columns, "rows": rows[:MOST_ROWS], "more": len(rows) > MOST_ROWS,
        "formats": [format.name for format in formats[:MOST_FORMATS]],
    }  # fmt: skip


def _cell(term: Any) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"text": shortened(term.value), "iri": term.value, "number": False}
    number = isinstance(term, Literal) and term.datatype.value in _NUMBERS
    return {"text": _plain(term), "iri": "", "number": number}


def _plain(term: Any) -> str:
    return "" if term is None else plain(term)


def _write(out: Out, answer: object) -> None:
    out.head(format="json")
    out.write(orjson.dumps(answer))


_CLASSES: Final = " ".join(classes[0] for classes in CLASSES.values())
_SEARCH: Final = f"""
SELECT ?thing (MIN(STR(?label)) AS ?name) (MIN(?class) AS ?kind) {{
  {{
    SELECT ?thing (MIN(?way) AS ?rank) (MIN(STRLEN(STR(?called))) AS ?length) {{
      VALUES ?asked {{ $name }}
      ?thing skos:prefLabel|skos:altLabel|dcterms:title ?called
      BIND(LCASE(STR(?called)) AS ?lower)
      FILTER(CONTAINS(?lower, LCASE(?asked)))
      BIND(IF(?lower = LCASE(?asked), 0, IF(STRSTARTS(?lower, LCASE(?asked)), 1, 2)) AS ?way)
    }} GROUP BY ?thing ORDER BY ?rank ?length ?thing LIMIT {MOST_FOUND}
  }}
  VALUES ?class {{ {_CLASSES} schema:ScholarlyArticle schema:Person }}
  ?thing a ?class ; skos:prefLabel|dcterms:title ?label
}} GROUP BY ?thing ?rank ?length ORDER BY ?rank ?length ?thing"""

TASKS: Final[dict[str, Callable[..., None]]] = {
    "ask": ask,
    "described": described,
    "search": search,
    "table": table,
    "thing": thing,
}
