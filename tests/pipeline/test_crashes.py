"""Killed at any step, without room, two at once: a reader finds one graph whole, the next build goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DRIVER = Path(__file__).with_name("crashing.py")


def tried(folder: Path, way: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, DRIVER, folder, way],
        env=os.environ | {"PYTHONPATH": f"{DRIVER.parents[2]}:{DRIVER.parent}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_killed_before_every_step_and_at_random_moments(tmp_path: Path) -> None:
    lines = tried(tmp_path, "steps")
    assert len(lines) >= 50
    assert {line.rpartition(" ")[2] for line in lines} == {"old", "new"}


def test_a_full_disk(tmp_path: Path) -> None:
    lines = tried(tmp_path, "full")
    assert sum("exit 7: old" in line for line in lines) >= 3


def test_two_builds_and_a_reader(tmp_path: Path) -> None:
    assert tried(tmp_path, "two") == ["second: refused", "reader: one version", "after both: new"]
