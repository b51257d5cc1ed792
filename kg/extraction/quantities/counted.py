"""The words behind a number → what it counts: `12K training samples from` → `training samples`."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.quantities.series import Series
from kg.extraction.quantities.units import MAGNITUDES
from kg.model import Span


class Counted(NamedTuple):
    """The words for what is counted, and where they end; empty, and -1, where nothing is."""

    words: str = ""
    end: int = -1


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[)}$+]*[ -]?\s?(?:\\text\w+\{)?(?P<word>(?:\d+[A-Z])?[A-Za-z][\w’'/.-]*\w|[A-Za-z])")
_AMONG = re.compile(r"\)? of (?:the|these|those)?(?=\s)")
_ENDS = _words(
    """
    a an and are as at be been being but by compared for from had has have in into is it its of on or
    our per than that the their these this those to under using via was we were when where which while
    with within without over across respectively through during
    achieves gets attains obtains reaches yields outperforms surpasses exceeds beats loses
    """
)
_PLURALS = _words("data people children men women mice feet criteria corpora code audio speech video text")
_SINGULARS = _words(
    "various diverse previous has is was does this its less across class loss thus bias gas plus us as vs"
)
# Heads that a number of billions needs no more words for: it counts their parameters.
_MODELS = _words(
    """
    parameter parameters params param model models llm llms lm lms vlm vlms mllm mllms slm slms
    checkpoint checkpoints scale scales variant variants size
    """
)
_LENGTHS = _words("length window context vocabulary")
_LONGEST = 6
_QUALIFIED = re.compile(r"[ -](?P<kind>activated|active|total|trainable|learnable|non-embedding)\b")


def count(text: str, series: Series, stop: int) -> Counted:
    """Read what a series of numbers counts, nothing past `stop`."""
    at, unit = series.end, series.unit
    words: list[Span] = []
    if (among := _AMONG.match(text, at, stop)) is not None:
        at = among.end()
    while len(words) < _LONGEST and (found := _WORD.match(text, at, stop)) is not None:
        word = found["word"]
        ends = word.lower() in _ENDS and not (words and word == "and")
        if ends or (words and text[at : found.start("word")].strip(" -")):
            break
        words.append(Span(*found.span("word")))
        at = found.end("word")
        if _is_head(word, unit) or (series.figures[-1].hyphened and not unit):
            break
    return _phrase(text, words, series) or _parameters(text, series)


def _is_head(word: str, unit: str) -> bool:
    return _is_plural(word) or (unit in MAGNITUDES and word.lower() in _MODELS)


def _is_last(word: str) -> bool:
    """Whether a phrase behind a magnitude may end with the word: `256K context length`."""
    return _is_plural(word) or word.lower() in _MODELS or word.lower() in _LENGTHS


def _is_plural(word: str) -> bool:
    low = word.lower()
    if not word.endswith("s") or low in _SINGULARS:
        return low in _PLURALS
    return word[-2:-1].isupper() or not low.endswith(("ss", "us", "is"))


def _phrase(text: str, words: list[Span], series: Series) -> Counted | None:
    while words and series.unit in MAGNITUDES and not _is_last(text[words[-1].start : words[-1].end]):
        words.pop()
    if not words:
        return None
    last, end = text[words[-1].start : words[-1].end], words[-1].end
    whole = text[words[0].start : end]
    if series.unit in MAGNITUDES and last.lower() in _MODELS:
        named = last.lower().startswith("param")
        qualifiers = [text[start:end] for start, end in words[:-1]] if named else []
        return Counted(" ".join([*qualifiers, "parameters"]), end)
    if _is_plural(last) or (series.unit in MAGNITUDES and last.lower() in _LENGTHS):
        return Counted(whole, end)
    return Counted(last, end) if series.figures[-1].hyphened and not series.unit else None


def _parameters(text: str, series: Series) -> Counted:
    """Read a bare `70B`, and the first of `41.9B total / 6.6B activated parameters`."""
    if series.unit not in MAGNITUDES:
        return Counted()
    found = _QUALIFIED.match(text, series.end)
    if found is not None and (series.unit == "B" or "param" in text[series.end : series.end + 60]):
        return Counted(f"{found['kind']} parameters", found.end())
    return Counted("parameters") if series.unit == "B" else Counted()
