"""The only place where stages meet: files of papers → a graph in a folder, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import loading

if TYPE_CHECKING:
    from kg.pipeline.builder import Summary, build, retract
    from kg.pipeline.health import findings
    from kg.pipeline.opening import open_output, open_store
    from kg.pipeline.options import Options
    from kg.pipeline.outputs import chosen, edits_of, export, picture, validate
    from kg.pipeline.planning.reading import place
    from kg.pipeline.progress import Progress, counted
    from kg.pipeline.publishing.comparison import Difference, compare, patch
    from kg.pipeline.state import status
    from kg.pipeline.work.cluster import Cluster
    from kg.pipeline.work.executor import ordered
    from kg.pipeline.work.streams import extracted

__all__ = [
    "Cluster",
    "Difference",
    "Options",
    "Progress",
    "Summary",
    "build",
    "chosen",
    "compare",
    "counted",
    "edits_of",
    "export",
    "extracted",
    "findings",
    "open_output",
    "open_store",
    "ordered",
    "patch",
    "picture",
    "place",
    "retract",
    "status",
    "validate",
]

__getattr__ = loading(
    __name__,
    {
        "kg.pipeline.builder": ("Summary", "build", "retract"),
        "kg.pipeline.work.cluster": ("Cluster",),
        "kg.pipeline.publishing.comparison": ("Difference", "compare", "patch"),
        "kg.pipeline.work.executor": ("ordered",),
        "kg.pipeline.health": ("findings",),
        "kg.pipeline.opening": ("open_output", "open_store"),
        "kg.pipeline.options": ("Options",),
        "kg.pipeline.outputs": ("chosen", "edits_of", "export", "picture", "validate"),
        "kg.pipeline.progress": ("Progress", "counted"),
        "kg.pipeline.planning.reading": ("place",),
        "kg.pipeline.state": ("status",),
        "kg.pipeline.work.streams": ("extracted",),
    },
)
