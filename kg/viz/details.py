"""The graph → the records that the page's panel reads: plain data, ready for JSON, things named by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

import networkx as nx

from kg.rdf.vocab import ID
from kg.viz.contents import Entity, Figure, Paper, Passage, Statement
from kg.viz.drawing import Line

Json: TypeAlias = "int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Thing = TypeVar("Thing")


class Numbers(Generic[Thing]):
    """Things in the order they came, each with its number."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self._numbers = {thing: number for number, thing in enumerate(things)}

    def of(self, thing: Thing) -> int:
        """Look up the number of `thing`, or give it the next one."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def things(self, first: int = 0) -> list[Thing]:
        """List the things from number `first` on."""
        return list(self._numbers)[first:]


def describe(graph: nx.MultiDiGraph, nodes: Sequence[str], lines: Sequence[Line]) -> dict[str, Json]:
    """Describe nodes and claims in the order given, and figures; each passage stands once.

    `others` are names of things that are spoken of but not drawn; their numbers follow those of the nodes.
    """
    things, passages = Numbers(nodes), Numbers[Passage]()
    names = {**graph.graph["labels"], **dict(graph.nodes(data="label"))}
    claims = [
        _claim(statement, number, things, passages)
        for number, line in enumerate(lines)
        for statement in line.statements
    ]
    figures = [_figure(figure, things, passages) for figure in _figures(graph)]
    return {
        "base": ID,
        "nodes": [_node(iri, graph.nodes[iri]) for iri in nodes],
        "others": [names.get(iri, iri) for iri in things.things(len(nodes))],
        "claims": claims,
        "figures": figures,
        "passages": [[passage.text, [list(mark) for mark in passage.marks]] for passage in passages.things()],
        "leftOut": dict(graph.graph["left_out"]),
    }


def _claim(
    statement: Statement, line: int, things: Numbers[str], passages: Numbers[Passage]
) -> dict[str, Json]:
    return _without_blanks(
        {
            "line": line,
            "confidence": statement.confidence,
            "paper": _number(statement.paper, things),
            "hedged": statement.modality == "hedged",
            "margin": statement.margin,
            "metric": _number(statement.metric, things),
            "datasets": [things.of(iri) for iri in statement.datasets],
            "basis": statement.basis,
            "passages": [passages.of(passage) for passage in statement.passages],
        }
    )


def _figures(graph: nx.MultiDiGraph) -> list[Figure]:
    found = {figure for _, figures in graph.nodes(data="figures") for figure in figures}
    return sorted(found, key=lambda figure: figure.iri)


def _figure(figure: Figure, things: Numbers[str], passages: Numbers[Passage]) -> dict[str, Json]:
    return _without_blanks(
        {
            "subject": things.of(figure.subject),
            "paper": _number(figure.paper, things),
            "value": figure.value,
            "kind": figure.kind,
            "confidence": figure.confidence,
            "metric": _number(figure.metric, things),
            "what": figure.what,
            "datasets": [things.of(iri) for iri in figure.datasets],
            "tasks": [things.of(iri) for iri in figure.tasks],
            "baselines": [things.of(iri) for iri in figure.baselines],
            "passages": [passages.of(passage) for passage in figure.passages],
        }
    )


def _node(iri: str, node: Mapping[str, object]) -> dict[str, Json]:
    about = node["about"]
    record: dict[str, Json] = {"id": iri.removeprefix(ID), "type": str(node["type"])}
    if isinstance(about, Paper):
        return record | {"names": [about.title], "paper": _paper(about)}
    return record | {"names": list(about.names) if isinstance(about, Entity) else [str(node["label"])]}


def _paper(paper: Paper) -> dict[str, Json]:
    return _without_blanks(
        {
            "issued": paper.issued,
            "identifier": paper.identifier,
            "authors": paper.authors,
            "abstract": paper.abstract,
            "organizations": paper.organizations,
            "categories": paper.categories,
            "links": paper.links,
        }
    )


def _number(iri: str, things: Numbers[str]) -> int | None:
    return things.of(iri) if iri else None


def _without_blanks(record: dict[str, Json]) -> dict[str, Json]:
    """Leave out what is empty (but not the number 0): the page takes absence for it."""
    return {key: value for key, value in record.items() if value or (value == 0 and value is not False)}
