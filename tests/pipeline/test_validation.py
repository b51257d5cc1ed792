"""A build's graph against the shapes: a sample of it is the sample of the whole."""

from pathlib import Path

from kg.pipeline import build
from kg.pipeline.folder import contents
from kg.pipeline.folder.manifest import current
from kg.pipeline.publishing.validation import checked, written
from kg.rdf import validation

from .test_builder import records
from .test_builder import written as papers_in


def test_a_sample_is_that_of_the_whole_graph(tmp_path: Path) -> None:
    build([papers_in(tmp_path / "papers.jsonl", records(300))], tmp_path / "out", workers=1)
    made = current(tmp_path / "out")
    assert len(made.shards) > 1
    whole = validation.validate(contents.quads(made, tmp_path / "out"), sample=3)
    assert checked(made, tmp_path / "out", 3) == whole
    assert written(whole) == "3 papers fit the shapes.\n"
