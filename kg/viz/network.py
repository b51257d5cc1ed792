"""A store → the networkx graph of papers and entities, its edges the claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import networkx as nx

from kg.analysis.importance import ranks
from kg.analysis.ties import gathered
from kg.viz import reading, selection
from kg.viz.contents import PAPER_TYPE, Figure, Statement

if TYPE_CHECKING:
    from kg.store.askable import Askable


def read(store: Askable, *, limit: int) -> nx.MultiDiGraph:
    """Read the graph; nodes and edges are named by IRI.

    Nodes have `type`, `label`, `rank` (0 to 1), `about` (a Paper or an Entity) and `figures`. Edges have
    `predicate`, `confidence` and `statement`, with its sentences and the spans in them.
    `graph.graph` holds `left_out` (counts) and `labels` (names of what is spoken of but not drawn).
    """
    tied = gathered(reading.pairs(store), reading.all_papers(store))
    rank = ranks(tied)
    kept = selection.choose(tied, rank, limit)
    graph = nx.MultiDiGraph()
    _add_nodes(graph, store, kept, rank)
    told = reading.ties(store, graph)
    _add_figures(graph, store, told)
    _add_statements(graph, store, told)
    graph.graph["left_out"] = _left_out(store, graph, rank, told)
    graph.graph["labels"] = reading.labels(store, _spoken_of(graph) - set(graph))
    return graph


def _add_nodes(graph: nx.MultiDiGraph, store: Askable, kept: list[str], rank: dict[str, float]) -> None:
    papers, entities = reading.papers(store, kept), reading.entities(store, kept)
    for iri in kept:
        if iri in papers:
            about = papers[iri]
            graph.add_node(iri, type=PAPER_TYPE, label=about.title, rank=rank[iri], about=about, figures=())
        elif iri in entities:
            entity = entities[iri]
            graph.add_node(
                iri, type=entity.type, label=entity.names[0], rank=rank[iri], about=entity, figures=()
            )


def _add_figures(graph: nx.MultiDiGraph, store: Askable, told: Iterable[reading.Tie]) -> None:
    for figure in reading.figures(store, {tie.source for tie in told if tie.kind == "figure"}):
        for iri in dict.fromkeys((figure.subject, figure.metric, *figure.datasets)):
            if iri in graph:
                graph.nodes[iri]["figures"] += (figure,)


def _add_statements(graph: nx.MultiDiGraph, store: Askable, told: Collection[reading.Tie]) -> None:
    claims = reading.statements(store, {tie.source for tie in told if tie.kind == "claim"})
    links = reading.links(store, [tie for tie in told if tie.kind in ("record", "rule")])
    for statement in (*claims, *links):
        _add_edge(graph, statement)
    for tie in told:
        if tie.kind == "figure" and tie.subject != tie.object and not graph.has_edge(tie.subject, tie.object):
            figure = next(each for each in graph.nodes[tie.subject]["figures"] if each.iri == tie.source)
            _add_edge(graph, _measured(figure, tie.object))


def _measured(figure: Figure, target: str) -> Statement:
    """Tie a figure's subject to its dataset or metric, where no claim of the paper does."""
    return Statement(
        f"{figure.iri}#{target}",
        figure.subject,
        "figure",
        target,
        figure.confidence,
        paper=figure.paper,
        margin=figure.value,
        passages=figure.passages,
    )


def _add_edge(graph: nx.MultiDiGraph, statement: Statement) -> None:
    graph.add_edge(
        statement.subject,
        statement.object,
        key=statement.iri,
        predicate=statement.predicate,
        confidence=statement.confidence,
        statement=statement,
    )


def _left_out(
    store: Askable, graph: nx.MultiDiGraph, claimed: Collection[str], told: Iterable[reading.Tie]
) -> dict[str, int]:
    """Count what is not shown: nodes and claims past the limit, and entities of which nothing is claimed."""
    return {
        "nodes": len(claimed) - len(graph),
        "claims": reading.claims(store) - len({tie.source for tie in told if tie.kind == "claim"}),
        "unclaimed": sum(iri not in claimed for iri in reading.all_entities(store)),
    }


def _spoken_of(graph: nx.MultiDiGraph) -> set[str]:
    statements = [statement for _, _, statement in graph.edges(data="statement")]
    figures = [figure for _, found in graph.nodes(data="figures") for figure in found]
    spoken = {iri for each in (*statements, *figures) for iri in (each.paper, each.metric, *each.datasets)}
    spoken |= {iri for figure in figures for iri in (figure.subject, *figure.tasks, *figure.baselines)}
    return spoken - {""}
