"""A store → how much of everything it holds, for the server's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.store.embedded import Store
from kg.store.formats import plain
from kg.store.wording import shortened


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of the resolved view, each thing and triple there once; keys are `kg:Model`, `kg:uses`."""

    triples: int
    classes: dict[str, int]
    predicates: dict[str, int]


def count(store: Store) -> Statistics:
    """Count triples, things by class, and triples by predicate."""
    return Statistics(
        triples=sum(_counts(store, _TRIPLES).values()),
        classes=_counts(store, _CLASSES),
        predicates=_counts(store, _PREDICATES),
    )


def _counts(store: Store, sparql: str) -> dict[str, int]:
    rows = store.select(sparql).rows
    counts = {shortened(plain(name)): int(plain(number)) for name, number in rows if name and number}
    return dict(sorted(counts.items()))


_TRIPLES: Final = 'SELECT ("triples" AS ?what) (COUNT(*) AS ?count) WHERE { ?s ?p ?o }'
_CLASSES: Final = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"
_PREDICATES: Final = "SELECT ?predicate (COUNT(*) AS ?count) WHERE { ?s ?predicate ?o } GROUP BY ?predicate"
