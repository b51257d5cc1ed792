"""Places: no overlap, near things near, the same every time."""

import math

import networkx as nx
import pytest

from kg.viz.layout import Place, place


def radii(graph: nx.Graph, radius: float = 8.0) -> dict[str, float]:
    return dict.fromkeys(graph, radius)


def distance(one: Place, other: Place) -> float:
    return math.dist(one, other)


def named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, {node: f"n{number:03}" for number, node in enumerate(graph)})


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(30),
        nx.cycle_graph(12),
        nx.complete_graph(9),
        nx.balanced_tree(3, 3),
        nx.empty_graph(20),
        nx.disjoint_union(nx.star_graph(6), nx.path_graph(5)),
        nx.barabasi_albert_graph(200, 2, seed=1),
    ],
    ids=["star", "ring", "clique", "tree", "alone", "two parts", "scale-free"],
)
def test_discs_do_not_overlap(graph: nx.Graph) -> None:
    graph = named(graph)
    places = place(graph, radii(graph))
    nodes = list(places)
    closest = min(
        distance(places[one], places[other]) for at, one in enumerate(nodes) for other in nodes[at + 1 :]
    )
    assert closest >= 16


def test_path_is_laid_out_in_order() -> None:
    places = place(nx.path_graph(["a", "b", "c", "d"]), dict.fromkeys("abcd", 5.0))
    assert (
        distance(places["a"], places["b"])
        < distance(places["a"], places["c"])
        < distance(places["a"], places["d"])
    )


def test_empty_graph_has_no_places() -> None:
    assert place(nx.Graph(), {}) == {}


def test_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = named(nx.barabasi_albert_graph(60, 2, seed=3))
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((other, one) for one, other in reversed(list(graph.edges())))
    assert place(turned, radii(turned)) == place(graph, radii(graph))


def test_largest_part_is_in_the_middle() -> None:
    graph = nx.union(nx.star_graph([f"big{n}" for n in range(20)]), nx.path_graph(["small1", "small2"]))
    places = place(graph, radii(graph))
    assert distance(places["big0"], Place(0, 0)) < distance(places["small1"], Place(0, 0))
