"""Versions of a store, whole or not there, the old one read on; edits that outlive the store of a build."""

from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import QueryError, StoreError
from kg.store import edits, open_store, updates
from kg.store.versions import Versions

CASE = Path(__file__).parents[1] / "cases" / "store" / "small.trig"
EDITS = "https://w3id.org/claimgraph/graph/edits"
XSD = "http://www.w3.org/2001/XMLSchema#"
INSERT = f"INSERT DATA {{ GRAPH <{EDITS}> {{ <urn:a> <urn:b> 1 }} }}"


def size(place: Path) -> int:
    return len(open_store(place).engine)


def insert(versions: Versions, number: int) -> None:
    with versions.changed() as engine:
        engine.update(f"INSERT DATA {{ <urn:a> <urn:b> {number} }}")


def test_a_version_takes_the_place_of_the_last(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "store")
    with versions.held():
        insert(versions, 1)
        old = versions.current()
        insert(versions, 2)
        assert (size(old), size(versions.current())) == (1, 2)
        insert(versions, 3)
        insert(versions, 4)
    assert not old.exists()
    assert len([path for path in (tmp_path / "store").iterdir() if path.is_dir()]) == 3


def test_what_fails_changes_nothing(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "store")
    with versions.held():
        insert(versions, 1)
        with pytest.raises(QueryError), versions.changed() as engine:
            updates.run(engine, "INSERT DATA { <urn:a> <urn:b> 2 } ; nonsense", base="urn:base")
    assert size(versions.current()) == 1
    assert not list(versions.folder.glob("next-*"))


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "store")
    with versions.held():
        insert(versions, 1)
        (versions.folder / f"next-{'0' * 32}").mkdir()
        (versions.folder / "next-app").mkdir()
        insert(versions, 2)
    assert [path.name for path in versions.folder.glob("next-*")] == ["next-app"]


@pytest.mark.parametrize("other", ["version", "index.js"])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, other: str) -> None:
    (tmp_path / other).write_text("1.0")
    (tmp_path / "next-app").mkdir()
    versions = Versions(tmp_path)
    with versions.held(), pytest.raises(StoreError, match="holds other files"):
        insert(versions, 1)
    assert (tmp_path / "next-app").is_dir()


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "store")
    with versions.held(), pytest.raises(StoreError, match="another kg load"), versions.held():
        pass


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run kg load first"):
        Versions(tmp_path).current()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    place = tmp_path / "builds" / "one" / "store"
    place.mkdir(parents=True)
    engine = pyoxigraph.Store(str(place))
    engine.load(path=str(CASE), format=pyoxigraph.RdfFormat.TRIG)
    engine.flush()
    return place


def test_edits_are_kept_in_a_file_and_come_back_into_another_build(tmp_path: Path, built: Path) -> None:
    file = tmp_path / edits.FILE
    assert edits.edited(built, file) == built
    edits.change(built, file, lambda engine: updates.run(engine, INSERT, base="urn:base"))
    place = edits.edited(built, file)
    assert place != built
    assert size(place) == size(built) + 2
    assert file.read_text(encoding="utf-8") == f'<urn:a> <urn:b> "1"^^<{XSD}integer> <{EDITS}> .\n'

    other = tmp_path / "builds" / "two" / "store"
    other.parent.mkdir()
    open_store(built).engine.backup(str(other))
    assert size(edits.edited(other, file)) == size(built) + 2


def test_an_edit_can_be_taken_back(tmp_path: Path, built: Path) -> None:
    file = tmp_path / edits.FILE
    for update in (INSERT, INSERT.replace("INSERT", "DELETE")):
        edits.change(built, file, lambda engine, text=update: updates.run(engine, text, base="urn:base"))  # type: ignore[misc]
    assert size(edits.edited(built, file)) == size(built)


def test_stores_of_older_edits_are_swept(tmp_path: Path, built: Path) -> None:
    (built.parent / ".store.1").mkdir()
    for number in range(4):
        text = INSERT.replace("1", str(number))
        edits.change(built, tmp_path / edits.FILE, lambda engine, text=text: engine.update(text))  # type: ignore[misc]
    assert len([path for path in built.parent.iterdir() if path != built]) == 2


def test_an_edit_of_what_papers_say_is_not_kept(tmp_path: Path, built: Path) -> None:
    file = tmp_path / edits.FILE
    edits.change(built, file, lambda engine: engine.update("CLEAR ALL"))
    assert size(edits.edited(built, file)) == size(built)


def test_edits_stand_under_canonical_names(tmp_path: Path, built: Path) -> None:
    links = (
        "INSERT DATA { GRAPH <https://w3id.org/claimgraph/graph/links> "
        "{ <urn:old> <https://w3id.org/claimgraph/ontology#canonical> <urn:new> } }"
    )
    engine = pyoxigraph.Store(str(built))
    engine.update(links)
    engine.flush()
    del engine
    file = tmp_path / edits.FILE
    edits.change(built, file, lambda engine: engine.update(INSERT.replace("urn:a", "urn:old")))
    assert open_store(edits.edited(built, file)).query("ASK { <urn:new> <urn:b> 1 }")


def test_a_broken_file_of_edits_is_named(tmp_path: Path, built: Path) -> None:
    file = tmp_path / edits.FILE
    file.write_text("no quads\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"edits\.nq: .*mend the line"):
        edits.edited(built, file)
