"""What rules claim → hints on the pairs of instances."""

import numpy as np

from kg.extraction.entities import group
from kg.extraction.hints import to_hints
from kg.extraction.labels import FIRST_ROLE, LINKS, ROLES
from kg.extraction.nodes import to_nodes
from kg.extraction.pieces import Pieces
from kg.extraction.quantities import find
from kg.model import EntityType, Mention, Span
from kg.text.sentences import split

TEXT = "FooNet\nFooNet outperforms BarNet by 2.1% in accuracy."


def span(name: str, after: int = 0) -> Span:
    start = TEXT.index(name, after)
    return Span(start, start + len(name))


def test_the_rules_relation_and_roles_are_marked_between_their_nodes() -> None:
    model, metric = EntityType.MODEL, EntityType.METRIC
    named = [
        (span("FooNet"), model),
        (span("FooNet", 7), model),
        (span("BarNet"), model),
        (span("accuracy"), metric),
    ]
    mentions = group(TEXT, [Mention(*place, kind, 0) for place, kind in named], {})
    quantities, sentences = find(TEXT), split(TEXT)
    words = [(start, start + 1) for start in range(len(TEXT)) if not TEXT[start].isspace()]
    none = np.zeros(0, dtype=np.int64)
    nodes = to_nodes(Pieces(none, none, none, np.array(words), none), sentences, mentions, quantities)
    hints = to_hints(TEXT, sentences, mentions, quantities, nodes)
    said = {
        (*nodes.node[nodes.pairs[pair]].tolist(), LINKS[link])
        for pair, link in zip(*np.nonzero(hints), strict=True)
    }
    foo, bar, accuracy, gain = 0, 1, 2, 3
    assert {(foo, bar, "outperforms"), (gain, foo, "subject"), (gain, accuracy, "metric")} <= said
    assert (bar, foo, "outperforms") not in said


def test_without_mentions_there_are_no_hints() -> None:
    none = np.zeros(0, dtype=np.int64)
    nodes = to_nodes(Pieces(none, none, none, np.array([(0, 6)]), none), [Span(0, 6)], (), ())
    assert to_hints("FooNet", [Span(0, 6)], (), (), nodes).shape == (0, len(LINKS))


def test_roles_come_last_among_the_links() -> None:
    assert LINKS[FIRST_ROLE:] == ROLES
