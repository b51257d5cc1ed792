"""What docs/server.md shows, done; and what docs/threats.md says is tested, is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def blocks(language: str) -> list[str]:
    page = (DOCS / "server.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, flags=re.DOTALL)


def test_the_curl_example(server: str) -> None:
    (command,) = (block for block in blocks("sh") if block.startswith("curl"))
    command = command.replace("http://127.0.0.1:7878", server).replace("curl ", "curl --silent --fail ")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "winner,loser"
    assert len(done.stdout.splitlines()) > 1


def test_the_python_example(server: str) -> None:
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", code.replace("http://127.0.0.1:7878", server)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip()


def test_each_threat_names_a_test_that_is_there() -> None:
    page = (DOCS / "threats.md").read_text(encoding="utf-8")
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    there = {
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))
    }
    named = re.findall(r"`(test_\w+)`", page)
    assert named
    assert [name for name in named if name not in there] == []
    assert [file for file in re.findall(r"`(tests/\S+\.py)`", page) if not (ROOT / file).is_file()] == []
