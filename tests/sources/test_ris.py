from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read
from kg.sources.lines import tagged


def issued(tmp_path: Path, fields: str) -> str:
    (tmp_path / "x.ris").write_text(f"TY  - JOUR\nTI  - A Paper\n{fields}\nER  - \n", encoding="utf-8")
    [document] = read(tmp_path / "x.ris")
    assert isinstance(document, Document)
    return document.issued


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("PY  - 2014", "2014"),
        ("PY  - 2021/02/01/", "2021-02-01"),
        ("PY  - 2021///", "2021"),
        ("DA  - 2019/Jan/5", "2019-01-05"),
        ("PY  - 2020\nDA  - 1 Jan.-Feb. 2020", "2020-01-01"),
        ("PY  - 2018\nDA  - Jun", "2018-06"),
        ("PY  - in press", ""),
    ],
)
def test_dates_as_programs_write_them(tmp_path: Path, fields: str, date: str) -> None:
    assert issued(tmp_path, fields) == date


def test_line_ends_of_old(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"TY  - JOUR\rTI  - A Paper\rAB  - Text.\rER  - \r")
    [document] = read(tmp_path / "x")
    assert isinstance(document, Document)
    assert (document.title, document.abstract) == ("A Paper", "Text.")


def test_record_without_end_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged, "LONGEST_LINE", 100)
    (tmp_path / "x").write_text("TY  - JOUR\nTI  - A Paper\n" + "AB  - word\n" * 20, encoding="utf-8")
    with pytest.raises(SourceError, match="line 1: a record of over 100 characters"):
        list(read(tmp_path / "x"))
