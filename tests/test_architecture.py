"""Imports point down the table of rooms, and never from one room to another on the same line."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"
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
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}


def room(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {
                f"{node.module}.{alias.name}" if node.module == "kg" else str(node.module)
                for alias in node.names
            }
    return {name.split(".")[1] for name in names if name.startswith("kg.")}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    assert here in RANK, f"{here} is no room of the design"
    upward = {there for there in imported_rooms(path) if there != here and RANK.get(there, 99) <= RANK[here]}
    assert not upward


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
