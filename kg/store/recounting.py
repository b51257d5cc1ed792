"""A store whose resolved view has changed, and how → the same store, what that reaches counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat

from kg.rdf import tallies, vocab
from kg.rdf.triples import Triple

_SPEAKING: Final = f"""SELECT DISTINCT ?paper ?issued {{
  ?paper {"|".join(tallies.SPEAKING)} $thing
  OPTIONAL {{ ?paper {vocab.ISSUED} ?issued }}
}}"""
_STATED: Final = f"""SELECT ?predicate ?object ?paper ?confidence {{
  ?claim {vocab.SUBJECT} $thing ; {vocab.OBJECT} ?object ; {vocab.PREDICATE} ?predicate ;
    {vocab.PAPER} ?paper ; {vocab.CONFIDENCE} ?confidence
}}"""


def reached(engine: pyoxigraph.Store, changed: Iterable[Quad]) -> set[str]:
    """Name the things whose tallies may be others once these triples came or left the resolved view."""
    return set(filter(tallies.is_counted, _reached(engine, changed)))


def _reached(engine: pyoxigraph.Store, changed: Iterable[Quad]) -> Iterator[str]:
    for quad in changed:
        node, predicate = str(quad.subject), str(quad.predicate)
        if predicate in (*tallies.SPEAKING, vocab.SUBJECT):
            yield str(quad.object)
        elif predicate == vocab.ISSUED:
            yield from (str(one.object) for way in tallies.SPEAKING for one in _quads(engine, node, way))
        elif predicate in tallies.READ:
            yield from (str(one.object) for one in _quads(engine, node, vocab.SUBJECT))


def recount(engine: pyoxigraph.Store, thing: str) -> None:
    """Count the papers of a thing anew, and change those of its tallies alone that differ."""
    counted = tallies.tallies(sorted(set(_rows(engine, thing))))
    lines = "".join(f"{' '.join(triple)} .\n" for triple in counted)
    new = {Quad(*triple) for triple in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)}
    old = set(_standing(engine, thing))
    for quad in old - new:
        engine.remove(quad)
    engine.extend(new - old)


def _rows(engine: pyoxigraph.Store, thing: str) -> Iterator[Triple]:
    for paper, issued in _asked(engine, _SPEAKING, thing):
        yield tallies.of_thing(thing, paper, issued)
    for predicate, object_, paper, confidence in _asked(engine, _STATED, thing):
        yield tallies.of_relation(thing, predicate, object_, paper, confidence)


def _asked(engine: pyoxigraph.Store, sparql: str, thing: str) -> Iterator[tuple[str, ...]]:
    """Ask with the thing in place of `$thing`; terms as N-Quads writes them, empty where unbound."""
    found = cast(QuerySolutions, engine.query(sparql.replace("$thing", thing)))
    for row in found:
        yield tuple("" if term is None else str(term) for term in row)


def _standing(engine: pyoxigraph.Store, thing: str) -> Iterator[Quad]:
    yield from _quads(engine, thing, vocab.PAPERS)
    for role in (vocab.THING, vocab.STATED_SUBJECT):
        for quad in _quads(engine, None, role, thing):
            yield from _quads(engine, str(quad.subject))


def _quads(
    engine: pyoxigraph.Store, subject: str | None, predicate: str | None = None, object_: str | None = None
) -> Iterator[Quad]:
    return engine.quads_for_pattern(_node(subject), _node(predicate), _node(object_), DefaultGraph())


def _node(iri: str | None) -> NamedNode | None:
    return NamedNode(iri[1:-1]) if iri else None
