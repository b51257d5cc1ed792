"""Annotated abstracts → gold papers."""

from pathlib import Path

import pytest

from kg.errors import EvaluationError
from kg.model import EntityType, Mention, Predicate
from kg.training.annotations import GoldResult, read_annotations, to_record

SOURCE = '{"id": "x1", "title": "FooNet wins", "abstract": "FooNet beats BarNet by 2.1 points."}\n'
MARKED = """# id: x1
# title: [[FooNet|Model#1]] wins
[[FooNet|Model#1]] beats [[BarNet|Model#2]] by 2.1 points.

1 outperforms 2
result subject=1 metric="points" value=2.1 unit=points kind=improvement baseline=2
"""


def folder(tmp_path: Path, marked: str) -> Path:
    (tmp_path / "ann").mkdir()
    (tmp_path / "source.jsonl").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "ann" / "x1.ann").write_text(marked, encoding="utf-8")
    return tmp_path


def test_marks_relations_and_results(tmp_path: Path) -> None:
    (paper,) = read_annotations(folder(tmp_path, MARKED))
    assert paper.text == "FooNet wins\nFooNet beats BarNet by 2.1 points."
    assert paper.mentions == (
        Mention(0, 6, EntityType.MODEL, 1),
        Mention(12, 18, EntityType.MODEL, 1),
        Mention(25, 31, EntityType.MODEL, 2),
    )
    assert paper.relations == (("1", Predicate.OUTPERFORMS, "2"),)
    assert paper.results == (GoldResult("1", "points", "2.1", "points", "improvement", "", (), (), ("2",)),)


def test_a_record_has_the_keys_of_the_metric_of_record(tmp_path: Path) -> None:
    (paper,) = read_annotations(folder(tmp_path, MARKED))
    record = to_record(paper)
    assert record["relations"] == [["1", "outperforms", "2"]]
    assert record["results"][0]["baseline"] == "2"


def test_marks_that_do_not_give_back_the_text_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="not the source text"):
        list(read_annotations(folder(tmp_path, MARKED.replace("beats", "beat"))))
