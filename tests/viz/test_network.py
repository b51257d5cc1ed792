"""A store becomes a graph: nodes with names and figures, edges with their sentences, and what is left out."""

import networkx as nx
import pytest

from kg.model import Span
from kg.store import Store
from kg.viz import to_networkx
from kg.viz.contents import Entity, Figure, Paper, Passage, Statement

ID = "https://w3id.org/claimgraph/id/"


@pytest.fixture(scope="module")
def graph(small: Store) -> nx.MultiDiGraph:
    return to_networkx(small)


def test_entity_comes_under_its_canonical_iri_with_all_names(graph: nx.MultiDiGraph) -> None:
    node = graph.nodes[f"{ID}model/larkspur-l"]
    assert (node["type"], node["label"], node["about"]) == (
        "Model",
        "Larkspur-L",
        Entity("Model", ("Larkspur-L", "Larkspur Large")),
    )
    assert f"{ID}model/larkspur-large" not in graph


def test_paper_keeps_its_bibliographic_facts(graph: nx.MultiDiGraph) -> None:
    paper = graph.nodes[f"{ID}paper/larkspur"]["about"]
    assert isinstance(paper, Paper)
    assert paper.title == "Larkspur-L: A Sparse Language Model"
    assert paper.abstract.startswith("We introduce Larkspur-L")
    assert paper.authors == "Ada Moss; Ben Reed et al."
    assert paper.organizations == ("Fenland Labs",)
    assert ("Code", "https://github.com/example/larkspur") in paper.links


def test_every_paper_is_a_node(graph: nx.MultiDiGraph) -> None:
    papers = {node for node, kind in graph.nodes(data="type") if kind == "Paper"}
    assert papers == {f"{ID}paper/{name}" for name in ("2502.00002", "gauge", "larkspur", "wren%2F2")}


def test_three_papers_that_say_the_same_are_three_edges(graph: nx.MultiDiGraph) -> None:
    edges = graph.get_edge_data(f"{ID}model/larkspur-l", f"{ID}model/dunlin-7b").values()
    beaten = [edge for edge in edges if edge["predicate"] == "outperforms"]
    assert {edge["statement"].paper.removeprefix(ID) for edge in beaten} == {
        "paper/larkspur",
        "paper/gauge",
        "paper/2502.00002",
    }


def test_edge_holds_the_sentence_and_spans_within_it(graph: nx.MultiDiGraph) -> None:
    edges = graph.get_edge_data(f"{ID}model/larkspur-l", f"{ID}method/mamba2")
    text = "Larkspur-L combines Mamba2 with grouped attention and was developed by Fenland Labs."
    (edge,) = edges.values()
    assert edge["statement"] == Statement(
        next(iter(edges)),
        f"{ID}model/larkspur-l",
        "uses",
        f"{ID}method/mamba2",
        0.91,
        paper=f"{ID}paper/larkspur",
        passages=(Passage(text, (Span(0, 10), Span(20, 26))),),
    )


def test_comparison_keeps_margin_metric_and_reserve(graph: nx.MultiDiGraph) -> None:
    statements = {
        (statement.subject.removeprefix(ID), statement.object.removeprefix(ID)): statement
        for _, _, statement in graph.edges(data="statement")
        if statement.predicate == "outperforms"
    }
    heron = statements["system/heron", "system/pipit"]
    assert (heron.margin, heron.metric) == ("up to 114.8%", f"{ID}metric/training-throughput")
    assert statements["model/wren-2", "model/larkspur-l"].modality == "hedged"


def test_size_is_a_figure_of_its_subject(graph: nx.MultiDiGraph) -> None:
    sizes = [figure for figure in graph.nodes[f"{ID}model/larkspur-l"]["figures"] if figure.kind == "size"]
    assert sizes == [
        Figure(
            f"{ID}specification/8d504204563dfe22",
            subject=f"{ID}model/larkspur-l",
            paper=f"{ID}paper/larkspur",
            value="56B",
            kind="size",
            confidence=0.95,
            what="activated parameters",
            passages=(
                Passage(
                    "We introduce Larkspur-L, a sparse language model with 56B activated parameters.",
                    (Span(13, 23), Span(54, 78)),
                ),
            ),
        )
    ]


def test_figure_of_the_unnamed_contribution_stays_with_the_paper(graph: nx.MultiDiGraph) -> None:
    (figure,) = graph.nodes[f"{ID}paper/wren%2F2"]["figures"]
    assert (figure.value, figure.what, figure.kind) == ("39%", "latency", "reduction")


def test_dataset_knows_the_figures_on_it(graph: nx.MultiDiGraph) -> None:
    assert {figure.value for figure in graph.nodes[f"{ID}dataset/gauge"]["figures"]} == {"81.2%", "75.8%"}


def test_links_between_entities_name_their_rule(graph: nx.MultiDiGraph) -> None:
    (edge,) = graph.get_edge_data(f"{ID}model/wren-2", f"{ID}model/wren").values()
    assert (edge["predicate"], edge["statement"].basis) == ("variantOf", "rule “version tail: 2”")


def test_whole_graph_leaves_nothing_out(graph: nx.MultiDiGraph) -> None:
    assert graph.graph["left_out"] == {"nodes": 0, "claims": 0, "unclaimed": 0}


def test_limit_keeps_the_best_and_counts_the_rest(small: Store, graph: nx.MultiDiGraph) -> None:
    few = to_networkx(small, limit=8)
    assert len(few) == 8
    assert f"{ID}model/larkspur-l" in few
    claims = {key for _, _, key, statement in graph.edges(keys=True, data="statement") if "/claim/" in key}
    kept = {key for _, _, key in few.edges(keys=True) if "/claim/" in key}
    assert few.graph["left_out"] == {"nodes": len(graph) - 8, "claims": len(claims - kept), "unclaimed": 0}


def test_what_is_spoken_of_but_left_out_has_a_name(small: Store) -> None:
    few = to_networkx(small, limit=3)
    spoken = {statement.paper for _, _, statement in few.edges(data="statement")} - {""}
    assert spoken <= set(few) | set(few.graph["labels"])


def test_same_store_gives_the_same_graph(small: Store, graph: nx.MultiDiGraph) -> None:
    again = to_networkx(small)
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
