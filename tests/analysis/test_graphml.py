"""Claims as edges, in a file that networkx reads back, and so do other programs."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.analysis import graphml
from kg.rdf.vocab import ID, PREFIXES
from kg.store import Store, open_store

SMALL = Path(__file__).parent.parent / "cases" / "store" / "small.trig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("graphml") / "small"
    engine = pyoxigraph.Store(str(place))
    engine.bulk_load(path=str(SMALL))
    engine.flush()
    del engine
    return open_store(place)


@pytest.fixture(scope="module")
def graph(store: Store, tmp_path_factory: pytest.TempPathFactory) -> nx.MultiDiGraph:
    path = tmp_path_factory.mktemp("graphml") / "claims.graphml"
    with path.open("wb") as file:
        graphml.write(store, file)
    return nx.read_graphml(path, force_multigraph=True)


def test_a_relation_is_an_edge_with_its_sentence(graph: nx.MultiDiGraph) -> None:
    (edge,) = graph[f"{ID}system/heron"][f"{ID}system/pipit"].values()
    assert edge["label"] == "outperforms"
    assert edge["margin"] == "up to 114.8%"
    assert edge["confidence"] == pytest.approx(0.9)
    assert edge["sentences"] == "Heron outperforms Pipit by up to 114.8% in training throughput."


def test_nodes_are_called_by_name_and_type(graph: nx.MultiDiGraph) -> None:
    assert graph.nodes[f"{ID}system/heron"] == {"label": "Heron", "type": "System"}
    assert {kind for _, kind in graph.nodes(data="type")} >= {"Model", "Dataset", "Metric", "Paper"}


def test_a_figure_leads_to_metric_and_data_set(graph: nx.MultiDiGraph) -> None:
    told = {
        end: known["value"]
        for _, end, known in graph.out_edges(f"{ID}model/larkspur-l", data=True)
        if known.get("figure") == "81.2%"
    }
    assert told == {f"{ID}metric/accuracy": 81.2, f"{ID}dataset/gauge": 81.2}


def test_a_figure_without_either_is_told_at_its_node(graph: nx.MultiDiGraph) -> None:
    assert "56B activated parameters" in graph.nodes[f"{ID}model/larkspur-l"]["figures"]


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    engine = pyoxigraph.Store(str(tmp_path / "odd"))
    name = "Odd\\u0001\\uFFFE\\u202E Net"
    claim = f"""
      <{ID}model/odd> a kg:Model ; skos:prefLabel "{name}" . <{ID}paper/p> dcterms:title "{name}" .
      <urn:c> kg:paper <{ID}paper/p> ; kg:subject <{ID}paper/p> ; kg:predicate kg:introduces ;
        kg:object <{ID}model/odd> ; kg:confidence 0.5 ."""
    engine.update(f"INSERT DATA {{ {claim} }}", prefixes=PREFIXES)
    engine.flush()
    del engine
    with (tmp_path / "odd.graphml").open("wb") as file:
        graphml.write(open_store(tmp_path / "odd"), file)
    read = nx.read_graphml(tmp_path / "odd.graphml", force_multigraph=True)
    assert read.nodes[f"{ID}model/odd"]["label"] == "Odd\ufffd\ufffd\ufffd Net"
