"""Public corpora, one tagged sentence a line → sentences, and runs of them as the encoder reads text."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import EvaluationError

Tag = tuple[int, int, str]
"""First token, end token, type."""
RUN = 120
"""Tokens a run of neighbouring sentences may have: what stands around a sentence helps to read it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence and the entities in it."""

    tokens: tuple[str, ...]
    tags: frozenset[Tag]


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences as one text, tokens joined by spaces; `offsets` are the tokens' characters."""

    sentences: tuple[Sentence, ...]
    text: str
    offsets: tuple[tuple[int, int], ...]

    @property
    def tags(self) -> list[Tag]:
        """The entities of all sentences, counted over the passage's tokens."""
        moved, before = [], 0
        for sentence in self.sentences:
            moved += [(before + start, before + end, kind) for start, end, kind in sorted(sentence.tags)]
            before += len(sentence.tokens)
        return moved


def read_corpus(path: Path) -> list[Sentence]:
    """Read JSON Lines (gzipped or not) with `tokens` and `spans`, or with `sentence` and `entities`.

    Raises EvaluationError with file and line where one is neither.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    sentences = []
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                sentences.append(_sentence(line, f"{path}:{number}"))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: {error}; expected JSON Lines in UTF-8, gzipped or not") from error
    return sentences


def passages(sentences: Iterable[Sentence], longest: int = RUN) -> Iterator[Passage]:
    """Join neighbours while they have at most `longest` tokens together."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and sum(len(one.tokens) for one in run) + len(sentence.tokens) > longest:
            yield _passage(run)
            run = []
        run.append(sentence)
    if run:
        yield _passage(run)


def _passage(run: Sequence[Sentence]) -> Passage:
    tokens = [token for sentence in run for token in sentence.tokens]
    offsets, at = [], 0
    for token in tokens:
        offsets.append((at, at + len(token)))
        at += len(token) + 1
    return Passage(tuple(run), " ".join(tokens), tuple(offsets))


def _sentence(line: str, place: str) -> Sentence:
    try:
        record: dict[str, Any] = json.loads(line)
        if "tokens" in record:
            tags = frozenset((int(start), int(end), str(kind)) for start, end, kind in record["spans"])
            if not all(0 <= start < end <= len(record["tokens"]) for start, end, _ in tags):
                raise ValueError("a span that is not within the tokens (its end is exclusive)")
            return Sentence(tuple(record["tokens"]), tags)
        tokens = tuple(record["sentence"].split())
        return Sentence(tokens, frozenset(_located(tokens, record["entities"])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{place}: {error}; expected an object with tokens and spans, or with sentence and entities"
        ) from error


def _located(tokens: Sequence[str], entities: Iterable[tuple[str, str]]) -> Iterator[Tag]:
    """Find entities given by name alone wherever they stand, the longer names first."""
    taken = [False] * len(tokens)
    for name, kind in sorted(entities, key=lambda one: -len(one[0].split())):
        wanted = tuple(name.split())
        for start in range(len(tokens) - len(wanted) + 1):
            end = start + len(wanted)
            if wanted and tuple(tokens[start:end]) == wanted and not any(taken[start:end]):
                taken[start:end] = [True] * len(wanted)
                yield start, end, kind
