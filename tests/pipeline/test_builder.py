"""A build: the same bytes under any circumstances, whole or not at all, and quick where nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from kg.errors import ExtractionError, OutputError, SourceError, StoreError
from kg.extraction import nlp
from kg.extraction.reader import Reader
from kg.extraction.weights import SHIPPED
from kg.pipeline import build, open_output, retract
from kg.pipeline.folder import contents
from kg.pipeline.folder.lock import held
from kg.pipeline.folder.manifest import read
from kg.pipeline.folder.shards import order, quads_of
from kg.pipeline.load import storing
from kg.pipeline.work import stages

from .quick import statements

ROOT = Path(__file__).parents[2]
FIXED = ("graph.html", "graph.nq", "graph.ttl", "manifest.json", "rejects.jsonl", "shapes-report.txt")


def records(count: int) -> list[dict[str, str]]:
    """Make papers that name the same things, enough of them for several shards."""
    return [
        {
            "id": f"paper-{number}",
            "title": f"Net{number}: A Model for Parsing",
            "abstract": f"We present Net{number}. It outperforms BERT by {number % 9 + 1}.5% on MMLU.",
        }
        for number in range(count)
    ]


def written(path: Path, papers: list[dict[str, str]]) -> Path:
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers))
    return path


def files(output: Path) -> dict[str, bytes]:
    """Read all that a build must make the same: everything but the store and the lock."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and "store" not in path.parts and path.name != ".lock"
    }


def command(papers: Path, output: Path, workers: int) -> list[str]:
    arguments = ["build", str(papers), "--output", str(output), "--workers", str(workers)]
    return [sys.executable, "-m", "kg", *arguments]


