"""Programs that others wrote ask the endpoint, as docs/clients.md shows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "clients.md"


def example(heading: str, server: str) -> str:
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n.*?```\w+\n(.*?)```", page, flags=re.DOTALL | re.MULTILINE)
    assert found
    return found[1].replace("http://127.0.0.1:7878", server)


@pytest.mark.parametrize("heading", ["SPARQLWrapper", "rdflib", "pandas"])
def test_python(server: str, heading: str) -> None:
    code = example(heading, server)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Heron" in done.stdout


def test_curl(server: str) -> None:
    code = example("curl", server)
    done = subprocess.run(["bash", "-ec", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Heron,Pipit" in done.stdout
    assert '"boolean":true' in done.stdout
    assert "@prefix" in done.stdout


@pytest.mark.skipif(
    shutil.which("comunica-sparql") is None,
    reason="Comunica is not installed; npm install --global @comunica/query-sparql@4 takes some minutes",
)
def test_comunica(server: str) -> None:
    code = example("Comunica", server).replace("npx ", "")
    done = subprocess.run(["bash", "-ec", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Heron" in done.stdout
