"""The manifest comes back as it was written, and a damaged one says what to do."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.pipeline.folder import manifest
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.shards import Place
from kg.pipeline.options import Options

MADE = Manifest(
    build="b1",
    content="c1",
    recipe={"rules": "r1"},
    instruction_set="x86_64 avx2",
    versions={"spacy": "3.8"},
    counts={"papers": 2},
    shards=[Place("s1", "paper-1", 2)],
    links=["l1"],
    linkquads=["q1"],
    options=Options(evidence="compact", min_confidence=0.5),
)


def test_round_trip(tmp_path: Path) -> None:
    MADE.commit(tmp_path)
    assert manifest.read(tmp_path) == MADE


def test_nothing_built(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "missing") is None


@pytest.mark.parametrize("text", ["[]", '{"manifest_version": 3}'])
def test_what_is_none_of_ours_is_not_to_be_deleted(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=r"manifest\.json: not a graph's manifest; give another folder"):
        manifest.read(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="Not a directory; give the folder of a build"):
        manifest.read(tmp_path / "file")


@pytest.mark.parametrize("text", ["", "{", '{"format": 2, "build":"b1"}'])
def test_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=r"manifest\.json: .*run `kg build` again"):
        manifest.read(tmp_path)


def test_another_format(tmp_path: Path) -> None:
    MADE.commit(tmp_path)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"format": 2', '"format": 99'))
    with pytest.raises(StoreError, match="format 99"):
        manifest.read(tmp_path)
