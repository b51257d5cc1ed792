"""Claims ↔ quads."""

from kg.rdf.links import link_quads
from kg.rdf.mapping import to_quads
from kg.rdf.resolution import resolved

__all__ = ["link_quads", "resolved", "to_quads"]
