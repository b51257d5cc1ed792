"""What the mapping makes before it goes into a graph: triples of terms written as N-Quads writes them."""

from __future__ import annotations

from typing import Literal, TypeAlias

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate, object."""

Level: TypeAlias = Literal["full", "compact", "none"]
"""How much text the graph carries: all; no node for each mention; no text at all, only offsets into it."""
