"""What a build is made from, by content: no path, no order of the file system."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.pipeline import fingerprint

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_files_of_a_folder_by_their_place_in_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "deep/b.txt"):
        (tmp_path / "in" / name).touch()
    names = ["a.txt", "deep/b.txt", "z.txt"]
    assert fingerprint.inputs_digest([tmp_path / "in"]) == [[name, EMPTY] for name in names]


def test_a_file_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert fingerprint.inputs_digest([tmp_path / "a.txt"]) == [["a.txt", EMPTY]]


def test_a_missing_input(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing: No such file or directory; name a file or a folder"):
        fingerprint.inputs_digest([tmp_path / "missing"])


def test_digest_tells_values_apart() -> None:
    assert fingerprint.digest_of(["ab", "c"]) != fingerprint.digest_of(["a", "bc"])
    assert fingerprint.digest_of(["ab"]) == fingerprint.digest_of(["ab"])


def test_the_machine_is_named() -> None:
    assert fingerprint.instruction_set()
    assert set(fingerprint.versions()) == set(fingerprint.PACKAGES)
