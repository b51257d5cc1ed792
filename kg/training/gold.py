"""Folders of annotated abstracts → the papers that train, those held back, and examples for the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from tokenizers import Tokenizer

from kg.errors import EvaluationError
from kg.extraction.pieces import Pieces, to_pieces
from kg.extraction.reader import Reader
from kg.training import smoothquant
from kg.training.annotations import CHOOSE, REPORT, GoldPaper, read_annotations
from kg.training.examples import Example, shortened, to_example
from kg.training.soft_labels import soft_labelled


def read(folders: Iterable[Path]) -> list[GoldPaper]:
    """Read all folders; raise EvaluationError where two hold the same paper."""
    papers = [paper for folder in folders for paper in read_annotations(folder)]
    twice = [name for name, count in Counter(paper.id for paper in papers).items() if count > 1]
    if twice:
        raise EvaluationError(f"{twice[0]}: annotated twice ({len(twice):,} such); leave one out")
    return papers


def held(papers: Iterable[GoldPaper]) -> set[str]:
    """Give the titles of the papers that report and choose: not even their words are learned."""
    return {paper.text.split("\n", 1)[0] for paper in papers if paper.tenth in (REPORT, CHOOSE)}


def training(papers: Iterable[GoldPaper]) -> list[GoldPaper]:
    """Give the papers of tenths 2 to 9."""
    return [paper for paper in papers if paper.tenth not in (REPORT, CHOOSE)]


def examples(
    papers: Sequence[GoldPaper], tokenizer: Tokenizer, softener: Path | None, standing: Path
) -> list[Example]:
    """Lay out the papers that train; what `softener` says softens the labels of all not in `standing`."""
    laid_out = [to_example(paper, tokenizer) for paper in training(papers)]
    if softener is None:
        return laid_out
    reader = Reader(softener)
    kept = {paper.id for paper in read_annotations(standing)}
    return [one if one.paper.id in kept else soft_labelled(one, reader) for one in laid_out]


def typical(papers: Sequence[GoldPaper], tokenizer: Tokenizer) -> list[Pieces]:
    """Give the texts by which the exporter learns what the network's layers are given."""
    texts = (paper.text for paper in islice(training(papers), smoothquant.TEXTS))
    return [shortened(to_pieces(text, tokenizer)) for text in texts]
