"""`kg train`: annotated abstracts → the weights that ship."""

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
    Path,
    typer.Argument(
        metavar="ANNOTATIONS", help="Folder with source.jsonl and ann/*.ann; see docs/training.md."
    ),
]
Papers = Annotated[
    Path | None, typer.Option("--papers", help="Unlabelled papers for masked-language training first.")
]
Work = Annotated[Path, typer.Option("--work", help="Folder for checkpoints; a second run goes on from them.")]
Weights = Annotated[Path, typer.Option("--weights", help="Folder that the weights and their card go to.")]
Steps = Annotated[int, typer.Option("--steps", min=1, help="Steps of masked-language training.")]
Epochs = Annotated[int, typer.Option("--epochs", min=1, help="Passes over the annotated papers.")]
Threads = Annotated[
    int, typer.Option("--threads", min=0, help="Threads to compute with; 0 takes every core.")
]


def train(
    annotations: Given,
    papers: Papers = None,
    work: Work = Path("work"),
    weights: Weights = Path("weights"),
    steps: Steps = 900,
    epochs: Epochs = 10,
    threads: Threads = 0,
) -> None:
    """Train the encoder and its heads, export them to int8 ONNX, calibrate them and write their card.

    Takes hours on a CPU; needs the extra `train`. Interrupted, it goes on from the last checkpoint.

    Example: `kg train annotation/ --papers papers.jsonl.gz --weights kg/extraction/weights`
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        from kg.training.pretraining import Pretraining
        from kg.training.recipe import Recipe, remake
        from kg.training.trainer import Setting
    except ImportError as error:
        raise MissingExtraError(
            f"{error.name} is not installed; run `pip install 'claimgraph[train]'`"
        ) from error
    plan = Recipe(
        annotations, papers, work, weights, shlex.join(["kg", *sys.argv[1:]]),
        Pretraining(steps=steps), Setting(epochs=epochs), threads,
    )  # fmt: skip
    screen.show([screen.grid({name: str(value) for name, value in remake(plan).scores.items()})])
