"""Words of a sentence → descriptive names: noun phrases closed by a head noun, and the field's own terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extraction.rules.found import Found
from kg.extraction.rules.wordlists import BOUNDARY, GENERIC, HEADS, TAILS, TERMS
from kg.extraction.rules.words import Word, runs
from kg.model import EntityType

LONGEST = 5
"""Words in a descriptive name, head included."""
_TRAINING = frozenset(["training", "pre-training", "pretraining", "fine-tuning", "finetuning"])
_OPENED_BY_LARGE = frozenset(
    ["language", "vision", "multimodal", "vision-language", "reasoning", "multi-modal"]
)


_NAME = re.compile(r"[A-Z].*[A-Z\d]|[a-z]+[A-Z]")
_SPLIT = sorted(re.escape(term) for term in TERMS if BOUNDARY & set(term.split()))
_PHRASES = re.compile(rf"\b(?:{'|'.join(_SPLIT)})\b", re.IGNORECASE)
"""Terms that no run of words holds, as `mixture of experts`."""


def find(text: str, sentences: Iterable[list[Word]]) -> Iterator[Found]:
    """Find one name in each run of words at most: the one that its last head noun closes."""
    for sentence in sentences:
        for run in runs(text, sentence):
            found = _in_run(run[1:] if _opens_title(text, run) else run)
            if found is not None:
                yield found
    for match in _PHRASES.finditer(text):
        term = match.group().lower()
        yield Found(match.start(), match.end(), TERMS[term], 0.8)


def _opens_title(text: str, run: list[Word]) -> bool:
    """`FooNet: Balancing Training Data`: the verb of a title is no part of a name."""
    first = run[0]
    if not first.text.endswith("ing") or len(run) < 2 or "\n" in text[: first.start]:
        return False
    return first.start == 0 or text[first.start - 2] == ":"


def _in_run(run: list[Word]) -> Found | None:
    """Leave tails like `method` aside where a head stands before them; `BERT model` is left to the names."""
    if len(run) == 2 and HEADS.get(run[1].lower) is EntityType.MODEL and _NAME.search(run[0].text):
        return None
    end = len(run)
    while end > 1 and run[end - 1].lower in TAILS:
        end -= 1
    return _by_head(run[:end]) or (_by_head(run) if end < len(run) else None)


def _by_head(run: list[Word]) -> Found | None:
    for last in range(len(run) - 1, -1, -1):
        kind, known = _head(run, last)
        if kind is None:
            continue
        first = min(_first(run, last), last + 1 - known) if known else _first(run, last)
        if first < last or known:
            confidence = 0.8 if last + 1 - first <= known else 0.65
            return Found(run[first].start, run[last].end, kind, confidence)
    return None


def _head(run: list[Word], last: int) -> tuple[EntityType | None, int]:
    """Type of the name that this word closes; and how many words of it are a name by themselves."""
    for size in (3, 2, 1):
        words = run[max(0, last - size + 1) : last + 1]
        kind = TERMS.get(" ".join(word.text for word in words)) or TERMS.get(
            " ".join(word.lower for word in words)
        )
        if kind is not None:
            return kind, len(words)
    return HEADS.get(run[last].text) or HEADS.get(run[last].lower), 0


def _first(run: list[Word], last: int) -> int:
    """Where the name that ends at `last` starts: no generic word opens it, and it is not too long."""
    first = max(0, last - LONGEST + 1)
    while first < last and (run[first].lower in GENERIC or _trains(run, first)) and not _large(run, first):
        first += 1
    return first


def _trains(run: list[Word], first: int) -> bool:
    """`fine-tuning Transformer`: what is done to a model is no part of its name."""
    return run[first].lower in _TRAINING and HEADS.get(run[-1].lower) is EntityType.MODEL


def _large(run: list[Word], first: int) -> bool:
    return run[first].lower == "large" and run[first + 1].lower in _OPENED_BY_LARGE
