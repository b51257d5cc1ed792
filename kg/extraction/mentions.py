"""BIO scores of words → typed spans with a confidence: the best path that BIO allows."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.extraction.nodes import TYPES, word_span
from kg.extraction.pieces import Pieces
from kg.model import Mention

Scores = NDArray[np.float32]
ALMOST = 0.9999


@cache
def _allowed(count: int) -> Scores:
    """0 where a label may follow another, -inf where it may not: inside (even) only after its own type."""
    allowed = np.zeros((count, count), dtype=np.float32)
    for inside in range(2, count, 2):
        allowed[:, inside] = -np.inf
        allowed[[inside - 1, inside], inside] = 0
    return allowed


def to_mentions(pieces: Pieces, log_probabilities: Scores) -> list[Mention]:
    """Decode `[words, labels]` into mentions; every one gets entity 0 until they are grouped."""
    path = best_path(log_probabilities)
    mentions = []
    for first, end in stretches(path):
        kind = TYPES[(int(path[first]) - 1) // 2]
        mentions.append(Mention(int(pieces.words[first, 0]), int(pieces.words[end - 1, 1]), kind, 0))
    return mentions


def presence(pieces: Pieces, log_probabilities: Scores, mention: Mention) -> float:
    """Give the chance that a name of any type has just the words of `mention`: begun, gone on, and ended."""
    first, end = word_span(pieces, *mention.span)
    begun = np.logaddexp.reduce(log_probabilities[first, 1::2])
    gone_on = np.logaddexp.reduce(log_probabilities[first + 1 : end + 1, 2::2], axis=1)
    inside = end - first - 1
    ended = np.log1p(-np.exp(gone_on[inside:]).clip(max=ALMOST)).sum()
    return round(float(np.exp(begun + gone_on[:inside].sum() + ended)), 4)


def chances(pieces: Pieces, log_probabilities: Scores, mention: Mention) -> Scores:
    """Give the chance of each type, `[TYPES]`, by the words of `mention`; a type set by rule is certain."""
    first, end = word_span(pieces, *mention.span)
    logs = log_probabilities[first, 1::2] + log_probabilities[first + 1 : end, 2::2].sum(axis=0)
    found: Scores = np.exp(logs - np.logaddexp.reduce(logs))
    own = TYPES.index(mention.type)
    return found if found.argmax() == own else np.eye(len(TYPES), dtype=np.float32)[own]


def best_path(scores: Scores) -> NDArray[np.int64]:
    """Find the labels of the best allowed path through `[words, labels]` (Viterbi); odd labels begin."""
    words, count = scores.shape
    allowed = _allowed(count)
    path: NDArray[np.int64] = scores.argmax(axis=1)
    if not allowed[np.append(0, path[:-1]), path].any():
        return path  # What is best word by word is allowed; few texts need the search.
    back = np.zeros((words, count), dtype=np.int64)
    total = scores[0].copy()
    total[2::2] = -np.inf
    for word in range(1, words):
        steps = total[:, None] + allowed
        back[word] = steps.argmax(axis=0)
        total = steps[back[word], np.arange(count)] + scores[word]
    path[-1] = int(total.argmax())
    for word in range(words - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def stretches(path: NDArray[np.int64]) -> list[tuple[int, int]]:
    """First word and end of each run of one label pair."""
    begins = [word for word in range(len(path)) if path[word] % 2 == 1]
    stretches = []
    for first in begins:
        end = first + 1
        while end < len(path) and path[end] == path[first] + 1:
            end += 1
        stretches.append((first, end))
    return stretches
