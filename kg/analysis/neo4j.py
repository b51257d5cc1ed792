"""Claims as edges → the two tables that `neo4j-admin database import` reads: nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.store.formats import csv_line

if TYPE_CHECKING:
    import networkx as nx

_NUMBERS: Final = ("value", "confidence")
_TOLD: Final = (
    *("claim", "figure", "value", "unit", "metric", "dataset", "task", "baseline", "margin"),
    *("kind", "bound", "modality", "confidence", "paper", "sentences"),
)


def nodes(graph: nx.MultiDiGraph) -> Iterator[str]:
    """Write a line for each thing of `graphml.read`, after the header; its type is its label."""
    yield csv_line(("iri:ID", "name", "figures", ":LABEL"))
    for iri, known in graph.nodes(data=True):
        yield csv_line((iri, known["label"], known.get("figures", ""), known["type"]))


def relationships(graph: nx.MultiDiGraph) -> Iterator[str]:
    """Write a line for each claim of `graphml.read`, after the header.

    A relation has its name as type, `TRAINED_ON` say, and a figure `MEASURED`.
    """
    told = [f"{name}:double" if name in _NUMBERS else name for name in _TOLD]
    yield csv_line((":START_ID", ":END_ID", ":TYPE", *told))
    for start, end, known in graph.edges(data=True):
        yield csv_line((start, end, _type(known), *(str(known.get(name, "")) for name in _TOLD)))


def _type(known: dict[str, str | float]) -> str:
    return "MEASURED" if "figure" in known else str(known["label"]).upper().replace(" ", "_")
