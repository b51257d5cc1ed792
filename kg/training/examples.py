"""Gold papers → examples: word labels, the pair head's arrays, the links between gold entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.extraction.entities import group, spelled_out
from kg.extraction.hints import to_hints
from kg.extraction.labels import FIRST_ROLE, KINDS, LABELS, LINKS, ROLES
from kg.extraction.nodes import Nodes, to_nodes, word_spans
from kg.extraction.pieces import Pieces, to_pieces
from kg.extraction.quantities import find
from kg.model import PAPER, Mention, Quantity, Ref, Span
from kg.text.sentences import split
from kg.training.annotations import GoldPaper, GoldResult

LONGEST = 512


class Soft(NamedTuple):
    """What trained weights say of an annotated paper.

    `labels` `[words, LABELS]` as probabilities, `links` `[pairs, LINKS]` as log odds, both float16.
    """

    labels: NDArray[np.float16]
    links: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Example:
    """One paper ready for the network.

    `labels` int64 `[words]`; `nodes` are laid out over groups of like names, as at run time, while `owner`
    int64 `[instances]` numbers the gold entity (then quantity, then paper) that each instance belongs to.
    `links` are (owner, owner, link) triples that hold; `hints` is float32 `[pairs, LINKS]`, `kinds` int64
    `[quantities]`. With `soft`, labels and links are learned in part as it has them.
    """

    paper: GoldPaper
    pieces: Pieces
    sentences: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    labels: NDArray[np.int64]
    nodes: Nodes
    owner: NDArray[np.int64]
    hints: NDArray[np.float32]
    links: tuple[tuple[int, int, int], ...]
    kinds: NDArray[np.int64]
    soft: Soft | None = None


def to_example(paper: GoldPaper, tokenizer: Tokenizer) -> Example:
    """Lay out one paper; what stands past `LONGEST` pieces is left out."""
    pieces = shortened(to_pieces(paper.text, tokenizer))
    end = int(pieces.words[-1, 1])
    sentences = tuple(Span(s.start, min(s.end, end)) for s in split(paper.text) if s.start < end)
    mentions = [mention for mention in paper.mentions if mention.end <= end]
    quantities = tuple(quantity for quantity in find(paper.text) if quantity.end <= end)
    grouped = group(paper.text, mentions, spelled_out(paper.text))
    nodes = to_nodes(pieces, sentences, grouped, quantities)
    hints = to_hints(paper.text, sentences, grouped, quantities, nodes)
    owners = {
        str(entity): index
        for index, entity in enumerate(dict.fromkeys(mention.entity for mention in mentions))
    }
    aligned = align(paper.results, quantities)
    first_quantity, paper_owner = len(owners), len(owners) + len(quantities)
    owners[PAPER] = paper_owner
    owner = [owners[str(mention.entity)] for mention in mentions]
    owner += [*range(first_quantity, paper_owner), *[paper_owner] * len(sentences)]
    links = [
        (owners[a], owners[b], LINKS.index(name))
        for a, name, b in paper.relations
        if a in owners and b in owners
    ]
    for index, result in aligned:
        links += _roles(first_quantity + index, result, owners)
    kinds = np.zeros(len(quantities), dtype=np.int64)
    for index, result in aligned:
        kinds[index] = KINDS.index(result.kind)
    return Example(
        paper, pieces, sentences, quantities, _labels(pieces, mentions), nodes,
        np.array(owner, dtype=np.int64), hints, tuple(sorted(set(links))), kinds,
    )  # fmt: skip


def shortened(pieces: Pieces) -> Pieces:
    """Cut at `LONGEST` pieces, whole words, `[SEP]` kept."""
    if len(pieces.ids) <= LONGEST:
        return pieces
    words = int(pieces.word_of[LONGEST - 1])
    cut = int(pieces.heads[words])
    keep = np.array([*range(cut), len(pieces.ids) - 1])
    return replace(
        pieces, ids=pieces.ids[keep], shapes=pieces.shapes[keep], word_of=pieces.word_of[keep],
        words=pieces.words[:words], heads=pieces.heads[:words],
    )  # fmt: skip


def align(results: Sequence[GoldResult], quantities: Sequence[Quantity]) -> list[tuple[int, GoldResult]]:
    """Find the quantity of each result line: the same number, the same unit where one of several has it."""
    free = list(range(len(quantities)))
    aligned = []
    for result in results:
        same = [index for index, quantity in enumerate(quantities) if _number(result.value) == quantity.value]
        same.sort(
            key=lambda index: (
                quantities[index].unit.lower() != result.unit.lower(),
                index not in free,
                index,
            )
        )
        if same:
            aligned.append((same[0], result))
            if same[0] in free:
                free.remove(same[0])
    return aligned


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").rstrip("."))
    except InvalidOperation:
        return None


def _roles(quantity: int, result: GoldResult, owners: dict[Ref, int]) -> list[tuple[int, int, int]]:
    fillers = ((result.subject,), (result.metric,), result.datasets, result.tasks, result.baselines)
    return [
        (quantity, owners[filler], FIRST_ROLE + role)
        for role, _ in enumerate(ROLES)
        for filler in fillers[role]
        if filler in owners
    ]


def _labels(pieces: Pieces, mentions: Sequence[Mention]) -> NDArray[np.int64]:
    labels = np.zeros(len(pieces.words), dtype=np.int64)
    places = word_spans(pieces, [mention.span for mention in mentions]).tolist()
    for mention, (first, end) in zip(mentions, places, strict=True):
        labels[first:end] = LABELS.index(f"I-{mention.type}")
        labels[first] = LABELS.index(f"B-{mention.type}")
    return labels
