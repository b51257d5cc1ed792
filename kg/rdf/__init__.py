"""Claims ↔ quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import loading

if TYPE_CHECKING:
    from kg.rdf.links import link_quads
    from kg.rdf.mapping import to_quads
    from kg.rdf.resolution import is_settled, resolved, view

__all__ = ["is_settled", "link_quads", "resolved", "to_quads", "view"]

__getattr__ = loading(
    __name__,
    {
        "kg.rdf.links": ("link_quads",),
        "kg.rdf.mapping": ("to_quads",),
        "kg.rdf.resolution": ("is_settled", "resolved", "view"),
    },
)
