"""BIO scores → spans."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.extraction.labels import LABELS
from kg.extraction.mentions import best_path, chances, presence, to_mentions
from kg.extraction.nodes import TYPES
from kg.extraction.pieces import Pieces
from kg.model import EntityType, Mention


def scores(*labels: str, sure: float = 0.9) -> np.ndarray:
    rest = (1 - sure) / (len(LABELS) - 1)
    rows = np.full((len(labels), len(LABELS)), rest, dtype=np.float32)
    for row, label in enumerate(labels):
        rows[row, LABELS.index(label)] = sure
    return np.log(rows)


def pieces(*words: tuple[int, int]) -> Pieces:
    none = np.zeros(0, dtype=np.int64)
    return Pieces(none, none, none, np.array(words, dtype=np.int64), none)


@pytest.mark.parametrize(
    "labels",
    [
        ("O", "B-Model", "I-Model", "O"),
        ("B-Task", "B-Task", "I-Task"),
        ("O",),
        ("B-Metric", "O", "B-Dataset"),
    ],
)
def test_an_allowed_path_is_kept(labels: tuple[str, ...]) -> None:
    assert [LABELS[label] for label in best_path(scores(*labels))] == list(labels)


def test_inside_never_follows_another_type() -> None:
    path = [LABELS[label] for label in best_path(scores("B-Model", "I-Task"))]
    assert path in (["B-Model", "I-Model"], ["B-Task", "I-Task"], ["B-Model", "O"])


@given(arrays(np.float32, st.tuples(st.integers(1, 9), st.just(5)), elements=st.integers(-4, 0).map(float)))
def test_no_allowed_path_is_better(scores: np.ndarray) -> None:
    """Of two types, by trying all paths that are allowed."""
    words = np.arange(len(scores))
    follows = {2: (1, 2), 4: (3, 4)}
    paths = [[label] for label in (0, 1, 3)]
    for _ in words[1:]:
        paths = [
            [*path, label] for path in paths for label in range(5) if path[-1] in follows.get(label, range(5))
        ]
        # Of those that end alike only the best can win.
        last = {path[-1]: path for path in sorted(paths, key=lambda path: total(scores, path))}
        paths = list(last.values())
    found = best_path(scores).tolist()
    assert all(a in follows.get(b, range(5)) for a, b in pairwise([0, *found]))
    assert total(scores, found) == max(total(scores, path) for path in paths)


def total(scores: np.ndarray, path: list[int]) -> float:
    return float(sum(scores[word, label] for word, label in enumerate(path)))


def test_spans_have_types_and_offsets() -> None:
    found = to_mentions(pieces((0, 3), (3, 4), (5, 8)), scores("B-Model", "I-Model", "O", sure=0.8))
    assert found == [Mention(0, 4, EntityType.MODEL, 0)]


@pytest.mark.parametrize("labels", [("B-Model", "I-Model", "O"), ("B-Model", "I-Task", "O")])
def test_a_name_has_just_its_words_by_chance(labels: tuple[str, ...]) -> None:
    """Begun at the first word, gone on at the second, ended before the third, whatever the type."""
    rest = 0.2 / (len(LABELS) - 1)
    begun = gone_on = 0.8 + 7 * rest
    text, logs = pieces((0, 3), (3, 4), (5, 8)), scores(*labels, sure=0.8)
    there = presence(text, logs, [Mention(0, 4, EntityType.MODEL, 0), Mention(5, 8, EntityType.MODEL, 0)])
    assert there == pytest.approx([begun * gone_on * (1 - 8 * rest), 8 * rest], abs=1e-4)
    assert presence(text, logs, []) == []


def test_two_neighbours_of_one_type_stay_two() -> None:
    found = to_mentions(pieces((0, 3), (4, 8)), scores("B-Task", "B-Task"))
    assert [mention.span for mention in found] == [(0, 3), (4, 8)]


def test_a_mention_has_chances_of_every_type_unless_a_rule_set_it() -> None:
    """Two of its three words would rather be a Task; what counts is the chance of all together."""
    logs = scores("B-Model", "I-Task", "I-Task", sure=0.6)
    (found,) = chances(pieces((0, 3), (4, 6), (7, 9)), logs, [Mention(0, 9, EntityType.TASK, 0)])
    model, task = TYPES.index(EntityType.MODEL), TYPES.index(EntityType.TASK)
    assert found.sum() == pytest.approx(1)
    assert found[task] / found[model] == pytest.approx(0.6 / (0.4 / (len(LABELS) - 1)), rel=1e-4)
    (found,) = chances(pieces((0, 3)), logs, [Mention(0, 3, EntityType.DATASET, 0)])
    assert found.argmax() == TYPES.index(EntityType.DATASET)
    assert chances(pieces((0, 3)), logs, []).shape == (0, len(TYPES))
