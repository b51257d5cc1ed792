"""Files are there whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.durable import sweep, sync_tree, write_durably, write_whole


def broken() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("cut off")


def test_write_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", [b"one", b"two"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"onetwo")]


def test_a_write_cut_off_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "a", broken())
    assert (tmp_path / "a").read_bytes() == b"old"


def test_what_is_written_durably_stands_alone(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"one")
    write_durably(tmp_path / "a", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_sync_tree_takes_every_kind_of_entry(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"x")
    sync_tree(tmp_path / "a")


def test_sweep_takes_what_killed_writers_left_and_nothing_else(tmp_path: Path) -> None:
    kept = [".env.2024", ".lock", ".published", "a.1", "a.jsonl"]
    for name in (".a.jsonl.123.part", *kept):
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == kept
