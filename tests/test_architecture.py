"""Imports point down the table of rooms, and never from one room to another on the same line."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"
PIPE = ROOT / "pipeline"
RANKS = [
    {"__main__"},
    {"cli", "__init__"},
    {"server", "pipeline", "training"},
    {"viz", "evaluation"},
    {"analysis"},
    {"store"},
    {"sources", "extraction", "linking", "rdf"},
    {"text"},
    {"model", "resources"},
    {"errors", "durable", "garbage", "late"},
]
PIPELINE = [
    {"__init__"},
    {"builder", "health", "outputs", "state"},
    {"increment", "opening"},
    {"publishing"},
    {"load", "planning"},
    {"links", "work"},
    {"folder"},
    {"fingerprint"},
    {"chunking", "options", "progress"},
]
"""The rooms within the pipeline, by the same rule."""


def imported(path: Path) -> set[str]:
    """Every module that is imported, and every name out of one, as if it were a module too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def upward(path: Path, root: Path, rooms: list[set[str]]) -> set[str]:
    """What a module imports from above it, or beside it, among the rooms of the package in `root`."""
    rank = {room: number for number, line in enumerate(rooms) for room in line}
    package = ".".join(("kg", *root.relative_to(ROOT).parts)) + "."
    here = path.relative_to(root).parts[0].removesuffix(".py")
    assert here in rank, f"{here} is no room of the design"
    inside = {name.removeprefix(package).split(".")[0] for name in imported(path) if name.startswith(package)}
    return {room for room in inside - {here} if rank.get(room, 99) <= rank[here]}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    assert not upward(path, ROOT, RANKS)


@pytest.mark.parametrize("path", sorted(PIPE.rglob("*.py")), ids=lambda path: str(path.relative_to(PIPE)))
def test_imports_point_down_within_the_pipeline(path: Path) -> None:
    assert not upward(path, PIPE, PIPELINE)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_import_is_light() -> None:
    heavy = ["spacy", "onnxruntime", "starlette", "pyvis", "torch", "rdflib", "networkx"]
    code = f"import kg, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("kg.cli", "spacy numpy starlette networkx httpx kg.sources kg.linking kg.pipeline.builder"),
        ("kg.server.worker", "asyncio starlette rich typer httpx rapidfuzz kg.linking kg.pipeline"),
    ],
)
def test_starting_is_light(module: str, heavy: str) -> None:
    """What a command, or a worker of the server, does not need at its start it does not wait for."""
    code = f"import {module}, sys; print([name for name in {heavy.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
