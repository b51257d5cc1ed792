"""One build at a time holds an output folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.pipeline.folder.lock import held

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from kg.pipeline.folder.lock import held

with held(Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


def test_held_makes_the_folder(tmp_path: Path) -> None:
    with held(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b" / "builds").is_dir()


def test_what_a_killed_holder_left_is_swept(tmp_path: Path) -> None:
    left, other = tmp_path / ".manifest.json.123.part", tmp_path / ".notes"
    left.touch()
    other.touch()
    with held(tmp_path):
        assert not left.exists()
        assert other.exists()


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        held(tmp_path),
        pytest.raises(OutputError, match=rf"held by another build \(process {os.getpid()} on .*\); wait"),
        held(tmp_path),
    ):
        pass


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path):
        raise ZeroDivisionError
    with held(tmp_path):
        pass


def test_it_is_free_after_its_holder_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match=f"process {holder.pid}"), held(tmp_path):
            pass
        holder.kill()
    with held(tmp_path):
        pass


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match=r"out.*; .*--output"), held(tmp_path / "out"):
        pass
    assert (tmp_path / "out").read_text() == "mine"
