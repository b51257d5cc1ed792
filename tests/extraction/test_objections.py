"""What the text denies, does without, tells of others or merely surveys is not claimed of the paper's own."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.labels import LINKS
from kg.extraction.nodes import to_nodes
from kg.extraction.objections import Objections
from kg.extraction.pairs import Measured, to_links
from kg.extraction.pieces import Pieces
from kg.model import EntityType, Mention, Predicate
from kg.text import sentences

P = Predicate


def refused(text: str, subject: str, predicate: Predicate, target: str) -> bool:
    """Ask of a relation between two names of a text, the first of which may be the paper."""
    names = [name for name in (subject, target) if name]
    places = [text.index(name) for name in names]
    mentions = tuple(
        Mention(at, at + len(name), EntityType.METHOD, number)
        for number, (at, name) in enumerate(sorted(zip(places, names, strict=True)), start=1)
    )
    numbers = {text[one.start : one.end]: one.entity - 1 for one in mentions}
    split = sentences.split(text)
    nothing = np.zeros(0, dtype=np.int64)
    words = np.array([(one.start, one.end) for one in mentions], dtype=np.int64)
    nodes = to_nodes(Pieces(nothing, nothing, nothing, words, nothing), split, mentions, ())
    table = np.zeros((len(nodes.pairs), len(LINKS)), dtype=np.float32)
    measured = Measured(text, split, mentions, links=to_links(mentions, nodes, table, table))
    pair = (numbers[subject] if subject else measured.paper, numbers[target])
    return Objections(measured).refuse(pair, predicate)


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("FooNet learns without relying on landmarks.", P.USES, True),
        ("FooNet bypasses the need for costly landmarks.", P.USES, True),
        ("FooNet does not require landmarks.", P.TRAINED_ON, True),
        ("FooNet is fast without loss of landmarks.", P.USES, False),
        ("FooNet avoids noise by landmarks.", P.USES, False),
        ("FooNet uses landmarks.", P.USES, False),
        ("FooNet improves speed without using landmarks.", P.MEASURED_BY, False),
    ],
)
def test_what_is_done_without(text: str, predicate: Predicate, *, expected: bool) -> None:
    assert refused(text, "FooNet", predicate, "landmarks") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We present FooNet. However, existing methods have high latency.", True),
        ("We present FooNet. Unlike existing methods it has low latency.", False),
        ("We present FooNet. Existing methods lack what we call latency.", False),
        ("We present FooNet. Existing methods, FooNet too, have latency.", True),
        ("We present FooNet, of low latency. Existing methods are slow.", False),
        ("While existing strategies have latency, FooNet has none.", True),
        ("While existing strategies are slow, FooNet has low latency.", False),
        ("Existing strategies have latency, FooNet has none.", False),
    ],
)
def test_what_is_told_of_others(text: str, *, expected: bool) -> None:
    assert refused(text, "FooNet", P.MEASURED_BY, "latency") is expected


@pytest.mark.parametrize(
    ("title", "thing", "expected"),
    [
        ("A Survey of Graph Networks", "Graph Networks", True),
        ("A Survey of Graph Networks", "Survey", False),
        ("Graph Networks for Traffic", "Graph Networks", False),
    ],
)
def test_what_is_surveyed_is_not_introduced(title: str, thing: str, *, expected: bool) -> None:
    assert refused(f"{title}\nWe look at them.", "", P.INTRODUCES, thing) is expected


def test_a_comparison_that_is_denied() -> None:
    assert refused("FooNet does not outperform BarNet.", "FooNet", P.OUTPERFORMS, "BarNet")
    assert not refused("FooNet outperforms BarNet.", "FooNet", P.OUTPERFORMS, "BarNet")
