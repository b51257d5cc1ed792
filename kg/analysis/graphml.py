"""A store → every claim as an edge between things, in GraphML, which Gephi, Cytoscape, yEd and Neo4j read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import networkx as nx

from kg.store.flat import every_claim, joined, said, types_of
from kg.store.wording import safe

if TYPE_CHECKING:
    from kg.store.askable import Askable
    from kg.store.claims import Thing, Told

Attributes = dict[str, str | float]
PAPER = "Paper"


def read(store: Askable) -> nx.MultiDiGraph:
    """Read things and papers as nodes with `label` and `type`, claims as edges; both are named by IRI.

    A figure is an edge from what is measured to the metric and to each data set; where it has neither, it is
    told in the node's `figures`. Texts hold nothing that XML cannot.
    """
    graph, types = nx.MultiDiGraph(), types_of(store)
    for told in every_claim(store):
        ends = list(_ends(told))
        for thing in (told.subject, *ends):
            graph.add_node(thing.iri, label=safe(thing.name), type=types.get(thing.iri, PAPER))
        for number, end in enumerate(ends):  # Programs want edges with ids of their own.
            key = f"{told.claim}-{number + 1}" if number else told.claim
            graph.add_edge(told.subject.iri, end.iri, key=key, **_attributes(told))
        if not ends:
            known = graph.nodes[told.subject.iri]
            known["figures"] = joined([*filter(None, [known.get("figures")]), _figure(told)])
    return graph


def write(store: Askable, file: IO[bytes]) -> None:
    """Write the graph; it is held in memory, 5 kB a claim."""
    nx.write_graphml(read(store), file)


def _ends(told: Told) -> Iterator[Thing]:
    if told.object:
        yield told.object
        return
    yield from (told.predicate,) if told.predicate.iri else ()
    yield from (thing for name, thing in told.settings if name == "dataset" and thing.iri)


def _attributes(told: Told) -> Attributes:
    """Tell what is known of a claim; what is not is left out."""
    known = {
        **{name: said(told, name) for name, _ in told.settings},
        **({"metric": told.predicate.name} if told.figure else {}),
        "claim": told.claim,
        "label": f"measured {told.predicate.name}" if told.figure else told.predicate.name,
        "figure": told.figure,
        "value": float(told.value) if told.value else "",
        "unit": told.unit,
        "confidence": float(told.confidence),
        "paper": told.paper.name,
        "sentences": joined(passage.text for passage in told.sentences),
    }
    kept = {name: value for name, value in known.items() if value != ""}
    return {name: safe(value) if isinstance(value, str) else value for name, value in kept.items()}


def _figure(told: Told) -> str:
    return safe(f"{told.figure} {told.predicate.name}")
