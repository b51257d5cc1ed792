"""`kg validate`, `kg evaluate` and `kg doctor`: the graph, the extractions, the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import evaluation, pipeline
from kg.cli import scores, screen
from kg.cli.options import OUTPUTS, Output
from kg.errors import EvaluationError


def validate(
    output: Output = OUTPUTS,
    papers: Annotated[
        int,
        typer.Option("--papers", min=1, help="Check so many, always the same ones, where there are more."),
    ] = 50,
) -> None:
    """Check the graph against its shapes; exit with 1 where it breaks one.

    Three abstracts take a second, and a build checks twenty of them, of long texts fewer.

    Example: `kg validate --papers 500`
    """
    from kg.pipeline.publishing.validation import written

    report = pipeline.validate(output, papers)
    screen.emit([written(report)])
    raise typer.Exit(0 if report.conforms else 1)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated papers, one JSON object a line.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PREDICTED]", help="What `kg extract` wrote.")
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Begin with a line for each paper.")] = False,
    corpus: Annotated[
        str | None,
        typer.Option("--corpus", metavar="NAME", help="Score the head trained on that corpus on GOLD."),
    ] = None,
    heads: Annotated[
        Path, typer.Option("--heads", help="Where `kg train --corpus` wrote its heads, one folder a corpus.")
    ] = Path("heads"),
) -> None:
    """Compare extractions with annotated papers: precision, recall and F1 of every part.

    With --corpus, GOLD is a file of a public corpus: JSON Lines with tokens and spans, gzipped or not.

    Example: `kg evaluate gold.jsonl extracted.jsonl`
    """
    if corpus is not None:
        tagger = evaluation.Tagger(heads / corpus)
        screen.emit([evaluation.corpus_report(tagger.score(evaluation.read_corpus(gold)))])
        return
    if predicted is None:
        raise EvaluationError(f"{gold}: what to compare it with? Give what `kg extract` wrote, or --corpus")
    golden, found = evaluation.read(gold), evaluation.read(predicted)
    lines = scores.each(golden, found) if each else ()
    screen.emit([*lines, evaluation.report(evaluation.score(golden, found))])


def doctor(output: Output = OUTPUTS) -> None:
    """Look at the installation: versions, processor, weights, and what was built.

    Example: `kg doctor`
    """
    screen.show([screen.grid(pipeline.findings(output))])
