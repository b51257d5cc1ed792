"""Options: what of the extractions gets into the graph; the manifest says it and the build is named by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import LinkingError
from kg.pipeline import Options, build, open_output
from kg.pipeline.folder.manifest import read

PAPER = {
    "id": "one",
    "title": "FooNet: A Model for Parsing",
    "abstract": "We present FooNet, a model for parsing. FooNet outperforms BERT by 2.5% accuracy on MMLU.",
}
COUNTS = {
    "mentions": "SELECT (COUNT(*) AS ?n) WHERE { ?s a oa:Annotation }",
    "texts": "SELECT (COUNT(*) AS ?n) WHERE { ?s nif:isString ?text }",
    "claims": "SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Claim }",
}


def made(folder: Path, options: Options) -> dict[str, int]:
    """Build and count mentions, texts and claims."""
    papers = folder / "papers.jsonl"
    papers.write_text(json.dumps(PAPER))
    summary = build([papers], folder / "out", options=options, workers=1)
    manifest = read(folder / "out")
    assert manifest is not None
    assert manifest.options == summary.options == options
    store = open_output(folder / "out")
    return {name: int(store.select(query).write("csv").split()[1]) for name, query in COUNTS.items()}


@pytest.mark.parametrize(
    ("options", "mentions", "texts"),
    [
        (Options(), True, True),
        (Options(evidence="compact"), False, True),
        (Options(evidence="none"), False, False),
    ],
)
def test_evidence(tmp_path: Path, options: Options, mentions: bool, texts: bool) -> None:
    counts = made(tmp_path, options)
    assert (counts["mentions"] > 0, counts["texts"] > 0, counts["claims"] > 0) == (mentions, texts, True)
    assert "fit the shapes" in (tmp_path / "out" / "shapes-report.txt").read_text()


def test_claims_that_are_not_sure_enough_are_left_out_and_counted(tmp_path: Path) -> None:
    everything = made(tmp_path, Options())
    nothing = made(tmp_path, Options(min_confidence=1))
    manifest = read(tmp_path / "out")
    assert manifest is not None
    assert (nothing["claims"], nothing["mentions"]) == (0, everything["mentions"])
    assert manifest.counts["unsure"] >= everything["claims"] > 0


def test_rows_of_ones_own_join_and_keep_apart(tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text(
        json.dumps({"id": "a", "title": "On BERT", "abstract": "We use BERT and large language models."})
    )
    names = "SELECT DISTINCT ?name { ?thing a kg:Model ; skos:prefLabel ?name } ORDER BY ?name"
    joined = build([papers], tmp_path / "joined", options=Options(lexicon="Model\tERNIE\tBERT\n"), workers=1)
    apart = build([papers], tmp_path / "apart", workers=1)
    assert "ERNIE" in open_output(joined.output).select(names).write("csv")
    assert "ERNIE" not in open_output(apart.output).select(names).write("csv")


def test_a_malformed_row_of_ones_own_stops_the_build_before_it_reads(tmp_path: Path) -> None:
    with pytest.raises(LinkingError, match=r"^own lexicon:1: no type 'Bird'"):
        build([tmp_path / "none"], tmp_path / "out", options=Options(lexicon="Bird\tWren"))
