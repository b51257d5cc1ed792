"""Statements become lines, and papers get spokes."""

from collections.abc import Callable

import networkx as nx

from kg.viz.contents import Statement
from kg.viz.drawing import SPOKE, Line, lines, spokes

GraphOf = Callable[..., nx.MultiDiGraph]


def claim(
    number: int,
    subject: str,
    predicate: str,
    object_: str,
    *,
    confidence: float = 0.9,
    paper: str = "paper/p",
) -> Statement:
    return Statement(f"claim/{number}", subject, predicate, object_, confidence, paper=paper)


def test_claims_that_agree_are_one_line_the_surest_first(graph_of: GraphOf) -> None:
    weak = claim(1, "model/a", "uses", "method/b", confidence=0.5)
    sure = claim(2, "model/a", "uses", "method/b", confidence=0.9, paper="paper/q")
    assert lines(graph_of([weak, sure])) == [Line("model/a", "uses", "method/b", (sure, weak))]


def test_other_relation_or_direction_is_another_line(graph_of: GraphOf) -> None:
    told = [
        claim(1, "model/a", "uses", "model/b"),
        claim(2, "model/a", "basedOn", "model/b"),
        claim(3, "model/b", "uses", "model/a"),
    ]
    assert [line[:3] for line in lines(graph_of(told))] == [
        ("model/a", "basedOn", "model/b"),
        ("model/a", "uses", "model/b"),
        ("model/b", "uses", "model/a"),
    ]


def test_paper_is_tied_to_the_best_of_each_group_it_does_not_reach(graph_of: GraphOf) -> None:
    told = [
        claim(1, "paper/p", "introduces", "model/a"),
        claim(2, "model/a", "uses", "method/b"),
        claim(3, "model/c", "uses", "method/d"),
    ]
    assert spokes(graph_of(told)) == [Line("paper/p", SPOKE, "model/c")]


def test_paper_that_reaches_all_needs_no_spoke(graph_of: GraphOf) -> None:
    assert spokes(graph_of([claim(1, "paper/p", "uses", "model/a")])) == []
