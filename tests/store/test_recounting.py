import re

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode

from kg.model import Quad
from kg.rdf import tallies, vocab
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store.recounting import reached, recount

from .conftest import completed

LARKSPUR = "<https://w3id.org/claimgraph/id/model/larkspur-l>"
PAPER = "<https://w3id.org/claimgraph/id/paper/larkspur>"


def engine_of(view: list[Quad]) -> pyoxigraph.Store:
    engine = pyoxigraph.Store()
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in view)
    engine.load(lines.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    return engine


def asked(engine: pyoxigraph.Store, pattern: str) -> list[tuple[str, ...]]:
    variables = sorted(re.findall(r"\?[a-z]{2,}", pattern), reverse=True)
    found = engine.query(f"SELECT {' '.join(variables)} {{ {pattern} }}", prefixes={"kg": vocab.ONTOLOGY})
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [tuple(term.value for term in row) for row in found]


def is_tally(quad: Quad) -> bool:
    return quad.predicate == vocab.PAPERS or "/id/yearly/" in quad.subject or "/id/agreement/" in quad.subject


@pytest.fixture
def view(quads: list[Quad]) -> list[Quad]:
    return [quad for quad in quads if quad.graph == RESOLVED_GRAPH]


def test_things_counted_one_by_one_are_those_counted_together(view: list[Quad]) -> None:
    counted = completed(view)
    engine = engine_of([quad for quad in counted if not is_tally(quad)])
    for thing in reached(engine, engine):
        recount(engine, thing)
    assert set(map(str, engine)) == set(map(str, engine_of(counted)))


def test_another_date_of_a_paper_moves_what_it_speaks_of(view: list[Quad]) -> None:
    engine = engine_of(completed(view))
    paper, issued = NamedNode(PAPER[1:-1]), NamedNode(vocab.ISSUED[1:-1])
    dates = list(engine.quads_for_pattern(paper, issued, None))
    assert LARKSPUR in reached(engine, dates)
    for quad in dates:
        engine.remove(quad)
    engine.add(pyoxigraph.Quad(paper, issued, Literal("1999")))
    recount(engine, LARKSPUR)
    assert asked(engine, f"?n kg:thing {LARKSPUR} ; kg:year ?year ; kg:papers ?papers") == [("2025", "2")]


def test_what_nothing_speaks_of_any_more_has_no_tallies(view: list[Quad]) -> None:
    engine = engine_of(completed(view))
    for way in tallies.SPEAKING:
        for quad in list(engine.quads_for_pattern(None, NamedNode(way[1:-1]), NamedNode(LARKSPUR[1:-1]))):
            engine.remove(quad)
    recount(engine, LARKSPUR)
    assert asked(engine, f"{LARKSPUR} kg:papers ?papers") == []
    assert asked(engine, f"?n kg:thing {LARKSPUR} ; kg:year ?year ; kg:papers ?papers") == []
