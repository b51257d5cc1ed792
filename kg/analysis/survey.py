"""A store → the survey of its network, as plain data for a table or JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.analysis import network
from kg.analysis.communities import communities
from kg.analysis.importance import betweenness, core, ranks, sampled
from kg.analysis.ties import gathered

if TYPE_CHECKING:
    from kg.store.askable import Askable

MEMBERS: Final = 5
"""How many of a community's members stand for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A thing's place in the network: `value` is its rank (0 to 1) or its share of shortest ways."""

    iri: str
    name: str
    type: str
    neighbours: int
    value: float


@dataclass(frozen=True, slots=True)
class Community:
    """Things that are tied to each other more than to others; the best-ranked `members` stand for them."""

    size: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What the papers of one year brought: `new` counts things that no earlier paper claims anything of."""

    year: str
    papers: int
    claims: int
    new: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What the network shows; `parts` counts the pieces that nothing joins, `largest` the biggest's nodes.

    `drawn` counts the nodes from which the shortest ways were drawn that tell the bridges, `among` those
    between which they run: all, or the best ranked of a large network.
    """

    nodes: int
    edges: int
    parts: int
    largest: int
    drawn: int
    among: int
    central: tuple[Place, ...]
    bridges: tuple[Place, ...]
    communities: tuple[Community, ...]
    growth: tuple[Year, ...]


def survey(store: Askable, *, top: int = 10) -> Survey:
    """Survey the network of claims; each list has at most `top` entries, growth all years."""
    graph = network.read(store)
    rank = ranks(gathered(graph.edges(), graph))
    between = core(graph, rank)
    parts = sorted((len(part) for part in nx.connected_components(graph)), reverse=True)
    return Survey(
        nodes=len(graph),
        edges=graph.number_of_edges(),
        parts=len(parts),
        largest=parts[0] if parts else 0,
        drawn=sampled(between),
        among=len(between),
        central=_places(graph, rank, top),
        bridges=_places(graph, betweenness(between), top),
        communities=_communities(graph, rank, top),
        growth=_growth(store),
    )


def _places(graph: nx.Graph, values: Mapping[str, float], top: int) -> tuple[Place, ...]:
    """Order things, not papers, which are tied to all that they speak of."""
    things = [node for node in values if graph.nodes[node]["type"] != "Paper"]
    best = sorted(things, key=lambda node: (-values[node], node))[:top]
    return tuple(
        Place(node, graph.nodes[node]["name"], graph.nodes[node]["type"], graph.degree(node), values[node])
        for node in best
    )


def _communities(graph: nx.Graph, rank: Mapping[str, float], top: int) -> tuple[Community, ...]:
    return tuple(
        Community(len(group), tuple(_best(graph, group, rank))) for group in communities(graph)[:top]
    )


def _best(graph: nx.Graph, group: Iterable[str], rank: Mapping[str, float]) -> list[str]:
    things = [node for node in group if graph.nodes[node]["type"] != "Paper"]
    best = sorted(things, key=lambda node: (-rank[node], node))[:MEMBERS]
    return [graph.nodes[node]["name"] for node in best]


def _growth(store: Askable) -> tuple[Year, ...]:
    """Count by year; a thing is new in the year of the first paper that claims something of it."""
    year_of, claims_of = network.pairs(store, _DATED), network.pairs(store, _CLAIMS)
    papers, claims = Counter(year_of.values()), Counter[str]()
    for paper, year in year_of.items():
        claims[year] += int(claims_of.get(paper, 0))
    first: dict[str, str] = {}
    for role in ("subject", "object"):
        for thing, year in network.rows(store, _FIRST.replace("$role", role)):
            if thing not in year_of:
                first[thing] = min(year, first.get(thing, year))
    new = Counter(first.values())
    return tuple(Year(year, papers[year], claims[year], new[year]) for year in sorted(papers))


_DATED: Final = """
SELECT ?paper (SUBSTR(STR(?date), 1, 4) AS ?year)
WHERE { ?paper a schema:ScholarlyArticle ; dcterms:issued ?date }"""

_CLAIMS: Final = """
SELECT ?paper (COUNT(?claim) AS ?claims) WHERE { ?claim a kg:Claim ; kg:paper ?paper } GROUP BY ?paper"""

_FIRST: Final = """
SELECT ?thing (MIN(?year) AS ?first)
WHERE {
  ?claim kg:$role ?thing ; kg:paper ?paper .
  ?paper dcterms:issued ?date BIND(SUBSTR(STR(?date), 1, 4) AS ?year)
}
GROUP BY ?thing"""
