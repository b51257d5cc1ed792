"""Training with torch, where it is installed: round trips and a few steps, on made-up sentences."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed (extra train)")
pytest.importorskip("onnx", reason="onnx is not installed (extra train)")

import torch

from kg.evaluation import Tagger, read_corpus
from kg.evaluation.corpora import passages
from kg.extraction.encoder import Encoder
from kg.extraction.labels import LABELS
from kg.extraction.pieces import load_tokenizer, to_pieces
from kg.extraction.reader import Reader
from kg.extraction.weights import SHIPPED
from kg.training import teaching
from kg.training.starting import load_network
from kg.training.tagging import to_tagged, train_tagger
from kg.training.trainer import Setting

TEXT = "FooNet: a language model. FooNet beats BERT by 2.1 points on ImageNet."


def test_shipped_weights_come_back_into_torch() -> None:
    network = load_network(SHIPPED).eval()
    pieces = to_pieces(TEXT, load_tokenizer(SHIPPED / "tokenizer.json"))
    with torch.no_grad():
        hidden = network.encoder(torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.shapes)[None])
        labels = network.mentions(hidden[0, pieces.heads]).numpy()
    run = Encoder(SHIPPED).encode(TEXT)
    assert (labels.argmax(-1) == run.labels.argmax(-1)).all()
    assert np.abs(labels - run.labels).mean() < 0.1 * np.abs(run.labels).mean()


def test_a_word_belongs_to_an_entity_where_its_token_does(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"tokens": ["on", "COCO-2017", "."], "spans": [[1, 2, "Data"]]}) + "\n")
    (passage,) = passages(read_corpus(path))
    example = to_tagged(passage, ["Data"], load_tokenizer(SHIPPED / "tokenizer.json"))
    assert example.labels.tolist() == [0, 1, 2, 2, 0]


def test_a_head_learns_and_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    line = {"tokens": ["we", "use", "BERT", "here", "."], "spans": [[2, 3, "Thing"]]}
    corpus = tmp_path / "toy-train.jsonl"
    corpus.write_text((json.dumps(line) + "\n") * 60)
    setting = Setting(epochs=4, batch=1, rate=1e-4, head_rate=1e-2, averaging=0.9)
    given = (corpus, SHIPPED, tmp_path / "work.pt", tmp_path / "head")
    assert train_tagger(*given, setting) == 60
    sentences = read_corpus(corpus)[:5]
    counts = Tagger(tmp_path / "head").score(sentences)
    assert counts["all"].f1 == 100.0
    # Nothing is left to train: the checkpoint gives the same weights.
    before = (tmp_path / "head" / "encoder.onnx").read_bytes()
    train_tagger(*given, setting)
    assert (tmp_path / "head" / "encoder.onnx").read_bytes() == before


def test_a_student_learns_what_its_teachers_say() -> None:
    """Its loss on one batch falls; how a teacher reads a text is what the text's reader would decide by."""
    reader = Reader(SHIPPED)
    lesson = teaching.taught([reader, reader], TEXT)
    assert lesson is not None
    assert lesson.labels.shape == (len(lesson.pieces.words), len(LABELS))
    assert np.allclose(lesson.labels.sum(axis=1), 1, atol=1e-2)
    assert teaching.taught([reader], "") is None
    torch.manual_seed(1)
    student = teaching.Student(load_network(SHIPPED))
    optimizer = torch.optim.Adam(student.parameters(), lr=1e-4)
    batch = next(teaching.batches([lesson] * teaching.BESIDE, seed=1))
    totals = []
    for _ in range(8):
        total = teaching.losses(student, batch).total()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        totals.append(total.item())
    assert totals[-1] < totals[0]
