"""Files are there whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.pipeline.files import builds, remove_others, sweep, sync_tree, write_whole, writing


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


def test_writing_names_place_fact_and_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file/a: Not a directory; .* --output"), writing(tmp_path):
        (tmp_path / "file" / "a").touch()


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


def test_remove_others(tmp_path: Path) -> None:
    """A user's folder stays, and what was cut off while it was removed goes."""
    old, new = "0123456789abcdef", "f" * 16
    for name in (old, new, f".{'a' * 16}.7.part", "release-1.0"):
        (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / ".DS_Store").touch()
    remove_others(tmp_path, keep=new)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".DS_Store", new, "release-1.0"]


def test_a_build_half_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ("0" * 16) / "done").mkdir(parents=True)
    monkeypatch.setattr("kg.pipeline.files.shutil.rmtree", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remove_others(tmp_path, keep="")
    assert builds(tmp_path) == []
