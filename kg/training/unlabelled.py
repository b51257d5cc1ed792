"""Files of papers → texts that nobody annotated: the encoder practises on them, and teachers read them."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from itertools import chain, islice, repeat
from pathlib import Path

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read

SHORTEST = 400
"""Characters below which a paper is left out: most of those have no abstract."""


def texts(path: Path, every: int, without: Collection[str]) -> list[str]:
    """Read every `every`-th paper that has an abstract, in order, but for some titles.

    Raises SourceError where there is none.
    """
    found = [one.text for one in _documents(path, every) if one.title not in without]
    if not found:
        raise SourceError(f"{path}: no abstract of {SHORTEST} characters; --papers needs some")
    return found


def drawn(path: Path, every: int, seed: int, without: Collection[str]) -> Iterator[str]:
    """Read the same in an order that hangs on the seed alone, over and over."""
    found = texts(path, every, without)
    random.Random(seed).shuffle(found)  # noqa: S311  shuffling, not secrecy
    return chain.from_iterable(repeat(found))


def _documents(path: Path, every: int) -> Iterator[Document]:
    documents = (one for one in read(path) if isinstance(one, Document))
    return (one for one in islice(documents, 0, None, every) if len(one.text) >= SHORTEST)
