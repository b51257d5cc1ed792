"""The records that the page reads."""

from collections.abc import Callable

import networkx as nx

from kg.model import Span
from kg.viz.contents import Figure, Passage, Statement
from kg.viz.details import describe
from kg.viz.drawing import lines

GraphOf = Callable[..., nx.MultiDiGraph]
BEATS = Passage("A beats B.", (Span(0, 1), Span(8, 9)))


def test_claims_figures_and_passages_refer_by_number(graph_of: GraphOf) -> None:
    beats = Statement("claim/1", "model/a", "outperforms", "model/b", 0.9, paper="paper/p", passages=(BEATS,))
    again = Statement(
        "claim/2", "model/a", "comparedWith", "model/b", 0.0, modality="hedged", passages=(BEATS,)
    )
    size = Figure("figure/1", "model/a", "paper/q", "56B", "size", 0.8, what="parameters", passages=(BEATS,))
    graph = graph_of([beats, again], figures=[size])
    graph.graph["labels"] = {"paper/q": "Another paper"}
    assert describe(graph, list(graph), lines(graph)) == {
        "base": "https://w3id.org/claimgraph/id/",
        "nodes": [
            {"id": "model/a", "type": "Model", "names": ["a"]},
            {"id": "model/b", "type": "Model", "names": ["b"]},
            {"id": "paper/p", "type": "Paper", "names": ["p"], "paper": {}},
        ],
        "others": ["Another paper"],
        "claims": [
            {"line": 0, "confidence": 0.0, "hedged": True, "passages": [0]},
            {"line": 1, "confidence": 0.9, "paper": 2, "passages": [0]},
        ],
        "figures": [
            {
                "subject": 0,
                "paper": 3,
                "value": "56B",
                "kind": "size",
                "confidence": 0.8,
                "what": "parameters",
                "passages": [0],
            }
        ],
        "passages": [["A beats B.", [[0, 1], [8, 9]]]],
        "leftOut": {"nodes": 0, "claims": 0, "unclaimed": 0},
    }
