"""What a build is made from, by content: no path, no order of the file system."""

import ast
from pathlib import Path

import pytest

import kg
from kg.errors import SourceError
from kg.pipeline import fingerprint

ROOT = Path(kg.__file__).parent
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


def test_all_that_makes_quads_is_in_the_recipe() -> None:
    """What worker and linker import of the pipeline decides on quads; how files are written does not."""
    held = [ROOT / place for places in fingerprint.CODE.values() for place in places]
    made = reached("work/stages.py", "links/linkage.py", "planning/revision.py")
    left = {place for place in made if not any((ROOT / place).is_relative_to(root) for root in held)}
    assert left == {"pipeline/folder/files.py"}


def reached(*places: str) -> set[str]:
    """Modules of the pipeline, and all of it that they import."""
    found: set[str] = set()
    left = [f"pipeline/{place}" for place in places]
    while left:
        place = left.pop()
        if place not in found:
            found.add(place)
            left += imported(place)
    return found


def imported(place: str) -> list[str]:
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    names |= {str(node.module) for node in froms}
    files = (f"{name.removeprefix('kg.').replace('.', '/')}.py" for name in names if "kg.pipeline" in name)
    return [file for file in files if (ROOT / file).exists()]


def test_the_machine_is_named() -> None:
    assert fingerprint.instruction_set()
    assert set(fingerprint.versions()) == set(fingerprint.PACKAGES)
