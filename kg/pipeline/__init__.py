"""The only place where stages meet: files of papers → a graph in a folder, whole or not at all."""

from kg.pipeline.builder import Summary, build
from kg.pipeline.health import findings
from kg.pipeline.opening import open_store
from kg.pipeline.options import Options
from kg.pipeline.outputs import export, open_output, picture, validate
from kg.pipeline.progress import Progress
from kg.pipeline.reading import place
from kg.pipeline.streams import extracted

__all__ = [
    "Options",
    "Progress",
    "Summary",
    "build",
    "export",
    "extracted",
    "findings",
    "open_output",
    "open_store",
    "picture",
    "place",
    "validate",
]
