from pathlib import Path

import pyoxigraph
import pytest

from kg.model import Quad
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store import Store, create, open_store

SMALL = Path(__file__).parent.parent / "cases" / "store" / "small.trig"


def quad(found: pyoxigraph.Quad) -> Quad:
    in_default = isinstance(found.graph_name, pyoxigraph.DefaultGraph)
    graph = RESOLVED_GRAPH if in_default else str(found.graph_name)
    return Quad(str(found.subject), str(found.predicate), str(found.object), graph)


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return sorted(map(quad, pyoxigraph.parse(path=SMALL)))


@pytest.fixture(scope="session")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("store") / "small"
    named = (each for each in quads if each.graph != RESOLVED_GRAPH)
    create(place, named, (each for each in quads if each.graph == RESOLVED_GRAPH))
    return open_store(place)
