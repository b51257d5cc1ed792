"""`kg evaluate` and `kg doctor`: how good the extractions are, and whether the installation is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import evaluation, pipeline
from kg.cli import scores, screen
from kg.cli.options import OUTPUTS, Output


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated papers, one JSON object a line.")],
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED", help="What `kg extract` wrote.")],
    each: Annotated[bool, typer.Option("--each", help="Begin with a line for each paper.")] = False,
) -> None:
    """Compare extractions with annotated papers: precision, recall and F1 of every part.

    Example: `kg evaluate gold.jsonl extracted.jsonl`
    """
    golden, found = evaluation.read(gold), evaluation.read(predicted)
    lines = scores.each(golden, found) if each else ()
    screen.emit([*lines, evaluation.report(evaluation.score(golden, found))])


def doctor(output: Output = OUTPUTS) -> None:
    """Look at the installation: versions, processor, weights, and what was built.

    Example: `kg doctor`
    """
    screen.console().print(screen.grid(pipeline.findings(output)))
