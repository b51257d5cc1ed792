"""Training with torch, where it is installed: round trips and a few steps, on made-up sentences."""

import json
import shutil
from collections.abc import Sequence
from itertools import islice, repeat
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed (extra train)")
pytest.importorskip("onnx", reason="onnx is not installed (extra train)")

import onnx
import torch

from kg.errors import EvaluationError, ExtractionError, SourceError
from kg.evaluation import Tagger, read_corpus
from kg.evaluation.corpora import passages
from kg.extraction import encoder
from kg.extraction.labels import LABELS
from kg.extraction.pieces import load_tokenizer, to_pieces
from kg.extraction.reader import Reader, log_softmax
from kg.extraction.weights import SHIPPED
from kg.model import PAPER, Document, EntityType, Mention, Predicate
from kg.sources import read
from kg.training import (
    distillation,
    gold,
    objective,
    recipe,
    soft_labels,
    tagging,
    trainer,
    unlabelled,
)
from kg.training.annotations import GoldPaper
from kg.training.examples import to_example
from kg.training.export import export
from kg.training.from_onnx import load_network
from kg.training.network import Encoder, EncoderSize, distances
from kg.training.objective import Network
from kg.training.pretraining import Pretraining
from kg.training.tagging import TaggerNetwork, to_tagged, train_tagger
from kg.training.teacher import LargerNetwork, load_teacher, save
from kg.training.trainer import Setting

SEEDS = Path(__file__).parents[2] / "seeds" / "tencent_papers.txt"
TEXT = "FooNet: a language model. FooNet beats BERT by 2.1 points on ImageNet."


def test_shipped_weights_come_back_into_torch() -> None:
    network = load_network(SHIPPED).eval()
    pieces = to_pieces(TEXT, load_tokenizer(SHIPPED / "tokenizer.json"))
    with torch.no_grad():
        hidden = network.encoder(torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.shapes)[None])
        labels = network.mentions(hidden[0, pieces.heads]).numpy()
    run = encoder.Encoder(SHIPPED).encode(TEXT)
    assert (labels.argmax(-1) == run.labels.argmax(-1)).all()
    assert np.abs(labels - run.labels).mean() < 0.1 * np.abs(run.labels).mean()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Constant folding:UserWarning")
def test_smoothing_brings_int8_nearer_to_float(tmp_path: Path) -> None:
    """What is read back is the network that went in, and runs nearer to it than one exported without."""
    network = load_network(SHIPPED).eval()
    torch.manual_seed(5)
    for weight in network.encoder.parameters():  # off the steps on which those that ship stand already
        weight.data += 0.02 * weight.data.std() * torch.randn_like(weight)
    documents = [one for one in read(SEEDS) if isinstance(one, Document)]
    text, tokenizer = documents[0].text, load_tokenizer(SHIPPED / "tokenizer.json")
    pieces = to_pieces(text, tokenizer)
    with torch.no_grad():
        hidden = network.encoder(torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.shapes)[None])
    away = []
    for name, texts in (("plain", []), ("smoothed", [pieces])):
        export(network, tmp_path / name, texts)
        shutil.copy(SHIPPED / "tokenizer.json", tmp_path / name)
        found = encoder.Encoder(tmp_path / name).encode(text).hidden
        away.append(np.linalg.norm(found - hidden[0, pieces.heads].numpy()))
    assert away[1] < 0.9 * away[0]
    again, given = load_network(tmp_path / "smoothed").state_dict(), network.state_dict()
    assert all(torch.dist(again[name], given[name]) < 0.1 * given[name].norm() for name in given)


def test_a_word_belongs_to_an_entity_where_its_token_does(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"tokens": ["on", "COCO-2017", "."], "spans": [[1, 2, "Data"]]}) + "\n")
    (passage,) = passages(read_corpus(path))
    example = to_tagged(passage, ["Data"], load_tokenizer(SHIPPED / "tokenizer.json"))
    assert example.labels.tolist() == [0, 1, 2, 2, 0]


def test_a_head_begins_with_what_ours_knows_of_its_types() -> None:
    ours = load_network(SHIPPED)
    begun = TaggerNetwork(ours, ["Thing", "TASK"]).mentions.scores.weight
    task = LABELS.index(f"B-{EntityType.TASK}")
    assert torch.equal(begun[[0, 3, 4]], ours.mentions.scores.weight[[0, task, task + 1]])
    assert not torch.equal(begun[[1, 2]], ours.mentions.scores.weight[[1, 2]])


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


