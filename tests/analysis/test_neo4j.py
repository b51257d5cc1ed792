"""Claims as the two tables that Neo4j imports: every relationship's ends are nodes."""

from __future__ import annotations

import csv

import networkx as nx
import pytest

from kg.analysis import neo4j
from kg.rdf.vocab import ID


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    made.add_node(f"{ID}system/heron", label='Heron, "the" grey', type="System", figures="56B parameters")
    made.add_node(f"{ID}dataset/gauge", label="Gauge", type="Dataset")
    made.add_edge(
        f"{ID}system/heron", f"{ID}dataset/gauge", key="urn:1",
        claim="urn:1", label="trained on", confidence=0.9, paper="Of Birds",
        sentences="Heron is trained on Gauge.",
    )  # fmt: skip
    made.add_edge(
        f"{ID}system/heron", f"{ID}dataset/gauge", key="urn:2",
        claim="urn:2", label="measured accuracy", figure="81.2%", value=81.2, metric="accuracy",
        confidence=0.8,
    )  # fmt: skip
    return made


def test_nodes_have_an_id_a_name_and_a_label(graph: nx.MultiDiGraph) -> None:
    assert list(csv.reader(neo4j.nodes(graph))) == [
        ["iri:ID", "name", "figures", ":LABEL"],
        [f"{ID}system/heron", 'Heron, "the" grey', "56B parameters", "System"],
        [f"{ID}dataset/gauge", "Gauge", "", "Dataset"],
    ]


def test_relations_have_types_as_neo4j_writes_them(graph: nx.MultiDiGraph) -> None:
    relation, figure = csv.DictReader(neo4j.relationships(graph))
    assert (relation[":START_ID"], relation[":END_ID"]) == (f"{ID}system/heron", f"{ID}dataset/gauge")
    assert (relation[":TYPE"], relation["claim"]) == ("TRAINED_ON", "urn:1")
    assert (relation["confidence:double"], relation["value:double"]) == ("0.9", "")
    assert relation["sentences"] == "Heron is trained on Gauge."
    assert (figure[":TYPE"], figure["value:double"], figure["metric"]) == ("MEASURED", "81.2", "accuracy")
