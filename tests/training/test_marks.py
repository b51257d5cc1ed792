"""Annotated abstracts ⇄ marks without their text."""

import json
import subprocess
import sys
from pathlib import Path

from kg.training.annotations import read_annotations

SOURCE = {"id": "x1", "title": "FooNet wins", "abstract": "FooNet  beats «BarNet» by 2.1 points."}
MARKED = """# id: x1
# title: [[FooNet|Model#1]] wins
[[FooNet|Model#1]]  beats «[[BarNet|Model#2]]» by 2.1 points.

1 outperforms 2
result subject=1 metric="points" value=2.1 unit=points kind=improvement baseline=2
"""


def marks(*arguments: object) -> str:
    command = [sys.executable, "tools/marks.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_marks_alone_and_the_papers_give_the_annotations_back(tmp_path: Path) -> None:
    (tmp_path / "given" / "ann").mkdir(parents=True)
    (tmp_path / "given" / "source.jsonl").write_text(json.dumps(SOURCE) + "\n", encoding="utf-8")
    (tmp_path / "given" / "ann" / "x1.ann").write_text(MARKED, encoding="utf-8")
    packed, papers = tmp_path / "marks.jsonl", tmp_path / "papers.jsonl"
    packed.write_text(marks("pack", tmp_path / "given"), encoding="utf-8")
    assert "FooNet" not in packed.read_text(encoding="utf-8")
    others = {"title": "Another", "abstract": "Nothing of it is annotated."}
    papers.write_text(json.dumps(others) + "\n" + json.dumps(SOURCE) + "\n", encoding="utf-8")
    assert "1 of 1" in marks("unpack", packed, papers, tmp_path / "back")
    assert [*read_annotations(tmp_path / "back")] == [*read_annotations(tmp_path / "given")]
