"""What speaks for mentions and links."""

import numpy as np
import pytest

from kg.extraction.labels import LINKS
from kg.extraction.nodes import TYPES
from kg.extraction.pairs import MENTION_SIGNS, Links, Measured
from kg.extraction.signs import link_signs, log_odds, mention_signs
from kg.extraction.weights import Calibration, Card
from kg.model import EntityType, Mention

FOO = Mention(0, 3, EntityType.MODEL, 1, 0.9)
AGAIN = Mention(20, 23, EntityType.MODEL, 1, 0.5)
ACC = Mention(30, 33, EntityType.METRIC, 2, 0.5)
CARD = Card("made up", "", (), (), {}, {"mentions": Calibration()}, {})


def chances(*rows: dict[EntityType, float]) -> np.ndarray:
    return np.array([[row.get(kind, 0.0) for kind in TYPES] for row in rows], dtype=np.float32)


def test_a_name_that_stands_twice_shares_its_type_and_counts_twice() -> None:
    likely = chances({EntityType.MODEL: 0.9}, {EntityType.MODEL: 0.5}, {EntityType.METRIC: 0.6})
    signs = mention_signs((FOO, AGAIN, ACC), likely)
    assert signs.shape == (3, MENTION_SIGNS)
    assert signs[:, 0] == pytest.approx(log_odds(np.array([0.9, 0.5, 0.5])))
    assert signs[:, 1] == pytest.approx(log_odds(np.array([0.7, 0.7, 0.6])))
    assert signs[:, 2] == pytest.approx(np.log([2, 2, 1]))


def test_no_mention_has_no_signs() -> None:
    assert mention_signs((), chances()[:0]).shape == (0, MENTION_SIGNS)


def test_a_link_knows_its_ends_and_whether_one_is_the_paper() -> None:
    """Owners: two entities, then the paper, which nothing is known of but that it is one."""
    scores = np.arange(2 * len(LINKS), dtype=np.float32).reshape(2, -1)
    links = Links({(0, 1): 0, (2, 0): 1}, scores, np.zeros((2, len(LINKS), 2), dtype=np.int64))
    raw = log_odds(np.array([[0.9], [0.5], [0.4]], dtype=np.float32))
    measured = Measured("", (), (FOO, AGAIN, ACC), (), links, signs=raw)
    signs = link_signs(measured, CARD, np.array([0, 1]))
    assert signs.shape == (2, len(LINKS), 6)
    assert (signs[:, :, 0] == scores).all()
    first, second = signs[0, 3, 1:], signs[1, 3, 1:]
    assert first == pytest.approx([*log_odds(np.array([0.7, 0.4])), np.log(2), 0, 0], abs=1e-4)
    assert second == pytest.approx([0, *log_odds(np.array([0.7])), 0, np.log(2), 1], abs=1e-4)
