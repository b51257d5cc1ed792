"""Statements become lines, and papers get spokes."""

from collections.abc import Callable
from itertools import combinations

import networkx as nx

from kg.viz.contents import Statement
from kg.viz.drawing import FOREMOST, SPOKE, Line, foremost, lines, spokes

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


def test_in_a_crowd_what_most_papers_claim_of_a_node_stands_out(graph_of: GraphOf) -> None:
    """Of eleven things each tied with each, the first is tied with all others by two papers each."""
    things = [f"model/{number:02}" for number in range(11)]
    pairs = list(combinations(things, 2))
    told = [claim(number, one, "uses", other) for number, (one, other) in enumerate(pairs)]
    told += [
        claim(100 + number, things[0], "uses", other, paper="paper/q")
        for number, other in enumerate(things[1:])
    ]
    drawn = [*lines(graph_of(told)), Line("paper/p", SPOKE, things[0])]
    kept = [drawn[number] for number in sorted(foremost(drawn))]
    for thing in things[1:]:
        assert sum(thing in (line.subject, line.object) for line in kept) >= FOREMOST
        assert any(line[:3] == (things[0], "uses", thing) for line in kept)
    assert len(kept) < len(drawn) - 10
    assert kept[-1].predicate == SPOKE


def test_where_there_is_room_all_lines_stand_out(graph_of: GraphOf) -> None:
    drawn = lines(graph_of([claim(1, "model/a", "uses", "model/b"), claim(2, "model/b", "uses", "model/c")]))
    assert foremost(drawn) == {0, 1}


def test_paper_that_reaches_all_needs_no_spoke(graph_of: GraphOf) -> None:
    assert spokes(graph_of([claim(1, "paper/p", "uses", "model/a")])) == []