def test_a_head_may_be_the_mean_of_runs_in_other_orders(tmp_path: Path) -> None:
    line = {"tokens": ["we", "use", "BERT", "here", "."], "spans": [[2, 3, "Thing"]]}
    corpus = tmp_path / "toy-train.jsonl"
    corpus.write_text((json.dumps(line) + "\n") * 40)
    setting = Setting(epochs=2, batch=1, rate=1e-4, head_rate=1e-2, averaging=0.9, blanked=0.5, seed=3)
    train_tagger(corpus, SHIPPED, tmp_path / "toy.pt", tmp_path / "head", setting, branches=1)
    runs = [torch.load(tmp_path / name, weights_only=True)["average"] for name in ("toy.pt", "toy-1.pt")]
    mean = tagging._mean(runs)["mentions.scores.bias"]
    written = onnx.load(str(tmp_path / "head" / "encoder.onnx"))
    bias = {one.name: onnx.numpy_helper.to_array(one) for one in written.graph.initializer}
    assert np.allclose(bias["mentions.scores.bias"], mean.numpy())
    assert not torch.equal(runs[0]["mentions.scores.bias"], runs[1]["mentions.scores.bias"])


def test_a_student_learns_what_its_teachers_say() -> None:
    """Its loss on one batch falls; how a teacher reads a text is what the text's reader would decide by."""
    reader = Reader(SHIPPED)
    pieces = reader.encode(TEXT).pieces
    soft = soft_labels.pseudo_label([reader, reader], reader, TEXT, pieces)
    assert soft is not None
    assert soft.labels.shape == (len(soft.pieces.words), len(LABELS))
    assert np.allclose(soft.labels.sum(axis=1), 1, atol=1e-2)
    assert soft_labels.pseudo_label([reader], reader, "", reader.encode("").pieces) is None
    torch.manual_seed(1)
    student = distillation.Student(load_network(SHIPPED))
    optimizer = torch.optim.Adam(student.parameters(), lr=1e-4)
    batch = next(distillation.batches([soft] * distillation.BESIDE, seed=1))
    totals = []
    for _ in range(8):
        total = distillation.losses(student, batch).total()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        totals.append(total.item())
    assert totals[-1] < totals[0]


def test_a_larger_network_teaches(tmp_path: Path) -> None:
    """Written and read again it scores a text as it did; attention knows how far apart two pieces are."""
    size = EncoderSize(hidden=24, inner=48, layers=2, buckets=32, epsilon=1e-5)
    torch.manual_seed(3)
    network = Network(Encoder(size)).eval()
    save(network, network.state_dict(), tmp_path)
    reader = Reader(SHIPPED)
    tokenizer = load_tokenizer(SHIPPED / "tokenizer.json")
    teacher, encoded = load_teacher(tmp_path, tokenizer), reader.encode(TEXT)
    assert isinstance(teacher, LargerNetwork)
    assert isinstance(load_teacher(SHIPPED, tokenizer), Reader)
    soft = soft_labels.pseudo_label([teacher], reader, TEXT, encoded.pieces)
    said = teacher.encode(TEXT)
    assert said.hidden.shape == (len(encoded.pieces.words), 24)
    assert soft is None or np.allclose(soft.labels, np.exp(log_softmax(said.labels)), atol=1e-3)
    laid = reader.lay_out(TEXT, encoded.pieces, log_softmax(encoded.labels))
    links, kinds = teacher.score(said.hidden, laid)
    assert links.shape == laid.hints.shape
    assert len(kinds) == len(laid.quantities)
    network.encoder.relative.weight.data[:] = 0.0
    save(network, network.state_dict(), tmp_path / "near-sighted")
    other = load_teacher(tmp_path / "near-sighted", tokenizer).encode(TEXT)
    assert not np.allclose(other.hidden, said.hidden, atol=1e-4)


def test_distances_share_buckets_as_they_grow() -> None:
    """The numbers are those of T5 with 32 buckets, the row of a piece that others follow."""
    row = distances(200, 32)[0]
    assert row[:9].tolist() == [0, 17, 18, 19, 20, 21, 22, 23, 24]
    assert row[[12, 16, 32, 64, 127, 199]].tolist() == [25, 26, 28, 30, 31, 31]
    assert distances(200, 32)[199, [198, 191, 0]].tolist() == [1, 8, 15]


