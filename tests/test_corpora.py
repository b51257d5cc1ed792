"""Public corpora: reading, runs of sentences, scoring of a head."""

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.errors import EvaluationError
from kg.evaluation import Count, Tagger, corpus_report, read_corpus
from kg.evaluation.corpora import Sentence, passages
from kg.evaluation.tagging import _chance
from kg.extraction.weights import SHIPPED
from kg.model import EntityType

SENTENCES = [
    {"tokens": ["BERT", "beats", "GPT-2", "."], "spans": [[0, 1, "Model"], [2, 3, "Model"]]},
    {"tokens": ["We", "train", "ResNet", "-", "50", "on", "ImageNet", "."], "spans": [[2, 5, "Model"]]},
]


def written(path: Path, records: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """The shipped encoder, its mention head under our own types."""
    folder = tmp_path_factory.mktemp("heads")
    for name in ("encoder.onnx", "tokenizer.json"):
        shutil.copy(SHIPPED / name, folder / name)
    (folder / "types.json").write_text(json.dumps([*EntityType]))
    return Tagger(folder)


def test_tokens_and_spans_are_read_plain_or_gzipped(tmp_path: Path) -> None:
    plain = written(tmp_path / "a.jsonl", SENTENCES)
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_corpus(plain) == read_corpus(packed)
    assert read_corpus(plain)[1].tags == {(2, 5, "Model")}


def test_entities_by_name_are_found_where_they_stand_longest_first(tmp_path: Path) -> None:
    line = {
        "sentence": "graph neural network and neural network",
        "entities": [["neural network", "Method"], ["graph neural network", "Method"]],
    }
    (sentence,) = read_corpus(written(tmp_path / "a.jsonl", [line]))
    assert sentence.tags == {(0, 3, "Method"), (4, 6, "Method")}


def test_neighbours_are_read_together_up_to_a_length() -> None:
    sentences = [Sentence(("a", "bc"), frozenset({(1, 2, "X")}))] * 3
    first, second = passages(sentences, longest=4)
    assert (first.text, second.text) == ("a bc a bc", "a bc")
    assert first.tags == [(1, 2, "X"), (3, 4, "X")]
    assert [first.text[start:end] for start, end in first.offsets] == ["a", "bc", "a", "bc"]


@pytest.mark.parametrize(
    "line", ["[]", "{}", '{"tokens": 3, "spans": []}', "{", '{"tokens": [], "spans": [3]}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(SENTENCES[0]) + "\n" + line + "\n")
    with pytest.raises(EvaluationError, match=r"a\.jsonl:2: .*expected an object with tokens"):
        read_corpus(path)


def test_a_missing_file_and_a_missing_head_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="expected JSON Lines"):
        read_corpus(tmp_path / "none.jsonl")
    with pytest.raises(EvaluationError, match="kg train --corpus"):
        Tagger(tmp_path)


def test_a_head_is_scored_by_exact_spans(tagger: Tagger, tmp_path: Path) -> None:
    sentences = read_corpus(written(tmp_path / "a.jsonl", SENTENCES))
    (passage,) = passages(sentences)
    assert {(0, 1, "Model"), (2, 3, "Model")} <= tagger.tag(passage)
    counts = tagger.score(sentences)
    assert counts["all"].gold == counts["Model"].gold == 3
    assert counts["all"].hit >= 2
    assert counts["all"].predicted == sum(count.predicted for name, count in counts.items() if name != "all")


def test_what_is_rather_wrong_than_right_is_left_out(
    tagger: Tagger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = {"tokens": ["We", "fill", "the", "fine", "pool", "with", "BERT", "."], "spans": []}
    (passage,) = passages(read_corpus(written(tmp_path / "a.jsonl", [sentence])))
    likely = tagger.tag(passage)
    monkeypatch.setattr("kg.evaluation.tagging.EVEN", 0)
    assert likely <= tagger.tag(passage)
    monkeypatch.setattr("kg.evaluation.tagging.EVEN", 1.01)
    assert (6, 7, "Model") in likely
    assert not tagger.tag(passage)


def test_the_chance_of_a_span_counts_that_it_ends() -> None:
    chances = np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.5, 0.1, 0.4]], dtype=np.float32)
    path = np.array([1, 2, 0])
    assert _chance(chances, path, 0, 2) == pytest.approx(0.8 * 0.8 * 0.6)
    assert _chance(chances[:2], path[:2], 0, 2) == pytest.approx(0.8 * 0.8)


def test_a_report_has_a_line_a_type() -> None:
    lines = corpus_report({"all": Count(1, 2, 4), "Task": Count()}).splitlines()
    assert lines[1].split() == ["all", "50.0", "25.0", "33.3", "4"]
    assert len(lines) == 3
