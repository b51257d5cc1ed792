"""Results come in the order of the calls, with any number of workers, and a dead worker is told of."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.pipeline.work.executor import ordered

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("workers", [1, 2])
def test_order(workers: int) -> None:
    assert list(ordered(abs, range(-20, 0), workers=workers)) == list(range(20, 0, -1))


def test_items_are_read_as_results_leave() -> None:
    items = iter(range(1000))
    results = ordered(abs, items, workers=1)
    assert [next(results), next(results)] == [0, 1]
    assert next(items) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_errors_of_the_function_come_out(workers: int) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(ordered(int, ["1", "x"], workers=workers))


def test_dead_worker() -> None:
    with pytest.raises(KGError, match="fewer --workers"):
        list(ordered(os._exit, [3, 3], workers=2))


ENDLESS = """
import itertools, os
from kg.pipeline.work.executor import ordered

if __name__ == "__main__":
    for group in ordered(os.getpgid, itertools.repeat(0), workers=2):
        print(group, flush=True)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        group = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _alive(group):
        time.sleep(0.1)
    assert not _alive(group)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
