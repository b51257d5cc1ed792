"""What a build says of its progress: words in a log, JSON for programs, nothing, and how to go on."""

from __future__ import annotations

import json

import pytest
import typer

from kg.cli import watching
from kg.cli.watching import watched


def told(json_log: bool = False, quiet: bool = False) -> None:
    with watched(quiet=quiet, json_log=json_log) as progress:
        progress("read", 0, None)
        progress("read", 12, 12, 2)
        progress("extract", 0, 10)
        progress("extract", 5, 10, 3)
        progress("extract", 10, 10, 3)


def test_a_line_for_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    told()
    assert capsys.readouterr().err.splitlines() == [
        "Reading records: 12, 2 rejected",
        "Extracting from papers: 10, 3 rejected",
    ]


def test_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "OFTEN", 0.0)
    told(json_log=True)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["stage"], line["done"], line["total"], line["rejects"]) for line in lines] == [
        *(("read", 0, None, 0), ("read", 12, 12, 2)),
        *(("extract", 0, 10, 0), ("extract", 5, 10, 3), ("extract", 10, 10, 3)),
    ]
    assert lines[3]["per_second"] > 0
    assert lines[3]["seconds_left"] == 0


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    told(quiet=True)
    assert capsys.readouterr().err == ""


def test_an_interrupt_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, watched(quiet=True):
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    assert "the same command goes on from there" in capsys.readouterr().err
