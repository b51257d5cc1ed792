"""Gold and predicted papers → a line for each paper, the F1 of its main parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg import evaluation

if TYPE_CHECKING:
    from kg.extraction.exchange import Record

PARTS = ("mentions", "entities", "relations", "results")


def each(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Iterator[str]:
    """Score every gold paper alone; one that was not predicted counts as one with nothing found."""
    for identifier, record in gold.items():
        nothing: Record = {**record, "mentions": [], "relations": [], "results": []}
        found = {identifier: predicted.get(identifier, nothing)}
        counts = evaluation.score({identifier: record}, found).counts
        yield f"{identifier:28s} {'  '.join(f'{part} {counts[part].f1:5.1f}' for part in PARTS)}\n"
