"""Words of the sentences → names by their shape: CamelCase, acronyms, versions, macros, capitals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.rules import contexts
from kg.extraction.rules.found import Found
from kg.extraction.rules.wordlists import COMMON_CAPITALS, HEADS
from kg.extraction.rules.words import Word, is_boundary
from kg.model import EntityType, Span

_SHAPE = re.compile(
    r"""
      \\\w+(?:\{\})?                                # a macro that stands for a name
    | (?=[\w-]*[a-z0-9][A-Z])[A-Za-z][\w.+@-]*      # CamelCase
    | [A-Z]{2,}[\w.+@-]*                            # acronyms
    | (?=[\w.-]*\d)[A-Z]\w*-[\w.-]+                 # GPT-4
    | \w+(?:-\w+)*-[A-Z]{2,}[\w-]*                    # Megatron-LM
    | [A-Z][a-z]*\d[\w.]*                            # T5
    | o\d(?:-[\w.]+)*                               # o4-mini
    """,
    re.VERBOSE,
)
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+|\d[\w.]*)*")
_WEAK = re.compile(r"[A-Z][a-z]+|[A-Z]\d|[A-Z]{2}s?|[A-Z][a-z]*(?:-[A-Z]?[a-z]+)+")
"""One capital, or two letters: names only where the surroundings say so."""
_VERSION = re.compile(
    r" (?:v?\d+\.\d+(?:[-.]\w+)*|v\d+|\d+(?:\.\d+)?[BM]|(?:19|20)\d\d|\d)(?![\w.]*\w| [a-z]{4,})"
)
_COMPOUND = re.compile(
    r"-(?:based|driven|like|style|guided|powered|enabled|generated|accelerated|aware|free)\Z"
)
LONGEST = 4
"""Words in a name at most."""

_GLUE = frozenset("-_")
_JOINT = re.compile(r",?\s+(?:and|or)\s+|,\s+|/")


def find(
    text: str, sentences: Sequence[list[Word]], abbreviations: Sequence[tuple[Span, Span]]
) -> Iterator[Found]:
    """Find names; all stands of a name have the type that their contexts speak for together."""
    shorts = {short for _, short in abbreviations if text[short.start : short.end] not in COMMON_CAPITALS}
    spans = sorted(set(_candidates(text, sentences)) | shorts)
    presented = {text[span.start : span.end] for span in spans if contexts.is_presented(text, span)}
    for name, said in _votes(text, spans, abbreviations).items():
        if _WEAK.fullmatch(name) and name not in presented and max(said.values(), default=0) < contexts.SURE:
            continue
        kind, confidence = _decide(said or contexts.guess(name))
        for start in _stands(text, name):
            yield Found(start, start + len(name), kind, confidence)
        for long, short in abbreviations:
            if text[short.start : short.end] == name:
                yield Found(long.start, long.end, kind, confidence)


def _stands(text: str, name: str) -> Iterator[int]:
    """Every place where the name is no part of a longer word."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() or before in _GLUE) and not (after.isalnum() or after == "_"):
            yield at
        at = text.find(name, at + len(name))


def _votes(
    text: str, spans: Sequence[Span], abbreviations: Iterable[tuple[Span, Span]]
) -> dict[str, contexts.Votes]:
    votes: dict[str, contexts.Votes] = defaultdict(Counter)
    for group in _lists(text, spans):
        said = sum((contexts.votes(text, span) for span in group), Counter())
        for span in group:
            votes[text[span.start : span.end]] += said
    for long, short in abbreviations:
        if (name := text[short.start : short.end]) in votes:
            votes[name] += contexts.long_form(text, long)
    return {name: said + contexts.known(name) for name, said in votes.items()}


def _decide(said: contexts.Votes) -> tuple[EntityType, float]:
    kind = max(said, key=lambda kind: said[kind])
    return kind, 0.85 if said[kind] >= contexts.SURE else 0.6


def _candidates(text: str, sentences: Sequence[list[Word]]) -> Iterator[Span]:
    """Each word that looks like a name; two side by side are one name, as `Runway Gen-3`."""
    for sentence in sentences:
        in_title = bool(sentence) and sentence[0].start == 0
        last: Span | None = None
        for at, word in enumerate(sentence):
            if not _is_name(word, inside=at > 0 and not in_title):
                continue
            span = _with_version(text, Span(word.start, word.start + len(_COMPOUND.sub("", word.text))))
            if last is not None and _continues(text, last, span):
                span = Span(last.start, span.end)
            elif last is not None:
                yield last
            last = span
        if last is not None:
            yield last


def _continues(text: str, last: Span, span: Span) -> bool:
    """Whether the next word belongs to the name: a space between, neither known by itself."""
    left, right = text[last.start : last.end], text[span.start : span.end]
    if text[last.end : span.start] != " " or left.count(" ") >= LONGEST - 1:
        return False
    return not contexts.known(left) and not contexts.known(right)


def _is_name(word: Word, *, inside: bool) -> bool:
    stem = _COMPOUND.sub("", word.text)
    if stem in COMMON_CAPITALS or is_boundary(word) or stem.lower() in HEADS:
        return False
    return _SHAPE.fullmatch(stem) is not None or (inside and _CAPITAL.fullmatch(stem) is not None)


def _with_version(text: str, span: Span) -> Span:
    version = _VERSION.match(text, span.end)
    return Span(span.start, version.end()) if version else span


def _lists(text: str, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Names joined by commas and `and` stand together: what is said of one is said of all."""
    group: list[Span] = []
    for span in spans:
        if group and not _JOINT.fullmatch(text, group[-1].end, span.start):
            yield group
            group = []
        group.append(span)
    if group:
        yield group
