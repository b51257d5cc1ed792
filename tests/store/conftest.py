from pathlib import Path

import pyoxigraph
import pytest

from kg.model import Quad
from kg.rdf import tallies, vocab
from kg.rdf.resolution import folded
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store import Store, create, open_store

SMALL = Path(__file__).parent.parent / "cases" / "store" / "small.trig"


def quad(found: pyoxigraph.Quad) -> Quad:
    in_default = isinstance(found.graph_name, pyoxigraph.DefaultGraph)
    graph = RESOLVED_GRAPH if in_default else str(found.graph_name)
    return Quad(str(found.subject), str(found.predicate), str(found.object), graph)


def completed(view: list[Quad]) -> list[Quad]:
    """Add to a resolved view, written by hand, what a build makes of it: small letters and tallies."""
    names = {
        Quad(quad.subject, vocab.HIDDEN_LABEL, folded(quad.object), RESOLVED_GRAPH)
        for quad in view
        if quad.predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL, vocab.TITLE)
    }
    rows = sorted(set(tallies.noted(quad[:3] for quad in view)))
    return [*view, *names, *(Quad(*triple, RESOLVED_GRAPH) for triple in tallies.tallies(rows))]


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return sorted(map(quad, pyoxigraph.parse(path=SMALL)))


@pytest.fixture(scope="session")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("store") / "small"
    named = (each for each in quads if each.graph != RESOLVED_GRAPH)
    create(place, named, completed([each for each in quads if each.graph == RESOLVED_GRAPH]))
    return open_store(place)
