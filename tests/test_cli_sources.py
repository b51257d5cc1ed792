"""`kg sources`: what can be read, and what files were taken for."""

import json
import os
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.sources import FORMATS

RECORDS = (
    '{"title": "One", "abstract": "We fly."}\n{"title": "Two", "year": 2031, "language": "de"}\nnonsense\n'
)


def test_lists_every_format() -> None:
    done = CliRunner().invoke(app, ["sources"])
    assert [line.split()[0] for line in done.stdout.splitlines() if line.strip()] == list(FORMATS)


def test_says_of_each_file_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "b.txt").write_text("words\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["sources", "--json", str(tmp_path)])
    [records, words] = map(json.loads, done.stdout.splitlines())
    reason = "not JSON (invalid literal, expected 'null' at character 1); cut in half, or damaged"
    assert records == {
        "file": "a.jsonl",
        "records": 3,
        "papers": 2,
        "formats": {"records": 2},
        "fields": records["fields"],
        "languages": {"en": 1, "de": 1},
        "rejects": {reason: 1},
    }
    assert (records["fields"]["abstract"], records["fields"]["issued"], records["fields"]["links"]) == (
        1,
        1,
        0,
    )
    assert (words["file"], words["papers"], list(words["formats"])) == ("b.txt", 0, [])


def test_tells_people_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORDS, encoding="utf-8")
    done = CliRunner().invoke(app, ["sources", str(tmp_path / "a.jsonl")])
    words = " ".join(done.stdout.split())
    assert "a.jsonl: records" in words
    assert "3: 2 papers, 1 left out" in words
    assert "abstract 50%, issued 50%" in words


def test_files_without_a_paper_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[project]\nname = 1\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["sources", str(tmp_path / "a.toml")])
    assert (done.exit_code, "nothing that can be read" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", ["missing.json"])
def test_missing_file_is_an_error(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["sources", str(tmp_path / name)])
    assert "no such file or folder" in str(done.exception)


def test_columns_of_ones_own_and_standard_input() -> None:
    table = "Titel;Jahr\nDrachen;2031\n"
    how = ["--column", "title=Titel", "--column", "date=Jahr"]
    done = CliRunner().invoke(app, ["sources", "--json", *how, "-"], input=table)
    [told] = map(json.loads, done.stdout.splitlines())
    assert (told["file"], told["papers"], told["fields"]["issued"]) == ("standard input", 1, 1)


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=[RECORDS])
    writer.start()
    done = CliRunner().invoke(app, ["sources", "--json", str(pipe)])
    writer.join()
    [told] = map(json.loads, done.stdout.splitlines())
    assert (told["file"], told["papers"]) == ("pipe 1", 2)


def test_column_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["sources", "--column", "titel=Titel", str(tmp_path)])
    assert done.exit_code == 2
    assert "'titel=Titel': expected OURS=YOURS" in " ".join(done.stderr.replace("│", " ").split())
