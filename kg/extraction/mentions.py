"""BIO scores of words → typed spans with a confidence: the best path that BIO allows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.extraction.nodes import TYPES, word_spans
from kg.extraction.pieces import Pieces
from kg.model import Mention

Scores = NDArray[np.float32]
Indices = NDArray[np.int64]
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


def presence(pieces: Pieces, log_probabilities: Scores, mentions: Sequence[Mention]) -> list[float]:
    """Give the chance that a name of any type has just each mention's words: begun, gone on, and ended."""
    first, end = word_spans(pieces, [mention.span for mention in mentions]).T
    begun = np.logaddexp.reduce(log_probabilities[:, 1::2], axis=1)
    gone_on = np.logaddexp.reduce(log_probabilities[:, 2::2], axis=1)
    ended = np.append(np.log1p(-np.exp(gone_on).clip(max=ALMOST)), 0)
    there = np.exp(begun[first] + _sums(gone_on, first + 1, end) + ended[end])
    return [round(chance, 4) for chance in there.tolist()]


def chances(pieces: Pieces, log_probabilities: Scores, mentions: Sequence[Mention]) -> Scores:
    """Give the chance of each type, `[mentions, TYPES]`, by the words; a type set by rule is certain."""
    first, end = word_spans(pieces, [mention.span for mention in mentions]).T
    logs = log_probabilities[first, 1::2] + _sums(log_probabilities[:, 2::2], first + 1, end)
    found = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
    own = np.array([TYPES.index(mention.type) for mention in mentions], dtype=np.int64)
    by_rule = found.argmax(axis=1) != own
    found[by_rule] = np.eye(len(TYPES))[own[by_rule]]
    return found.astype(np.float32)


def _sums(rows: Scores, first: Indices, end: Indices) -> NDArray[np.float64]:
    """Add up the rows `first:end`, for each pair of these."""
    up_to = np.zeros((len(rows) + 1, *rows.shape[1:]))
    np.cumsum(rows, axis=0, out=up_to[1:])
    return up_to[end] - up_to[first]


def best_path(scores: Scores) -> Indices:
    """Find the labels of the best allowed path through `[words, labels]`; odd labels begin.

    What is best word by word is mostly allowed. Where it is not, the search goes from one word that does not
    go on with a name to the next, and further back where what it finds there would go on with one.
    """
    path: Indices = scores.argmax(axis=1)
    broken = np.flatnonzero(_allowed(scores.shape[1])[np.append(0, path[:-1]), path])
    fresh = [0, *(np.flatnonzero(~_goes_on(path[1:])) + 1).tolist(), len(path)]
    end = 0
    for word in broken.tolist():
        if word < end:
            continue
        place = bisect_right(fresh, word)
        first, end = fresh[place - 1], fresh[place]
        while _goes_on((found := _searched(scores[first:end], first == 0))[:1]).any():
            place -= 1
            first = fresh[place - 1]
        path[first:end] = found
    return path


def _goes_on(labels: Indices) -> NDArray[np.bool_]:
    """Tell of each label whether it stands inside a name."""
    inside: NDArray[np.bool_] = (labels > 0) & (labels % 2 == 0)
    return inside


def _searched(scores: Scores, at_start: bool) -> Indices:
    """Find the best allowed path (Viterbi); only where it starts the text, its first label cannot go on."""
    words, count = scores.shape
    allowed = _allowed(count)
    back = np.zeros((words, count), dtype=np.int64)
    total = scores[0].copy()
    if at_start:
        total[2::2] = -np.inf
    for word in range(1, words):
        steps = total[:, None] + allowed
        back[word] = steps.argmax(axis=0)
        total = steps[back[word], np.arange(count)] + scores[word]
    path = np.zeros(words, dtype=np.int64)
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
