"""The choice of nodes."""

import networkx as nx

from kg.analysis.importance import ranks
from kg.viz.selection import choose


def test_all_are_kept_where_there_is_room_best_first() -> None:
    graph = nx.star_graph(["hub", "b", "a"])
    assert choose(graph, ranks(graph), 10) == ["hub", "a", "b"]


def test_no_kept_node_is_cut_off_from_all_its_neighbours() -> None:
    graph = nx.Graph([("hub", leaf) for leaf in "abcdef"] + [("x", "y")])
    rank = dict.fromkeys(graph, 0.1) | {"hub": 1.0, "x": 0.9}
    assert choose(graph, rank, 3) == ["hub", "a", "b"]


def test_thing_without_ties_may_be_kept() -> None:
    graph = nx.Graph([("a", "b")])
    graph.add_node("alone")
    assert choose(graph, {"a": 0.5, "b": 0.5, "alone": 0.9}, 1) == ["alone"]
