"""An older store, the quads that left and those that came → a store that answers like one built anew.

The older store is not touched: its files are immutable, the copy shares them by hard links. Only what the
difference can have changed in the resolved view is made again, subject by subject.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, RdfFormat

from kg.errors import StoreError
from kg.model import Quad
from kg.rdf import vocab
from kg.rdf.resolution import PAPER_GRAPHS, Stated, Target, resolved_part, target
from kg.rdf.triples import Triple
from kg.store.recounting import reached, recount

T = TypeVar("T")

_BATCH: Final = 10_000
_REASONS: Final = f"<{vocab.ID}link/"
"""Nodes that say why a link is held; the resolved view has none of them."""
_THINGS: Final = f"<{vocab.ID}"
_IN_PAPERS: Final = f"FILTER(STRSTARTS(STR(?graph), '{PAPER_GRAPHS[1:]}'))"
_TALLY: Final = NamedNode(vocab.PAPERS[1:-1])
_STATED: Final = (
    "SELECT ?p ?o (COUNT(?graph) AS ?papers) WHERE {{ GRAPH ?graph {{ {} ?p ?o }} {} }} GROUP BY ?p ?o"
)
_SUBJECTS: Final = "SELECT DISTINCT ?s WHERE {{ GRAPH ?graph {{ ?s ?p {} }} {} }}"


def renew(path: Path, old: Path, *, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    """Make a store in the new folder `path` from the one in `old`, by the quads that left and came.

    Raise StoreError where the old one cannot be read, or the new one cannot be written.
    """
    try:
        pyoxigraph.Store.read_only(str(old)).backup(str(path))
        engine = pyoxigraph.Store(str(path))
        _Renewal(engine).apply(tuple(removed), tuple(added))
        engine.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{path}: the store cannot be renewed ({error}); free space or mend rights"
        ) from error


class _Links:
    """The graph of links in a store, asked for the little that a change reaches."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine

    def target(self, iri: str) -> Target | None:
        """Find under what an entity stands, None where under its own IRI."""
        return next((target(end) for _, _, end in self._of(iri, vocab.CANONICAL)), None)

    def members(self, iri: str) -> set[str]:
        """Find what stands under an entity."""
        return {subject for subject, _, _ in self._of(None, vocab.CANONICAL, iri)}

    def said(self, iri: str) -> list[Triple]:
        """Read what the links say plainly of an entity."""
        return list(self._of(iri))

    def speaking(self, iri: str) -> set[str]:
        """Find the entities whose links lead to this one."""
        subjects = (subject for subject, _, _ in self._of(None, None, iri))
        return {subject for subject in subjects if not subject.startswith(_REASONS)}

    def _of(
        self, subject: str | None, predicate: str | None = None, object_: str | None = None
    ) -> Iterator[Triple]:
        pattern = (_node(term) if term else None for term in (subject, predicate, object_, vocab.LINKS_GRAPH))
        for quad in self._engine.quads_for_pattern(*pattern):
            yield str(quad.subject), str(quad.predicate), str(quad.object)


class _Renewal:
    """The store being renewed, whose links are already the new ones where the resolved view is mended."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine
        self._links = _Links(engine)

    def apply(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take quads out and put quads in, then mend the resolved view of what they speak of, and count."""
        for batch in _batches(_parsed(removed)):
            for quad in batch:
                self._engine.remove(quad)
        for batch in _batches(_parsed(added)):
            self._engine.extend(batch)
        counted: set[str] = set()
        for subjects in _batches(iter(sorted(self._touched((*removed, *added))))):
            counted |= reached(self._engine, self._mend(set(subjects)))
        for thing in sorted(counted):
            recount(self._engine, thing)

    def _touched(self, quads: Iterable[Quad]) -> set[str]:
        """Name the subjects of the resolved view that these quads can have changed."""
        found: set[str] = set()
        moved: set[str] = set()
        for quad in quads:
            if not quad.subject.startswith(_REASONS):
                found.add(quad.subject)
            if quad.predicate == vocab.CANONICAL:
                found.add(quad.object)
                moved.add(quad.subject)
        for entity in moved:
            found |= {str(row[0]) for row in self._asked(_SUBJECTS.format(entity, _IN_PAPERS))}
        standing = {self._canonical(subject) for subject in found}
        speaking = {subject for thing in standing | found for subject in self._links.speaking(thing)}
        return found | standing | speaking | {self._canonical(subject) for subject in speaking}

    def _canonical(self, iri: str) -> str:
        target = self._links.target(iri)
        return target.iri if target else iri

    def _mend(self, subjects: set[str]) -> set[pyoxigraph.Quad]:
        """Make the triples of these subjects anew, change those alone that differ, and give these."""
        links = [triple for subject in sorted(subjects) for triple in self._links.said(subject)]
        objects = {end for _, _, end in links if _is_entity(end)}
        things = {self._canonical(thing) for thing in subjects | objects}
        stated = [each for thing in sorted(things) for each in self._stated(thing)]
        view = resolved_part(stated, links, self._targets(stated))
        new = set(_parsed(Quad(*triple, "") for triple in view if triple[0] in subjects))
        old = {
            quad
            for subject in subjects
            for quad in self._engine.quads_for_pattern(_node(subject), None, None, DefaultGraph())
            if quad.predicate != _TALLY
        }
        for quad in old - new:
            self._engine.remove(quad)
        self._engine.extend(new - old)
        return old ^ new

    def _targets(self, stated: Iterable[Stated]) -> dict[str, Target]:
        ends = {end for each in stated for end in (each.subject, each.object) if _is_entity(end)}
        found = ((end, self._links.target(end)) for end in ends)
        return {end: target for end, target in found if target is not None}

    def _stated(self, thing: str) -> Iterator[Stated]:
        """Say what papers state of all that stands under `thing`, itself too."""
        for member in sorted({thing, *self._links.members(thing)}):
            for predicate, object_, papers in self._asked(_STATED.format(member, _IN_PAPERS)):
                yield Stated(member, str(predicate), str(object_), int(papers.value))

    def _asked(self, sparql: str) -> QuerySolutions:
        return cast(QuerySolutions, self._engine.query(sparql))


def _parsed(quads: Iterable[Quad]) -> Iterator[pyoxigraph.Quad]:
    """Read quads as the engine has them; one without a graph goes into the default graph."""
    lines = iter(quads)
    while batch := list(islice(lines, _BATCH)):
        yield from pyoxigraph.parse("".join(map(Quad.line, batch)), format=RdfFormat.N_QUADS)


def _batches(things: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(things, _BATCH)):
        yield batch


def _is_entity(term: str) -> bool:
    return term.startswith(_THINGS)


def _node(iri: str) -> NamedNode:
    return NamedNode(iri[1:-1])
