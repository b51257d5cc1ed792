"""What speaks for a claim → the numbers that its confidence is made of.

A score alone does not say how sure a claim is: a name that stands in the text three times is more surely one,
and a relation no surer than the two things that it joins.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extraction.nodes import TYPES
from kg.extraction.pairs import MENTION_SIGNS, Measured
from kg.extraction.weights import Card
from kg.model import Mention

Scores = NDArray[np.float32]
Indices = NDArray[np.int64]


def mention_signs(mentions: Sequence[Mention], chances: Scores) -> Scores:
    """Give `[mentions, MENTION_SIGNS]`, of mentions grouped by name.

    The log odds that a name stands just there, and that its group is of its type, by the mean of `chances`
    `[mentions, TYPES]`; the logarithm of how often the name stands in the text.
    """
    if not mentions:
        return np.zeros((0, MENTION_SIGNS), dtype=np.float32)
    there = np.array([mention.confidence for mention in mentions], dtype=np.float32)
    types = [TYPES.index(mention.type) for mention in mentions]
    _, group = np.unique([mention.entity for mention in mentions], return_inverse=True)
    often = np.bincount(group).astype(np.float32)
    total = np.zeros((len(often), len(TYPES)), dtype=np.float32)
    np.add.at(total, group, chances)
    typed = total[group, types] / often[group]
    return np.stack([log_odds(there), log_odds(typed), np.log(often[group])], axis=1).astype(np.float32)


def link_signs(measured: Measured, card: Card, rows: Indices) -> Scores:
    """Give `[rows, LINKS, signs]` of those rows of the links.

    The score; of both ends the log odds of the confidence in them and the logarithm of how often they are
    named (0 where an end is a quantity or the paper); 1 where the subject is the paper.
    """
    ends = np.array(list(measured.links.rows), dtype=np.int64).reshape(-1, 2)[rows]
    sure, often = _entities(measured, card)
    scores = measured.links.scores[rows]
    beside = np.concatenate([sure[ends], often[ends], ends[:, :1] == measured.paper], axis=1)
    told = beside.astype(np.float32)[:, None, :].repeat(scores.shape[1], axis=1)
    return np.concatenate([scores[:, :, None], told], axis=2)


def log_odds(chances: Scores) -> Scores:
    """Chances → log odds, none beyond 9."""
    inside = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Scores = np.log(inside / (1 - inside))
    return odds


def _entities(measured: Measured, card: Card) -> tuple[Scores, Scores]:
    """Of each owner the log odds of the mean confidence in its mentions, and the logarithm of their number.

    Both are 0 for quantities and the paper.
    """
    owners = np.array([mention.entity - 1 for mention in measured.mentions], dtype=np.int64)
    confidences, size = card.calibrations["mentions"](measured.signs), measured.paper + 1
    count = np.bincount(owners, minlength=size)
    total = np.bincount(owners, confidences, minlength=size).astype(np.float32)
    often = np.maximum(count, 1).astype(np.float32)
    return np.where(count > 0, log_odds(total / often), np.float32(0)), np.log(often)
