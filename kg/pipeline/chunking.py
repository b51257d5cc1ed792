"""Sorted things → pieces that the things themselves delimit and name: content-defined chunking.

A thing added, changed or removed moves the cuts about itself alone, so all other pieces keep their names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")

PAPERS = 64
"""Papers in a shard, about; four times as many at most."""
SUBJECTS = 256
"""Subjects in a part of the links, about: a paper more changes some in a hundred parts."""
MOST = 4


def ends(key: str, held: int, mean: int) -> bool:
    """Tell whether a piece ends after the thing called `key`, its `held`th."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") % mean == 0 or held >= MOST * mean


def pieces(things: Iterable[T], key: Callable[[T], str], mean: int) -> Iterator[list[T]]:
    """Cut things of which those with one key follow one another; they stay together."""
    piece: list[T] = []
    held = 0
    for name, group in groupby(things, key):
        piece += group
        held += 1
        if ends(name, held, mean):
            yield piece
            piece, held = [], 0
    if piece:
        yield piece


def named(lines: Iterable[bytes]) -> str:
    """Name a piece by its lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:24]
