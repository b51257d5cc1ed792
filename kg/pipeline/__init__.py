"""The only place where stages meet: files of papers → a graph in a folder, whole or not at all."""

from kg.pipeline.builder import Summary, build, retract
from kg.pipeline.cluster import Cluster
from kg.pipeline.comparison import Difference, compare, patch
from kg.pipeline.executor import ordered
from kg.pipeline.health import findings
from kg.pipeline.opening import open_store
from kg.pipeline.options import Options
from kg.pipeline.outputs import chosen, export, open_output, picture, validate
from kg.pipeline.progress import Progress, counted
from kg.pipeline.reading import place
from kg.pipeline.state import status
from kg.pipeline.streams import extracted

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
