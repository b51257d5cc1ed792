"""What is read stays, what nobody reads goes."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import build, export
from kg.pipeline.folder import retention
from kg.pipeline.folder.files import builds
from kg.pipeline.folder.manifest import current
from kg.pipeline.folder.retention import kept, remove_others

from .quick import quickly, written

FOO = ("FooNet: A Model", "We present FooNet. FooNet outperforms BERT by 2.5% accuracy on MMLU.")
NEW = ("FooNet: A Model", "We present FooNet. FooNet outperforms GPT-4 on MMLU.")
OLDER, NEWER = "0123456789abcdef", "f" * 16


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Path]:
    """A graph of one paper."""
    with quickly():
        build([written(tmp_path / "first.jsonl", {"foo": FOO})], tmp_path / "out", workers=1)
        yield tmp_path / "out"


class Interrupted(io.BytesIO):
    """A file before whose first line another build is committed."""

    def __init__(self, paper: Path, output: Path) -> None:
        super().__init__()
        self.paper, self.output = paper, output

    def writelines(self, lines: Iterator[bytes]) -> None:  # type: ignore[override]
        """Build, then write."""
        build([self.paper], self.output, workers=1)
        super().writelines(lines)


def test_what_is_written_while_another_build_is_committed_is_of_one_version(
    output: Path, tmp_path: Path
) -> None:
    before, file = io.BytesIO(), Interrupted(written(tmp_path / "new.jsonl", {"foo": NEW}), output)
    export(output, "nq", before)
    export(output, "nq", file)
    assert file.getvalue() == before.getvalue()
    assert b"GPT-4" not in file.getvalue()


def test_the_next_build_removes_what_was_read(output: Path, tmp_path: Path) -> None:
    with kept(output) as made:
        build([written(tmp_path / "new.jsonl", {"foo": NEW})], output, workers=1)
        assert len(builds(output / "builds")) == 2
        assert made.build != current(output).build
    build([written(tmp_path / "newest.jsonl", {"bar": FOO})], output, workers=1)
    assert [path.name for path in builds(output / "builds")] == [current(output).build]


def test_a_build_committed_before_the_older_one_was_held_is_given(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = current(output)
    build([written(tmp_path / "new.jsonl", {"foo": NEW})], output, workers=1)
    answers = iter([older])
    monkeypatch.setattr(retention, "current", lambda place: next(answers, None) or current(place))
    with kept(output) as made:
        assert made.build == current(output).build


def test_remove_others(tmp_path: Path) -> None:
    """A user's folder stays, and what was cut off while it was removed goes."""
    for name in (OLDER, NEWER, f".{'a' * 16}.7.part", "release-1.0"):
        (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / ".DS_Store").touch()
    remove_others(tmp_path, keep=NEWER)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".DS_Store", NEWER, "release-1.0"]


def test_a_build_half_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / OLDER / "done").mkdir(parents=True)
    monkeypatch.setattr("kg.pipeline.folder.retention.shutil.rmtree", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remove_others(tmp_path, keep="")
    assert builds(tmp_path) == []
