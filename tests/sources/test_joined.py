"""Files of several formats: what the first reader passes over is read by others, and nothing vanishes."""

from pathlib import Path

import pytest

from kg.model import Document, Reject
from kg.sources import joined, read
from kg.sources.openers import opens


def test_places_are_those_of_the_whole_file(tmp_path: Path) -> None:
    text = "@misc{a, title = {A}}\n\nSee also\n\nTY  - CONF\nTI  - B\nER  - \nTY  - CONF\nER  - \n"
    (tmp_path / "x").write_text(text, encoding="utf-8")
    assert list(read(tmp_path / "x"))[2:] == [Reject("x", "line 8", "no title; a paper needs one")]


def test_damage_tells_its_line_in_the_whole_file(tmp_path: Path) -> None:
    text = "TY  - CONF\nTI  - B\nER  - \n\n- [a](x)\n\n<feed>\n<entry>\n<title>Kites</entry>\n</feed>\n"
    (tmp_path / "x").write_text(text, encoding="utf-8")
    [_, reject] = read(tmp_path / "x")
    assert isinstance(reject, Reject)
    assert (reject.record, reject.reason[:33]) == ("line 7", "line 9: no XML from here on (Open")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Dear Ada,\n\n{}\n", ["Kites"]),
        ('title,bibtex\nKnots,"see\n{}\n"\nSails,\n', ["Knots", "Sails"]),
        ("@misc{k, title = {Knots}, note = {\n<feed>\n}}\n", ["Knots"]),
        ("# A list\n\n```\n{}\n```\n\n- [Knots that Hold](https://arxiv.org/abs/3101.00001)\n", None),
    ],
    ids=["of no format", "in a cell", "in a field", "in a fence"],
)
def test_what_is_within_records_is_theirs(tmp_path: Path, text: str, titles: list[str] | None) -> None:
    (tmp_path / "x").write_text(text.replace("{}", "@misc{kite, title = {Kites}}"), encoding="utf-8")
    found = [it.title for it in read(tmp_path / "x") if isinstance(it, Document)]
    assert found == (titles or ["Kites", "Knots that Hold"])


def test_formats_that_change_too_often_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "_DEEPEST", 0)
    (tmp_path / "x").write_text("TY  - CONF\nTI  - B\nER  - \n@misc{a, title = {A}}\n", encoding="utf-8")
    reason = "the format changes over 0 times; save each in a file of its own"
    assert list(read(tmp_path / "x"))[1:] == [Reject("x", "line 4", reason)]


@pytest.mark.parametrize(
    ("line", "opened"),
    [
        ("TY  - JOUR", True),
        ("CLMay 21, 2025", True),
        ('<?xml version="1.0"?>', True),
        ('{"title": "A"}', True),
        ("On May 21, 2025", False),
        ("me@mail.org", False),
        ("<p>Text", False),
    ],
)
def test_lines_that_open_a_format(line: str, opened: bool) -> None:
    assert opens(line) is opened
