"""Pair scores → entities, relations and results."""

import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from kg.extraction.entities import merged, settled
from kg.extraction.labels import FIRST_ROLE, KINDS, LINKS, ROLES, SAME
from kg.extraction.nodes import TYPES, Nodes, to_nodes
from kg.extraction.pairs import Measured, to_links
from kg.extraction.pieces import Pieces
from kg.extraction.relations import to_relations
from kg.extraction.results import to_results
from kg.extraction.weights import Calibration, Card
from kg.model import PAPER, EntityType, Mention, Predicate, Quantity, Relation, ResultKind, Span

SURE = 3.0
"""Log odds of 0.95."""
WORDS = [(0, 6), (7, 12), (13, 19), (20, 22), (23, 24), (25, 27), (28, 31)]
SENTENCES = (Span(0, 31),)
FOO = Mention(0, 6, EntityType.MODEL, 1)
BAR = Mention(13, 19, EntityType.MODEL, 2)
ACC = Mention(28, 31, EntityType.METRIC, 3)
GAIN = Quantity(23, 24, Span(23, 24), Decimal(5), "")
NONE = np.zeros(0, dtype=np.int64)
PIECES = Pieces(NONE, NONE, NONE, np.array(WORDS, dtype=np.int64), NONE)
NODES = to_nodes(PIECES, SENTENCES, (FOO, BAR, ACC), (GAIN,))
TEXT = "FooNet scored BarNet by 5 in acc"
CARD = Card(
    "made up", "", (), (), {}, dict.fromkeys(("mentions", "links", "roles", "figures"), Calibration()),
    dict.fromkeys([*Predicate, *ROLES, "figure"], 0.5),
)  # fmt: skip
NO_KINDS = np.full((1, len(KINDS)), -SURE, dtype=np.float32)


def measured(table: np.ndarray, kinds: np.ndarray = NO_KINDS) -> Measured:
    mentions = (FOO, BAR, ACC)
    links = to_links(mentions, NODES, table, np.zeros_like(table))
    return Measured(TEXT, SENTENCES, mentions, (GAIN,), links, kinds, np.full((3, 1), SURE, dtype=np.float32))


def scores(nodes: Nodes, **said: tuple[int, int]) -> np.ndarray:
    """Score everything low but the pairs of instances named."""
    table = np.full((len(nodes.pairs), len(LINKS)), -SURE, dtype=np.float32)
    for link, (first, second) in said.items():
        row = nodes.pairs.tolist().index([first, second])
        table[row, LINKS.index(link)] = SURE
    return table


def test_a_sure_link_becomes_a_relation_with_both_ends_as_evidence() -> None:
    assert to_relations(measured(scores(NODES, outperforms=(0, 1))), CARD) == (
        Relation("1", Predicate.OUTPERFORMS, "2", 0.95, (FOO.span, BAR.span)),
    )


@pytest.mark.parametrize(
    ("between", "predicate"),
    [
        (" beats ", Predicate.OUTPERFORMS),
        (" is on par with ", Predicate.COMPARED_WITH),
        (" matches or beats ", Predicate.OUTPERFORMS),
        (" is comparable or superior to ", Predicate.COMPARED_WITH),
    ],
)
def test_words_between_say_that_there_is_no_winner(between: str, predicate: Predicate) -> None:
    text = f"FooNet{between}BarNet."
    other = replace(BAR, start=6 + len(between), end=12 + len(between))
    nodes = to_nodes(PIECES, (Span(0, len(text)),), (FOO, other), ())
    table = scores(nodes, outperforms=(0, 1))
    links = to_links((FOO, other), nodes, table, np.zeros_like(table))
    signs = np.full((2, 1), SURE, dtype=np.float32)
    told = Measured(text, (Span(0, len(text)),), (FOO, other), links=links, signs=signs)
    (relation,) = to_relations(told, CARD)
    assert relation.predicate is predicate


def test_types_that_a_relation_cannot_join_make_no_claim() -> None:
    assert to_relations(measured(scores(NODES, trained_on=(0, 2))), CARD) == ()


def test_the_paper_may_be_the_subject() -> None:
    paper = len(NODES.types) - 1
    (relation,) = to_relations(measured(scores(NODES, introduces=(paper, 0))), CARD)
    assert (relation.subject, relation.predicate, relation.object) == (PAPER, Predicate.INTRODUCES, "1")


@pytest.mark.parametrize(("introduces", "sure", "told"), [(0, 0.2, True), (1, 0.2, False), (1, 0.4, True)])
def test_what_the_paper_does_not_introduce_uses_nothing_in_doubt(
    introduces: int, sure: float, *, told: bool
) -> None:
    table = scores(NODES, introduces=(len(NODES.types) - 1, introduces))
    table[NODES.pairs.tolist().index([0, 1]), LINKS.index("uses")] = np.log(sure / (1 - sure))
    card = replace(CARD, thresholds=CARD.thresholds | {Predicate.USES: 0.1})
    found = {one.predicate for one in to_relations(measured(table), card)}
    assert found == {Predicate.INTRODUCES} | ({Predicate.USES} if told else set())


def test_a_figure_takes_its_kind_and_its_roles() -> None:
    table = scores(NODES, subject=(3, 0), metric=(3, 2), baseline=(3, 1))
    kinds = np.full((1, len(KINDS)), -SURE, dtype=np.float32)
    kinds[0, KINDS.index("improvement")] = SURE
    (result,) = to_results(measured(table, kinds), CARD)
    assert (result.subject, result.metric, result.baselines) == ("1", "3", ("2",))
    assert result.quantity.kind is ResultKind.IMPROVEMENT


