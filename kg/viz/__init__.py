"""answers → pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.askable import Askable

__all__ = ["to_networkx", "write_page"]


def to_networkx(store: Askable, *, limit: int = 300) -> nx.MultiDiGraph:
    """Read the store's resolved view as a graph of papers and entities, its edges the claims.

    Of more, the `limit` best-ranked nodes are kept, and `graph.graph["left_out"]` counts the rest.
    """
    from kg.viz import network

    return network.read(store, limit=limit)


def write_page(graph: nx.MultiDiGraph, path: str | Path) -> None:
    """Write the graph as one HTML file that opens from disk and asks nothing of any network."""
    from kg.viz import page

    Path(path).write_text(page.render(graph), encoding="utf-8", newline="\n")
