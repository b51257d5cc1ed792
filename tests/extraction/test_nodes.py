"""Mentions and quantities → the arrays of the pair head."""

from decimal import Decimal

import numpy as np

from kg.extraction.nodes import FIGURES as KIND_ORDER
from kg.extraction.nodes import PAPER_NODE, QUANTITY, TYPES, to_nodes, word_spans
from kg.extraction.pieces import Pieces
from kg.model import EntityType, Mention, Quantity, ResultKind, Span

TEXT = "FooNet beats BarNet. FooNet gains 5 %."
WORDS = [(0, 6), (7, 12), (13, 19), (19, 20), (21, 27), (28, 33), (34, 35), (36, 37), (37, 38)]
SENTENCES = (Span(0, 20), Span(21, 38))
MENTIONS = (
    Mention(0, 6, EntityType.MODEL, 1),
    Mention(13, 19, EntityType.MODEL, 2),
    Mention(21, 27, EntityType.MODEL, 1),
)
FIGURES = (Quantity(34, 37, Span(34, 35), Decimal(5), "%"),)
NONE = np.zeros(0, dtype=np.int64)
PIECES = Pieces(NONE, NONE, NONE, np.array(WORDS, dtype=np.int64), NONE)
NODES = to_nodes(PIECES, SENTENCES, MENTIONS, FIGURES)


def test_instances_are_mentions_then_quantities_then_the_paper_in_each_sentence() -> None:
    model = TYPES.index(EntityType.MODEL)
    assert NODES.types.tolist() == [
        model,
        model,
        model,
        QUANTITY + KIND_ORDER.index(ResultKind.ABSOLUTE),
        PAPER_NODE,
        PAPER_NODE,
    ]
    assert NODES.node.tolist() == [0, 1, 0, 2, 3, 3]
    assert NODES.spans.tolist() == [[0, 1], [2, 3], [4, 5], [6, 8], [0, 0], [4, 4]]


def test_average_is_the_mean_over_a_nodes_instances() -> None:
    assert NODES.average.tolist() == [
        [0.5, 0, 0.5, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0.5, 0.5],
    ]  # fmt: skip


def test_pairs_end_in_mentions_and_the_paper_keeps_to_its_sentence() -> None:
    pairs = {tuple(pair) for pair in NODES.pairs.tolist()}
    assert {(0, 1), (1, 0), (3, 0), (3, 1), (4, 0), (4, 1), (5, 2)} <= pairs
    assert not {(4, 2), (5, 0), (0, 3), (0, 4), (0, 0)} & pairs
    assert (3, 5) in pairs, "a figure may belong to the paper itself"


def test_between_holds_the_words_between_in_either_order() -> None:
    between = {
        tuple(pair): span for pair, span in zip(NODES.pairs.tolist(), NODES.between.tolist(), strict=True)
    }
    assert between[0, 1] == between[1, 0] == [1, 2]


def test_flags_tell_the_title_and_how_often() -> None:
    assert NODES.flags.tolist()[:3] == [3, 1, 3]


def test_an_offset_inside_a_word_takes_the_word() -> None:
    assert word_spans(PIECES, [(2, 4)]).tolist() == [[0, 1]]


def test_distance_tells_which_of_the_two_stands_first() -> None:
    distance = {
        tuple(pair): value for pair, value in zip(NODES.pairs.tolist(), NODES.distances.tolist(), strict=True)
    }
    assert distance[0, 1] == distance[1, 0] + 2
    assert distance[3, 2] % 4 == 1, "the figure stands after the name, in the same sentence"
