"""Words of the sentences → names by their shape: CamelCase, acronyms, versions, macros, capitals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.rules import contexts
from kg.extraction.rules.found import Found
from kg.extraction.rules.wordlists import COMMON_CAPITALS, HEADS
from kg.extraction.rules.words import Word, is_boundary
from kg.model import Span

_SHAPE = re.compile(
    r"""
      \\\w+(?:\{\})?                                # a macro that stands for a name
    | (?=[\w-]*[a-z0-9][A-Z])[A-Za-z][\w.+@-]*      # CamelCase
    | [A-Z]{2,}[\w.+@-]*                            # acronyms
    | (?=[\w.-]*\d)[A-Z]\w*-[\w.-]+                 # GPT-4
    """,
    re.VERBOSE,
)
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+|\d[\w.]*)*")
_WEAK = re.compile(r"[A-Z][a-z]+|[A-Z]{2}s?|[A-Z][a-z]*-[A-Za-z]+")
_VERSION = re.compile(
    r" (?:v?\d+\.\d+(?:\.\d+)*|v\d+|\d+(?:\.\d+)?[BM]|(?:19|20)\d\d|\d)(?![\w.]*\w| [a-z]{4,})"
)
_COMPOUND = re.compile(
    r"-(?:based|driven|like|style|guided|powered|enabled|generated|accelerated|aware|free)\Z"
)
_JOINT = re.compile(r",?\s+(?:and|or)\s+|,\s+|/")


def find(
    text: str, sentences: Sequence[list[Word]], abbreviations: Sequence[tuple[Span, Span]]
) -> Iterator[Found]:
    """Find names; all stands of a name have the type that their contexts speak for together."""
    spans = sorted(set(_candidates(text, sentences)) | {short for _, short in abbreviations})
    votes: dict[str, contexts.Votes] = defaultdict(Counter)
    for group in _lists(text, spans):
        said = sum((contexts.votes(text, span) for span in group), Counter())
        for span in group:
            votes[text[span.start : span.end]] += said
    for long, short in abbreviations:
        votes[text[short.start : short.end]] += contexts.long_form(text, long)
    for name, said in votes.items():
        if not _holds(name, said):
            continue
        said = said or contexts.guess(name)
        kind = max(said, key=lambda kind: said[kind])
        confidence = 0.85 if said[kind] >= contexts.SURE else 0.6
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text):
            yield Found(match.start(), match.end(), kind, confidence, "name")


def _candidates(text: str, sentences: Sequence[list[Word]]) -> Iterator[Span]:
    for sentence in sentences:
        in_title = bool(sentence) and sentence[0].start == 0
        for at, word in enumerate(sentence):
            if _is_name(word, inside=at > 0 and not in_title):
                stem = _COMPOUND.sub("", word.text)
                yield _with_version(text, Span(word.start, word.start + len(stem)))


def _is_name(word: Word, *, inside: bool) -> bool:
    stem = _COMPOUND.sub("", word.text)
    if stem in COMMON_CAPITALS or is_boundary(word) or stem.lower() in HEADS:
        return False
    return _SHAPE.fullmatch(stem) is not None or (inside and _CAPITAL.fullmatch(stem) is not None)


def _holds(name: str, said: contexts.Votes) -> bool:
    """A weak shape (one capital, two letters) needs surroundings that speak for a type."""
    return _WEAK.fullmatch(name) is None or any(weight >= contexts.SURE for weight in said.values())


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