@pytest.mark.parametrize(("unit", "metric"), [("", "3"), ("%", "3"), ("minutes", "minutes"), ("FPS", "FPS")])
def test_no_share_is_measured_in_minutes(unit: str, metric: str) -> None:
    kinds = np.full((1, len(KINDS)), -SURE, dtype=np.float32)
    kinds[0, KINDS.index("absolute")] = SURE
    held = measured(scores(NODES, subject=(3, 0), metric=(3, 2)), kinds)
    held = replace(held, text=" " * ACC.start + "AUC", quantities=(replace(GAIN, unit=unit),))
    assert [result.metric for result in to_results(held, CARD)] == [metric]


def test_a_figure_that_stands_twice_is_one() -> None:
    again = replace(GAIN, start=20, end=22, number=Span(20, 22))
    table = scores(NODES, subject=(3, 0))
    kinds = np.full((1, len(KINDS)), -SURE, dtype=np.float32)
    kinds[0, KINDS.index("improvement")] = SURE
    once = measured(table, kinds)
    other = replace(GAIN, start=20, end=22, number=Span(20, 22), value=Decimal(6))
    for second, found in ((again, 1), (other, 2)):
        rows = once.links.rows | {(4, at): once.links.rows[3, at] for at in range(3)}
        twice = replace(
            once,
            quantities=(GAIN, second),
            kinds=np.concatenate([kinds, kinds]),
            links=replace(once.links, rows=rows),
        )
        assert len(to_results(twice, CARD)) == found


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("FooNet scored acc: 5 for the BarNet", "", "2"),
        ("FooNet with 9 AP at 5 FPS in BarNet", "FPS", "3"),
    ],
)
def test_a_metric_that_is_written_before_its_figure_is_what_it_measures(
    text: str, unit: str, expected: str
) -> None:
    found = re.search(r"acc|AP", text)
    assert found
    metric, other = Mention(*found.span(), EntityType.METRIC, 2), Mention(29, 35, EntityType.METRIC, 3)
    at = text.index("5")
    figure = Quantity(at, at + 1, Span(at, at + 1), Decimal(5), unit)
    nodes = to_nodes(PIECES, SENTENCES, (FOO, metric, other), (figure,))
    table = scores(nodes, subject=(3, 0), metric=(3, 2))
    kinds = np.full((1, len(KINDS)), -SURE, dtype=np.float32)
    kinds[0, KINDS.index("absolute")] = SURE
    links = to_links((FOO, metric, other), nodes, table, np.zeros_like(table))
    signs = np.full((3, 1), SURE, dtype=np.float32)
    told = Measured(text, SENTENCES, (FOO, metric, other), (figure,), links, kinds, signs)
    assert [result.metric for result in to_results(told, CARD)] == [expected]


def test_a_number_that_claims_nothing_is_no_result() -> None:
    kinds = np.full((1, len(KINDS)), -SURE, dtype=np.float32)
    kinds[0, 0] = SURE
    assert to_results(measured(scores(NODES), kinds), CARD) == ()


@pytest.mark.parametrize(("threshold", "entities"), [(0.5, [1, 1, 2]), (0.99, [1, 2, 3])])
def test_names_are_joined_where_the_network_is_sure(threshold: float, entities: list[int]) -> None:
    table = scores(NODES)
    table[NODES.pairs.tolist().index([0, 1]), SAME] = SURE
    joined = merged(TEXT, (FOO, BAR, ACC), NODES, table, threshold)
    assert [mention.entity for mention in joined] == entities


def test_names_that_are_apart_are_not_joined_by_a_third_either() -> None:
    text = "FooNet and the BarNet by 5 in BarFoo"
    names = tuple(Mention(*each) for each in ((0, 6, EntityType.MODEL, 1), (15, 21, EntityType.MODEL, 2)))
    third = Mention(30, 36, EntityType.MODEL, 3)
    nodes = to_nodes(PIECES, SENTENCES, (*names, third), ())
    table = np.full((len(nodes.pairs), len(LINKS)), -SURE, dtype=np.float32)
    for pair, sure in (([0, 2], SURE), ([1, 2], 2 * SURE)):
        table[nodes.pairs.tolist().index(pair), SAME] = sure
    joined = merged(text, (*names, third), nodes, table, 0.5)
    assert [mention.entity for mention in joined] == [1, 2, 2]


def test_an_entity_has_one_type() -> None:
    unsure = Mention(13, 19, EntityType.METHOD, 2, confidence=0.4)
    nodes = to_nodes(PIECES, SENTENCES, (FOO, unsure, ACC), ())
    table = np.full((len(nodes.pairs), len(LINKS)), -SURE, dtype=np.float32)
    table[nodes.pairs.tolist().index([0, 1]), SAME] = SURE
    joined = merged(TEXT, (FOO, unsure, ACC), nodes, table, 0.5)
    likely = np.zeros((3, len(TYPES)), dtype=np.float32)
    model, method, metric = map(TYPES.index, (EntityType.MODEL, EntityType.METHOD, EntityType.METRIC))
    likely[0, [model, method]] = 0.4, 0.3  # each alone is a Method or nearly so, both together a Model
    likely[1, [model, method]] = 0.4, 0.45
    likely[2, metric] = 1.0
    kinds = [mention.type for mention in settled(joined, likely)]
    assert kinds == [EntityType.MODEL, EntityType.MODEL, EntityType.METRIC]


def test_every_role_has_its_link() -> None:
    assert LINKS[FIRST_ROLE:] == ROLES