def test_training_goes_on_from_within_a_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was interrupted ends as one that was not: the same batches, none twice."""
    seen: list[list[int]] = []

    class Example:
        def __init__(self, number: int) -> None:
            self.number = number
            self.pieces = to_pieces("word " * (number + 1), load_tokenizer(SHIPPED / "tokenizer.json"))

    examples, setting = [Example(number) for number in range(7)], Setting(epochs=2, batch=2)

    def run(name: str, stop: int) -> dict[str, torch.Tensor]:
        torch.manual_seed(5)
        network = torch.nn.Sequential(torch.nn.Linear(1, 4), torch.nn.Dropout(0.5), torch.nn.Linear(4, 1))

        def losses(batch: Sequence[Example]) -> Sequence[torch.Tensor]:
            if len(seen) == stop:
                raise KeyboardInterrupt
            seen.append([example.number for example in batch])
            return [(network(torch.tensor([[float(one.number)]])) ** 2).sum() for one in batch[:1]]

        return trainer.train(network, losses, examples, setting, tmp_path / name)

    whole, told = run("whole.pt", 99), list(seen)
    seen.clear()
    monkeypatch.setattr(trainer, "SAVE_EVERY", -1)
    with pytest.raises(KeyboardInterrupt):
        run("cut.pt", 3)
    assert trainer.steps_done(tmp_path / "cut.pt") == 3
    parts = run("cut.pt", 99)
    assert seen == told
    assert all(torch.equal(whole[name], parts[name]) for name in whole)
    with pytest.raises(EvaluationError, match="of a run with other settings"):
        trainer.train(torch.nn.Linear(1, 1), lambda _: [], examples, setting, tmp_path / "cut.pt")


def annotated(folder: Path, *names: str) -> Path:
    (folder / "ann").mkdir(parents=True)
    lines = [json.dumps({"id": name, "title": f"FooNet {name}", "abstract": "It wins."}) for name in names]
    (folder / "source.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")
    for name in names:
        marked = f"# id: {name}\n# title: [[FooNet {name}|Model#1]]\nIt wins.\n"
        (folder / "ann" / f"{name}.ann").write_text(marked, encoding="utf-8")
    return folder


def test_what_reports_and_chooses_does_not_train(tmp_path: Path) -> None:
    papers = gold.read([annotated(tmp_path / "a", *map(str, range(60)))])
    trained = gold.examples(papers, load_tokenizer(SHIPPED / "tokenizer.json"), None, tmp_path / "a")
    tenths = {example.paper.tenth for example in trained}
    assert tenths == set(range(2, 10))
    assert {paper.text.split("\n")[0] for paper in papers if paper.tenth < 2} == gold.held(papers) != set()


def test_a_paper_in_two_folders_is_told(tmp_path: Path) -> None:
    folders = [annotated(tmp_path / "a", "1", "2"), annotated(tmp_path / "b", "2", "3")]
    with pytest.raises(EvaluationError, match="2: annotated twice"):
        gold.read(folders)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("source.jsonl", "{", r"source\.jsonl:1: .*expected annotations as docs/training.md has them"),
        ("ann/1.ann", "# id: 1\n# title: FooNet 1\nIt wins.\n1 flies 2\n", r"1\.ann: 'flies' is not a valid"),
        ("ann/1.ann", "# id: 1\n# title: [[FooNet 1|Foo#1]]\nIt wins.\n", r"1\.ann: 'Foo' is not a valid"),
        ("ann/1.ann", "# id: 1\n# title: FooNet 1\nIt wins.\nresult subject=1\n", r"1\.ann: 'metric'"),
    ],
)
def test_malformed_annotations_are_told_with_their_place(
    tmp_path: Path, file: str, text: str, fault: str
) -> None:
    (annotated(tmp_path / "a", "1") / file).write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=fault):
        gold.read([tmp_path / "a"])
    with pytest.raises(EvaluationError, match="No such file"):
        gold.read([tmp_path / "nowhere"])


def test_soft_labels_lie_between_those_given_and_those_read() -> None:
    """What the weights do not believe costs less than it did, and what they do not miss no more."""
    tokenizer, network = load_tokenizer(SHIPPED / "tokenizer.json"), load_network(SHIPPED).eval()
    wrong = Mention(TEXT.index("beats"), TEXT.index("beats") + 5, EntityType.DATASET, 1)
    paper = GoldPaper(
        "made-up", TEXT.replace(". ", ".\n", 1), (wrong,), ((PAPER, Predicate.INTRODUCES, "1"),), ()
    )
    hard = to_example(paper, tokenizer)
    soft = soft_labels.soft_labelled(hard, Reader(SHIPPED))
    assert soft.soft is not None
    assert np.allclose(soft.soft.labels.sum(axis=1), 1, atol=1e-2)
    assert soft.soft.links.shape == hard.hints.shape
    given, softer = objective.losses(network, [hard]), objective.losses(network, [soft])
    assert softer.mentions < given.mentions
    assert softer.links < given.links


def test_teachers_without_papers_say_so(tmp_path: Path) -> None:
    """They would ask for the next paper without end."""
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"title": "FooNet", "abstract": "Too short."}\n')
    with pytest.raises(SourceError, match="no abstract of 400 characters"):
        unlabelled.drawn(papers, 1, 7, ())


def test_teachers_that_name_nothing_say_so() -> None:
    """Hardly trained, they would be asked for the next text without end."""
    reader, texts = Reader(SHIPPED), repeat("We like it.\nMore than others, for no reason.")
    tokenizer = load_tokenizer(SHIPPED / "tokenizer.json")
    labelled = soft_labels.pseudo_labelled(texts, reader, [reader], tokenizer)
    with pytest.raises(ExtractionError, match="the teachers name nothing in 200 texts"):
        next(labelled)


def test_teachers_read_in_an_order_of_their_own_and_no_paper_that_is_held_out(tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    records = [{"title": f"FooNet {number}", "abstract": "We present FooNet. " * 30} for number in range(9)]
    papers.write_text("".join(json.dumps(record) + "\n" for record in records))
    titles = [text.split("\n")[0] for text in islice(unlabelled.drawn(papers, 1, 7, {"FooNet 4"}), 16)]
    assert titles[:8] == titles[8:] != sorted(titles[:8])
    assert {*titles} == {f"FooNet {number}" for number in range(9) if number != 4}
    again = [text.split("\n")[0] for text in islice(unlabelled.drawn(papers, 1, 7, {"FooNet 4"}), 8)]
    assert again == titles[:8]


def test_trained_weights_are_averaged_with_others(tmp_path: Path) -> None:
    """The share of the others is theirs, of every weight."""
    given = {"annotations": (tmp_path,), "start": None, "papers": None, "work": tmp_path, "output": tmp_path}
    asked = recipe.Recipe(
        **given, command="", pretraining=Pretraining(steps=1), setting=Setting(), average=SHIPPED, share=0.25
    )
    theirs = load_network(SHIPPED).state_dict()
    mixed = recipe._averaged(asked, SHIPPED, {name: tensor + 4.0 for name, tensor in theirs.items()})
    assert mixed.keys() == theirs.keys()
    assert all(torch.allclose(mixed[name], theirs[name] + 3.0, atol=1e-3) for name in theirs)


def test_branches_begin_alike_and_half_the_result_is_their_mean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"annotations": (tmp_path,), "start": None, "papers": None, "work": tmp_path, "output": tmp_path}
    asked = recipe.Recipe(
        **given, command="", pretraining=Pretraining(steps=1), setting=Setting(seed=7), branches=2
    )
    network = load_network(SHIPPED)
    weights = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    begun: list[tuple[int, int, float, str]] = []

    def train(network: Network, *given: object) -> dict[str, torch.Tensor]:
        _, _, setting, checkpoint = given
        assert all(torch.equal(tensor, weights[name]) for name, tensor in network.state_dict().items())
        begun.append((setting.seed, setting.epochs, round(setting.rate, 9), checkpoint.name))
        with torch.no_grad():
            for parameter in network.parameters():
                parameter += 5.0
        return {name: tensor + setting.seed for name, tensor in weights.items()}

    monkeypatch.setattr(recipe, "train", train)
    mean = recipe._branched(asked, network, [], weights)
    assert begun == [(8, 2, 1.5e-4, "branch-1.pt"), (9, 2, 1.5e-4, "branch-2.pt")]
    assert all(torch.allclose(mean[name], weights[name] + 4.25, atol=1e-5) for name in weights)


def test_a_tutor_is_trained_and_teaches_with_what_came_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The student goes on from the weights so far, of which a quarter stays; they and the larger teach."""
    papers, work = tmp_path / "papers.jsonl", tmp_path / "work"
    asked = recipe.Recipe(
        (tmp_path,), None, papers, work, tmp_path, "", Pretraining(steps=1), Setting(seed=9), tutor=True
    )
    network = load_network(SHIPPED)
    weights = {name: tensor + 1.0 for name, tensor in network.state_dict().items()}
    steps: list[tuple[str, object]] = []
    monkeypatch.setattr(recipe, "_exported", lambda one, *_: steps.append(("exported", one.output.name)))
    monkeypatch.setattr(
        recipe,
        "_train_larger",
        lambda one, _: steps.append((one.output.name, (one.setting.batch, one.setting.seed))),
    )

    def distilled(one: recipe.Recipe, _: object, network: Network, *__: object) -> dict[str, torch.Tensor]:
        assert all(torch.equal(tensor, weights[name]) for name, tensor in network.state_dict().items())
        steps.append(("distilled", [folder.name for folder in (one.start, *one.teachers)]))
        assert (one.papers, one.setting.epochs, round(one.setting.rate, 9)) == (papers, 1, 1.5e-4)
        assert one.work != work
        return {name: tensor + 4.0 for name, tensor in weights.items()}

    monkeypatch.setattr(recipe, "_distilled", distilled)
    mean = recipe._tutored(asked, network, [], [], weights)
    assert all(torch.allclose(mean[name], weights[name] + 3.0, atol=1e-5) for name in weights)
    assert steps == [
        ("exported", "before"),
        ("larger", (8, 9)),
        ("distilled", ["before", "larger", "before"]),
    ]
