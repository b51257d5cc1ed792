"""Papers → how fast extraction is, and where its time goes: `bench_extraction.py PAPERS [COUNT]`.

One process and one thread; figures are for one core. The peer is NumPy's product of float matrices of the
encoder's shape in the same run: it stands for what the machine gives just then.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from kg import sources
from kg.extraction import quantities
from kg.extraction.encoder import Encoder
from kg.extraction.entities import group, spelled_out
from kg.extraction.hints import to_hints
from kg.extraction.mentions import to_mentions
from kg.extraction.nodes import to_nodes
from kg.extraction.reader import Reader, log_softmax
from kg.extraction.weights import SHIPPED
from kg.model import Document
from kg.text import sentences

T = TypeVar("T")
PARAMETERS = 10_600_000
"""Weights that every piece is multiplied with, without the word table."""


def timed(label: str, call: Callable[[str], T], texts: Iterable[str]) -> list[T]:
    """Call on every text and print milliseconds a text."""
    began = time.perf_counter()
    done = [call(text) for text in texts]
    print(f"  {label:34s} {1000 * (time.perf_counter() - began) / len(done):7.2f} ms a paper")
    return done


def peer() -> float:
    """Measure billions of multiply-adds a second of a float product, 330 × 384 by 384 × 1536."""
    left, right = np.ones((330, 384), np.float32), np.ones((384, 1536), np.float32)
    began = time.perf_counter()
    for _ in range(200):
        left @ right
    return 200 * 330 * 384 * 1536 / (time.perf_counter() - began) / 1e9


def main() -> None:
    """Read, extract, print."""
    path, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500
    documents = (one for one in sources.read(path) if isinstance(one, Document) and len(one.text) > 400)
    texts = [document.text for document in islice(documents, count)]
    began = time.perf_counter()
    reader = Reader()
    print(f"start-up {time.perf_counter() - began:.2f} s; {len(texts)} papers of {path.name}")
    began = time.perf_counter()
    for text in texts:
        reader.read(text)
    whole = time.perf_counter() - began
    print(f"whole extraction {len(texts) / whole:.1f} papers a second and core; where the time goes:")
    encoder = Encoder(SHIPPED)
    split = timed("sentences", sentences.split, texts)
    figures = timed("quantities", quantities.find, texts)
    began = time.perf_counter()
    encoded = timed("tokenising and encoder", encoder.encode, texts)
    spent = time.perf_counter() - began
    by_text = dict(zip(texts, zip(split, figures, encoded, strict=True), strict=True))
    named = timed(
        "mentions and entities",
        lambda text: group(
            text,
            to_mentions(by_text[text][2].pieces, log_softmax(by_text[text][2].labels)),
            spelled_out(text),
        ),
        texts,
    )
    mentions = dict(zip(texts, named, strict=True))
    nodes = timed(
        "layout of pairs",
        lambda text: to_nodes(by_text[text][2].pieces, by_text[text][0], mentions[text], by_text[text][1]),
        texts,
    )
    laid = dict(zip(texts, nodes, strict=True))
    timed(
        "hints of the rules",
        lambda text: to_hints(text, by_text[text][0], mentions[text], by_text[text][1], laid[text]),
        texts,
    )
    pieces = sum(len(one.pieces.ids) for one in encoded)
    speed = pieces / spent
    print(f"encoder {speed:,.0f} word pieces a second, {speed * PARAMETERS / 1e9:.0f} billion multiply-adds")
    print(f"peer: NumPy's float product, {peer():.0f} billion multiply-adds a second")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
