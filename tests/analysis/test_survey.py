"""Two groups of birds with one bridge, and the survey of a small graph."""

from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.analysis import importance, survey
from kg.analysis.communities import communities
from kg.analysis.importance import betweenness, core, pagerank, ranks, sampled
from kg.analysis.survey import Year
from kg.analysis.ties import gathered
from kg.model import Quad
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store import Store, create, open_store

RIVALS = Path(__file__).parent.parent / "cases" / "store" / "rivals.ttl"


@pytest.fixture
def barbell() -> nx.Graph:
    """Five in each group, `bridge` between them."""
    graph = nx.Graph()
    for side in "ab":
        names = [f"{side}{number}" for number in range(5)]
        graph.add_edges_from(((one, two) for one in names for two in names if one < two), papers=1)
        graph.add_edge(f"{side}0", "bridge", papers=1)
    return graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("analysis") / "rivals"
    told = pyoxigraph.parse(path=RIVALS)
    create(place, (), (Quad(*map(str, each.triple), RESOLVED_GRAPH) for each in told))
    return open_store(place)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("analysis") / "empty"
    create(place, (), ())
    return open_store(place)


def test_hub_ranks_highest_and_leaves_alike() -> None:
    rank = ranks(gathered([("hub", "a"), ("hub", "b"), ("hub", "c")]))
    assert rank["hub"] == 1.0
    assert rank["a"] == rank["b"] == rank["c"] < 1.0


def test_empty_graph_has_no_ranks() -> None:
    assert ranks(gathered([])) == {}


def test_walks_are_those_of_networkx_with_loops_and_things_that_stand_alone(barbell: nx.Graph) -> None:
    barbell.add_edge("a0", "a0")
    barbell.add_node("alone")
    ties = gathered([*barbell.edges(), *((other, one) for one, other in barbell.edges())], barbell)
    expected = nx.pagerank(barbell)
    assert pagerank(ties) == pytest.approx([expected[node] for node in ties.nodes], abs=1e-12)
    assert ties.beside(ties.nodes.index("a0")) == {ties.nodes.index(node) for node in barbell["a0"]}
    rank = ranks(ties)
    assert max(rank, key=rank.__getitem__) == "a0"


def test_groups_are_found_whatever_the_order_of_nodes(barbell: nx.Graph) -> None:
    groups = communities(barbell)
    assert [group[:5] for group in groups] == [["a0", "a1", "a2", "a3", "a4"], ["b0", "b1", "b2", "b3", "b4"]]
    turned = nx.Graph()
    turned.add_edges_from(reversed(list(barbell.edges(data=True))))
    assert communities(turned) == groups


def test_of_a_large_network_the_best_ranked_tell_the_bridges(
    barbell: nx.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    rank = ranks(gathered(barbell.edges(), barbell))
    assert core(barbell, rank) is barbell
    monkeypatch.setattr(importance, "EFFORT", 40)
    monkeypatch.setattr(importance, "CORE", 2)
    assert sorted(core(barbell, rank)) == ["a0", "b0"]


def test_the_bridge_lies_on_most_ways(barbell: nx.Graph) -> None:
    passed = betweenness(barbell)
    assert sorted(passed, key=lambda node: -passed[node])[0] == "bridge"
    assert passed["a1"] == 0


def test_a_survey_of_a_small_graph(store: Store) -> None:
    found = survey(store, top=2)
    assert (found.nodes, found.edges, found.parts, found.largest) == (7, 10, 1, 7)
    assert [(place.name, place.type, place.neighbours) for place in found.central] == [
        ("Finch", "Model", 4),
        ("Wren", "Model", 4),
    ]
    assert [place.name for place in found.bridges] == ["Finch", "Wren"]
    assert sum(group.size for group in found.communities) <= found.nodes
    assert found.growth == (Year("2023", 1, 2, 3), Year("2024", 2, 3, 1))


def test_an_empty_graph_has_an_empty_survey(empty: Store) -> None:
    found = survey(empty)
    assert (found.nodes, found.central, found.communities, found.growth) == (0, (), (), ())


def test_ways_are_drawn_from_fewer_nodes_the_bigger_the_graph() -> None:
    assert [sampled(nx.path_graph(nodes)) for nodes in (0, 3, 1000)] == [0, 3, 200]
    assert sampled(nx.path_graph(100_000)) == 10
