"""Claims ↔ quads."""

from kg.rdf.mapping import to_quads

__all__ = ["to_quads"]
