"""`kg train`: annotated abstracts → the weights that ship; a public corpus → a head to compare by."""

from __future__ import annotations

import logging
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import screen
from kg.errors import MissingExtraError

Given = Annotated[
    list[Path],
    typer.Argument(
        metavar="FOLDER...",
        help="Annotations: source.jsonl and ann/*.ann, see docs/training.md; for --corpus NAME a folder with"
        " NAME-train.jsonl.gz.",
    ),
]
Papers = Annotated[
    Path | None, typer.Option("--papers", help="Unlabelled papers for masked-language training first.")
]
Start = Annotated[
    Path | None,
    typer.Option("--start", help="Weights to train on from; without, MiniLM (with --corpus, what ships)."),
]
Teachers = Annotated[
    list[Path] | None,
    typer.Option("--teacher", help="Weights that read --papers; their scores are learned too. Repeatable."),
]
Corpus = Annotated[
    str | None,
    typer.Option("--corpus", metavar="NAME", help="Train a head on that public corpus instead."),
]
Larger = Annotated[
    bool,
    typer.Option("--larger", help="Train MPNet instead, four times as large, for --teacher to read with."),
]
Average = Annotated[
    Path | None, typer.Option("--average", help="Weights to average the trained ones with, as --share says.")
]
Share = Annotated[
    float, typer.Option("--share", min=0.0, max=1.0, help="How much of the result --average makes up.")
]
Branches = Annotated[
    int,
    typer.Option(
        "--branches",
        min=0,
        help="Go on so often from the trained weights, two passes in another order each, and average; "
        "for a corpus, train so many times more in other orders.",
    ),
]
Tutor = Annotated[
    bool,
    typer.Option(
        "--tutor",
        help="Then train MPNet for one pass, and learn for one more what it says of --papers.",
    ),
]
Soften = Annotated[
    Path | None,
    typer.Option("--soften", help="Weights whose reading softens the labels of all folders but the first."),
]
Seed = Annotated[int, typer.Option("--seed", help="Of the order of papers, and of what is hidden from it.")]
Work = Annotated[Path, typer.Option("--work", help="Folder for checkpoints; a second run goes on from them.")]
Weights = Annotated[
    Path | None, typer.Option("--weights", help="Folder for the result: weights, larger, or heads/NAME.")
]
Steps = Annotated[int, typer.Option("--steps", min=1, help="Steps of masked-language training.")]
Epochs = Annotated[
    int,
    typer.Option("--epochs", min=0, help="Passes over the annotated papers; 0 takes --start as it is."),
]
Rate = Annotated[
    float, typer.Option("--rate", min=0.0, help="The encoder's learning rate; heads take five times.")
]
Threads = Annotated[
    int, typer.Option("--threads", min=0, help="Threads to compute with; 0 takes every core.")
]


def train(
    context: typer.Context,
    given: Given,
    papers: Papers = None,
    start: Start = None,
    teacher: Teachers = None,
    corpus: Corpus = None,
    larger: Larger = False,
    average: Average = None,
    share: Share = 0.5,
    branches: Branches = 0,
    tutor: Tutor = False,
    soften: Soften = None,
    work: Work = Path("work"),
    weights: Weights = None,
    steps: Steps = 900,
    epochs: Epochs = 8,
    rate: Rate = 2e-4,
    seed: Seed = 7,
    threads: Threads = 0,
) -> None:
    """Train the encoder and its heads, export them to int8 ONNX, calibrate them and write their card.

    Takes hours on a CPU; needs the extra `train`. Interrupted, it goes on from the last checkpoint.

    Example: `kg train annotation/ --papers papers.jsonl.gz --weights weights/`
    """
    if (tutor or teacher) and papers is None:
        raise typer.BadParameter("teachers read papers nobody annotated; give some", param_hint="--papers")
    for name, chosen in (("corpus", corpus), ("larger", larger)):
        for option in _WITHOUT_EFFECT[name] if chosen else ():
            if _was_given(context, option):
                raise typer.BadParameter(f"has no effect with --{name}", param_hint=f"--{option}")
    if average is None and _was_given(context, "share"):
        raise typer.BadParameter("nothing to average with; name weights by --average", param_hint="--share")
    if soften and len(given) == 1:
        raise typer.BadParameter("the first folder stays as it is; give another too", param_hint="--soften")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", stream=sys.stderr)
    logging.getLogger("kg").setLevel(logging.INFO)
    try:
        from kg.training.pretraining import Pretraining
        from kg.training.recipe import Recipe, make_teacher, remake, remake_head
        from kg.training.trainer import Setting
    except ImportError as error:
        raise MissingExtraError(
            f"{error.name} is not installed; run `pip install '.[train]'` where claimgraph's source lies"
        ) from error
    recipe = Recipe(
        annotations=tuple(given), papers=papers, start=start, work=work,
        output=weights or (Path("heads") / corpus if corpus else Path("larger" if larger else "weights")),
        command=shlex.join(["kg", *sys.argv[1:]]), pretraining=Pretraining(steps=steps),
        setting=Setting(epochs=epochs, rate=rate, head_rate=5 * rate, seed=seed), threads=threads,
        teachers=tuple(teacher or ()), average=average, share=share, softener=soften, branches=branches,
        tutor=tutor,
    )  # fmt: skip
    if corpus:
        read = remake_head(recipe, corpus)
        screen.emit([f"{recipe.output}: trained on {read:,} sentences; kg evaluate --corpus {corpus} FILE\n"])
    elif larger:
        read = make_teacher(recipe)
        screen.emit([f"{recipe.output}: trained on {read:,} papers; kg train … --teacher {recipe.output}\n"])
    else:
        screen.show([screen.grid({name: str(value) for name, value in remake(recipe).scores.items()})])


_WITHOUT_EFFECT = {
    "corpus": ("larger", "papers", "teacher", "average", "tutor", "soften", "steps"),
    "larger": ("start", "papers", "teacher", "average", "branches", "tutor", "steps"),
}


def _was_given(context: typer.Context, option: str) -> bool:
    """Tell whether an option stands on the command line, as its default may be given too."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"
