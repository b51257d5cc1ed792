"""The choice of nodes."""

from kg.analysis.importance import ranks
from kg.analysis.ties import gathered
from kg.viz.selection import choose


def test_all_are_kept_where_there_is_room_best_first() -> None:
    ties = gathered([("hub", "b"), ("hub", "a")])
    assert choose(ties, ranks(ties), 10) == ["hub", "a", "b"]


def test_no_kept_node_is_cut_off_from_all_its_neighbours() -> None:
    ties = gathered([*(("hub", leaf) for leaf in "abcdef"), ("x", "y"), ("x", "x")])
    rank = dict.fromkeys(ties.nodes, 0.1) | {"hub": 1.0, "x": 0.9}
    assert choose(ties, rank, 3) == ["hub", "a", "b"]


def test_thing_without_ties_may_be_kept() -> None:
    ties = gathered([("a", "b")], ["alone"])
    assert choose(ties, {"a": 0.5, "b": 0.5, "alone": 0.9}, 1) == ["alone"]
