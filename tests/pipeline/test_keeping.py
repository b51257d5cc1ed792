"""A graph that lives on: what is redone and what is kept, what goes, what status and diff say of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import rdf
from kg.errors import OutputError
from kg.model import Document, Extraction, Quad, Reject
from kg.pipeline import Options, build, compare, fingerprint, patch, retract, status
from kg.pipeline.folder import contents
from kg.pipeline.folder.lock import held
from kg.pipeline.folder.manifest import current
from kg.pipeline.links import register
from kg.pipeline.planning import plans
from kg.pipeline.work import stages

from .quick import made, quickly, statements, written

FOO = ("FooNet: A Model", "We present FooNet. FooNet outperforms BERT by 2.5% accuracy on MMLU.")
BAR = ("BarNet: A Model", "We present BarNet. BarNet outperforms FooNet on MMLU.")
NEW = ("BarNet: A Model", "We present BarNet. BarNet outperforms GPT-4 on MMLU.")


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with quickly():
        yield


@pytest.fixture
def read_papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the papers that are extracted from now on."""
    seen: list[str] = []
    extraction = stages._extraction

    def counting(document: Document) -> Extraction | Reject:
        seen.append(document.id)
        return extraction(document)

    monkeypatch.setattr(stages, "_extraction", counting)
    return seen


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A graph of two papers."""
    build([written(tmp_path / "first.jsonl", {"foo": FOO, "bar": BAR})], tmp_path / "out", workers=1)
    return tmp_path / "out"


def test_only_what_is_new_is_read(output: Path, tmp_path: Path, read_papers: list[str]) -> None:
    summary = build([written(tmp_path / "new.jsonl", {"baz": FOO, "bar": NEW})], output, workers=1)
    assert sorted(read_papers) == ["bar", "baz"]
    assert (summary.added, summary.changed, summary.removed, summary.counts["papers"]) == (1, 1, 0, 3)


def test_only_what_is_new_is_mapped(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapped: list[str] = []
    to_quads = rdf.to_quads

    def counting(document: Document, *given: Any, **how: Any) -> Iterator[Quad]:
        mapped.append(document.id)
        return to_quads(document, *given, **how)

    monkeypatch.setattr(rdf, "to_quads", counting)
    build([written(tmp_path / "new.jsonl", {"baz": FOO, "bar": NEW})], output, workers=1)
    retract(["bar"], output, workers=1)
    assert sorted(mapped) == ["bar", "baz"]


def test_what_cannot_be_extracted_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_papers: list[str]
) -> None:
    papers = {"a": FOO, "b": BAR, "c": NEW}
    with monkeypatch.context() as failing:
        reject = Reject("", "b", "too long")
        extraction = stages._extraction
        failing.setattr(stages, "_extraction", lambda one: reject if one.id == "b" else extraction(one))
        build([written(tmp_path / "old.jsonl", papers)], tmp_path / "out", workers=1)
    read_papers.clear()
    build([written(tmp_path / "new.jsonl", {"a": BAR})], tmp_path / "out", workers=1)
    build([written(tmp_path / "all.jsonl", papers | {"a": BAR})], tmp_path / "fresh", workers=1)
    assert sorted(read_papers[:2]) == ["a", "b"]
    assert made(tmp_path / "out") == made(tmp_path / "fresh")


@pytest.mark.parametrize("damage", [None, b"", b"no table of names" * 400])
def test_links_stand_without_the_table_of_names(
    output: Path, tmp_path: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    names = current(output).folder(output) / register.FILE
    names.unlink() if damage is None else names.write_bytes(damage)
    build([written(tmp_path / "new.jsonl", {"baz": NEW})], output, workers=1)
    assert ("the table of names is damaged" in caplog.text) is (damage is not None)
    papers = {"foo": FOO, "bar": BAR, "baz": NEW}
    build([written(tmp_path / "all.jsonl", papers)], tmp_path / "fresh", workers=1)
    assert made(output) == made(tmp_path / "fresh")


def test_papers_that_are_there_are_not_read(output: Path, tmp_path: Path, read_papers: list[str]) -> None:
    assert build([written(tmp_path / "again.jsonl", {"foo": FOO})], output, workers=1).up_to_date
    assert read_papers == []


@pytest.mark.parametrize(
    ("part", "again"), [("weights", 2), ("rules", 2), ("machine", 2), ("lexicon", 0), ("linking", 0)]
)
def test_what_changed_is_redone_and_no_more(
    output: Path, monkeypatch: pytest.MonkeyPatch, read_papers: list[str], part: str, again: int
) -> None:
    recipe = fingerprint.recipe(Options())
    monkeypatch.setattr(fingerprint, "recipe", lambda _: recipe | {part: "new"})
    assert f"{part} changed" in status((), output)["made by"]
    summary = build([output.parent / "first.jsonl"], output, workers=1)
    assert (len(read_papers), summary.up_to_date) == (again, False)


def test_options_hold_until_others_are_given(output: Path, read_papers: list[str]) -> None:
    papers = [output.parent / "first.jsonl"]
    compact = Options(evidence="compact")
    assert build(papers, output, options=compact, workers=1).options == compact
    assert build(papers, output, workers=1).options == compact
    assert read_papers == []


def test_a_build_that_was_cut_off_is_taken_over_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_papers: list[str]
) -> None:
    papers = {f"paper-{number}": FOO for number in range(12)}
    with monkeypatch.context() as failing:
        failing.setattr("kg.pipeline.links.linkage.observed", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build([written(tmp_path / "a.jsonl", papers)], tmp_path / "out", workers=1)
    assert "shards are finished" in status((), tmp_path / "out")["cut off"]
    more = written(tmp_path / "b.jsonl", papers | {"another": BAR})
    build([more], tmp_path / "out", workers=1)
    assert len(read_papers) < 12 + 7


def test_a_paper_taken_back_leaves_nothing(output: Path, tmp_path: Path) -> None:
    retract(["bar"], output, workers=1)
    build([written(tmp_path / "foo.jsonl", {"foo": FOO})], tmp_path / "fresh", workers=1)
    assert made(output) == made(tmp_path / "fresh")
    assert statements(output) == statements(tmp_path / "fresh")


def test_a_file_taken_back(output: Path, tmp_path: Path) -> None:
    more = written(tmp_path / "more.jsonl", {"baz": NEW, "never": BAR})
    before = made(output)
    build([more], output, workers=1)
    retract([str(more)], output, workers=1)
    assert made(output) == before


@pytest.mark.parametrize(
    ("papers", "message"),
    [(["foo", "nope"], "no paper nope in the graph"), (["foo", "bar"], "no paper would be left")],
)
def test_what_cannot_be_taken_back(output: Path, papers: list[str], message: str) -> None:
    before = made(output)
    with pytest.raises(OutputError, match=message):
        retract(papers, output, workers=1)
    assert made(output) == before


def test_rejects_stay_with_their_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "title": "FooNet", "abstract": "We present FooNet."}\n{"id": "b"}\n')
    output = tmp_path / "out"
    build([bad], output, workers=1)
    build([written(tmp_path / "more.jsonl", {"bar": BAR})], output, workers=1)
    current = plans.plan(output, plans.Wanted()).rejects
    assert [(reject.file, reject.record) for reject in current] == [("bad.jsonl", "line 2")]
    written(bad, {"a": FOO})
    assert build([bad], output, workers=1).counts["rejects"] == 0


def test_status(output: Path, tmp_path: Path) -> None:
    assert status((), output)["to do"] == "nothing"
    new = written(tmp_path / "new.jsonl", {"baz": FOO, "bar": NEW, "foo": FOO})
    said = status((new,), output)
    assert said["papers"] == "1 new, 1 changed, 1 as they are; 0 records left out"
    assert said["to do"].startswith("2 papers to read")
    with held(output):
        assert "a build holds the folder (process " in status((), output)["running"]


def test_status_of_nothing(tmp_path: Path) -> None:
    said = status((), tmp_path / "out")
    assert said["graph"].startswith("nothing built in ")
    assert not (tmp_path / "out").exists()


def test_diff_in_words_and_as_a_patch(output: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    build([written(tmp_path / "new.jsonl", {"bar": NEW, "baz": FOO})], new, workers=1)
    found = compare(output, new)
    assert not found.is_none
    assert found.papers_added == ["baz: FooNet: A Model"]
    assert found.papers_changed == ["bar: BarNet: A Model"]
    assert found.papers_removed == ["foo: FooNet: A Model"]
    assert "BarNet outperforms GPT-4 (bar)" in found.claims_added
    assert "BarNet outperforms FooNet (bar)" in found.claims_removed
    assert patched(output, "".join(patch(found.quads))) == named(new)


def test_no_difference(output: Path) -> None:
    found = compare(output, output)
    assert (found.papers_added, found.papers_changed, found.papers_removed) == ([], [], [])
    assert found.is_none
    assert "".join(patch(found.quads)) == "TX .\nTC .\n"


def named(output: Path) -> set[bytes]:
    """Read the quads of a graph as lines."""
    return set(b"".join(contents.nquads(current(output), output)).splitlines(keepends=True))


def patched(output: Path, text: str) -> set[bytes]:
    """Apply an RDF Patch to the quads of a graph."""
    quads = named(output)
    for line in text.encode().splitlines(keepends=True)[1:-1]:
        if line.startswith(b"D "):
            quads.remove(line[2:])
        else:
            assert line.startswith(b"A ")
            quads.add(line[2:])
    return quads
