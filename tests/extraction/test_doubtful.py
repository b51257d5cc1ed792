"""Doubtful mentions are left out, and nothing points at them any more."""

from dataclasses import replace
from decimal import Decimal

from kg.extraction.doubtful import left_out
from kg.model import PAPER, EntityType, Extraction, Mention, Predicate, Quantity, Relation, Result, Span

FOO = Mention(0, 3, EntityType.MODEL, 1, 0.3)
BAR = Mention(5, 8, EntityType.MODEL, 2, 0.9)
ACC = Mention(10, 13, EntityType.METRIC, 3, 0.25)
GAIN = Quantity(15, 16, Span(15, 16), Decimal(5), "")
FOUND = Extraction(
    "", (Span(0, 20),), (FOO, BAR, ACC), (GAIN,),
    (Relation("1", Predicate.OUTPERFORMS, "2", 0.9, ()), Relation(PAPER, Predicate.INTRODUCES, "2", 0.9, ())),
    (),
)  # fmt: skip


def test_a_doubtful_mention_goes_with_its_relations_and_the_rest_is_numbered_anew() -> None:
    kept = left_out(FOUND, 0.35)
    assert kept.mentions == (replace(BAR, entity=1),)
    assert kept.relations == (Relation(PAPER, Predicate.INTRODUCES, "1", 0.9, ()),)


def test_what_a_figure_names_stays() -> None:
    result = Result("2", "3", GAIN, (), (), (), 0.8)
    counted = replace(result, metric="parameters")
    kept = left_out(replace(FOUND, results=(result, counted)), 0.35)
    assert kept.mentions == (replace(BAR, entity=1), replace(ACC, entity=2))
    assert kept.results == (
        replace(result, subject="1", metric="2"),
        replace(result, subject="1", metric="parameters"),
    )


def test_where_all_is_sure_nothing_changes() -> None:
    assert left_out(FOUND, 0.2) == FOUND