def run(papers: Path, output: Path, workers: int = 1, **environment: str) -> None:
    done = subprocess.run(
        command(papers, output, workers),
        cwd=papers.parent,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build papers of several shards once, by one worker: the papers and the output.

    A copy of the code does it, beside the papers, so that no edit in the checkout comes between two builds.
    """
    folder = tmp_path_factory.mktemp("made")
    for name in ("kg", "ontology"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    papers = written(folder / "papers.jsonl", records(150))
    run(papers, folder / "out")
    return papers, folder / "out"


def test_fixed_names(made: tuple[Path, Path]) -> None:
    assert [path.name for path in sorted(made[1].iterdir()) if path.name in FIXED] == list(FIXED)


def test_several_shards(made: tuple[Path, Path]) -> None:
    assert len(json.loads((made[1] / "manifest.json").read_bytes())["shards"]) > 1


@pytest.mark.parametrize(
    ("workers", "environment"),
    [
        pytest.param(2, {"PYTHONHASHSEED": "1"}, id="two workers, hash seed"),
        pytest.param(1, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"}, id="locale, time zone"),
    ],
)
def test_the_same_bytes(
    made: tuple[Path, Path], tmp_path: Path, workers: int, environment: dict[str, str]
) -> None:
    run(made[0], tmp_path / "out", workers, **environment)
    assert files(tmp_path / "out") == files(made[1])


def test_loaded_beside_the_workers_the_store_is_the_same(
    made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "LOADED", 1)
    build([made[0]], tmp_path / "out", workers=2)
    assert files(tmp_path / "out") == files(made[1])
    assert statements(tmp_path / "out") == statements(made[1])


def test_the_shards_one_after_the_other_are_the_sorted_graph(made: tuple[Path, Path]) -> None:
    """Sorted by graph, subject, predicate, object, and as `graph.nq` has it."""
    lines = (made[1] / "graph.nq").read_bytes().splitlines(keepends=True)
    quads = list(quads_of(lines))
    assert quads == sorted(set(quads), key=order)
    manifest = read(made[1])
    assert manifest is not None
    assert b"".join(contents.nquads(manifest, made[1])) == b"".join(lines)


def test_no_path_of_the_machine_in_what_is_built(made: tuple[Path, Path]) -> None:
    place = str(made[0].parent).encode()
    assert [name for name, data in files(made[1]).items() if place in data] == []


def test_every_paper_has_its_graph(made: tuple[Path, Path]) -> None:
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?p a schema:ScholarlyArticle } }"
    assert open_output(made[1]).select(query).write("csv").split() == ["n", "150"]


def test_killed_at_any_moment_the_next_build_is_whole(made: tuple[Path, Path], tmp_path: Path) -> None:
    """Kill builds of another input over a good one, each killed later than the one before."""
    output = tmp_path / "out"
    build([written(tmp_path / "old.jsonl", records(3))], output, workers=1)
    for moment in (0.7, 1.2, 1.8, 2.5):
        running = subprocess.Popen(
            command(made[0], output, 2),
            cwd=made[0].parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert open_output(output).query("ASK { ?paper a schema:ScholarlyArticle }") is True
    run(made[0], output, workers=2)
    assert files(output) == files(made[1])


def test_nothing_changed(tmp_path: Path) -> None:
    papers = written(tmp_path / "papers.jsonl", records(2))
    assert not build([papers], tmp_path / "out").up_to_date
    before = files(tmp_path / "out")
    again = build([papers], tmp_path / "out")
    assert (again.up_to_date, again.counts["papers"]) == (True, 2)
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize("name", [name for name in FIXED if name != "manifest.json"])
def test_a_missing_file_is_made_again(made: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    shutil.copytree(made[1], tmp_path / "out")
    (tmp_path / "out" / name).unlink()
    run(made[0], tmp_path / "out")
    assert files(tmp_path / "out") == files(made[1])


def test_a_missing_store_is_made_again(made: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(made[1], tmp_path / "out")
    [store] = (tmp_path / "out" / "builds").glob("*/store")
    shutil.rmtree(store)
    run(made[0], tmp_path / "out")
    assert files(tmp_path / "out") == files(made[1])
    assert open_output(tmp_path / "out").query("ASK { ?paper a schema:ScholarlyArticle }") is True


def test_old_builds_go(tmp_path: Path) -> None:
    for count in (2, 3):
        build([written(tmp_path / "papers.jsonl", records(count))], tmp_path / "out")
    assert len(list((tmp_path / "out" / "builds").iterdir())) == 1


def test_a_second_build_at_the_same_time(tmp_path: Path) -> None:
    papers = written(tmp_path / "papers.jsonl", records(2))
    with held(tmp_path / "out"), pytest.raises(OutputError, match="held by another build"):
        build([papers], tmp_path / "out")


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    last: dict[str, tuple[int, int | None]] = {}
    build(
        [written(tmp_path / "papers.jsonl", records(2))],
        tmp_path / "out",
        workers=1,
        progress=lambda stage, done, total, _=0: last.__setitem__(stage, (done, total)),
    )
    assert list(last) == ["read", "extract", "link", "load", "publish"]
    assert {stage for stage, (done, total) in last.items() if done != total} == set()


def test_no_paper(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="expected"):
        build([written(tmp_path / "papers.jsonl", [{"id": "x"}])], tmp_path / "out")
    assert not (tmp_path / "out" / "manifest.json").exists()


@pytest.mark.parametrize("name", ["card.json", "encoder.onnx", "pairs.onnx", "tokenizer.json"])
def test_damaged_weights_end_a_build_and_leave_the_graph(
    made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    papers, output = tmp_path / "papers.jsonl", tmp_path / "out"
    shutil.copytree(made[1], output)
    weights = tmp_path / "weights"
    shutil.copytree(SHIPPED, weights)
    (weights / name).write_bytes((SHIPPED / name).read_bytes()[:100])
    monkeypatch.setattr(nlp, "Reader", partial(Reader, weights))
    stages._nlp.cache_clear()
    before = read(output)
    with pytest.raises(ExtractionError, match=f"{name}: .*; install claimgraph again"):
        build(
            [written(papers, [{"id": "new", "title": "A New Paper", "abstract": "It is new."}])],
            output,
            workers=1,
        )
    stages._nlp.cache_clear()
    assert read(output) == before


def test_what_no_build_made_is_not_written_over(tmp_path: Path) -> None:
    papers = written(tmp_path / "papers.jsonl", records(1))
    (tmp_path / "out" / "builds" / "release-1.0").mkdir(parents=True)
    with pytest.raises(OutputError, match="has a builds that no build made"):
        build([papers], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["builds"]


def test_a_store_that_does_not_open_is_made_again(made: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(made[1], tmp_path / "out")
    manifest = read(tmp_path / "out")
    assert manifest is not None
    (manifest.store(tmp_path / "out") / "CURRENT").unlink()
    run(made[0], tmp_path / "out")
    assert statements(tmp_path / "out") == statements(made[1])


def test_a_graph_is_no_source_of_papers(tmp_path: Path) -> None:
    written(tmp_path / "papers.jsonl", records(2))
    build([tmp_path], tmp_path / "outputs", workers=1)
    again = build([tmp_path], tmp_path / "outputs", workers=1)
    assert (again.up_to_date, again.counts["papers"], again.counts["rejects"]) == (True, 2, 0)


def test_a_file_takes_out_its_own_papers(tmp_path: Path) -> None:
    """Two files call different papers 1: the second's stands under a minted id."""
    first, second = records(2)
    one = written(tmp_path / "one.jsonl", [first | {"id": "1"}])
    other = written(tmp_path / "other.jsonl", [second | {"id": "1"}])
    build([one, other], tmp_path / "out", workers=1)
    retract([str(other)], tmp_path / "out", workers=1)
    found = open_output(tmp_path / "out").select("SELECT ?title { ?paper dcterms:title ?title }")
    assert [str(row[0].value) for row in found.rows] == [first["title"]]
    with pytest.raises(OutputError, match="none of its papers"):
        retract([str(other)], tmp_path / "out", workers=1)


def test_what_was_mended_in_an_archive_is_no_reject_any_more(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    good = json.dumps(records(1)[0])
    for lines in (f"{good}\n{{broken\n", f"{good}\n"):
        with ZipFile(archive, "w") as file:
            file.writestr("papers.jsonl", lines)
        summary = build([archive], tmp_path / "out", workers=1)
    assert summary.counts["rejects"] == 0


def test_nothing_is_taken_out_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was built here"):
        retract(["1"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_who_opens_while_a_build_takes_the_place_of_another(
    made: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = read(made[1])
    assert now is not None
    found = iter([replace(now, build="0" * 16), now])
    monkeypatch.setattr("kg.pipeline.opening.manifest.current", lambda _: next(found))
    assert open_output(made[1]).query("ASK { ?paper a schema:ScholarlyArticle }") is True
