"""Text → words with offsets, and runs of words between which only a space stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.rules.wordlists import BOUNDARY
from kg.model import Span

_URL = re.compile(r"https?://\S+|\b[\w.-]{1,80}\.(?:com|org|net|io|ai)/\S*")
_WORD = re.compile(r"\\[A-Za-z]+(?:\{\})?|[^\W_]+(?:(?:[-/_@&]|['’](?!s\b)|\.(?=\d)|\+(?=\w))[^\W_]+)*\+*")
_FIGURE = re.compile(r"[\d.,/@&+-]+(?:x|k|m|b|t|gb|mb|tb|ms|s|th)?|[a-z]")
_ADVERB = re.compile(r"[a-z]{3,}ly\Z")
_MACROS_OF_LATEX = re.compile(
    r"\\(?:textit|textbf|texttt|emph|text|mathrm|mathcal|mathbb|mathbf|times|sim|approx|alpha|beta|gamma|"
    r"delta|epsilon|lambda|mu|sigma|theta|pi|phi|omega|eta|rho|tau|sqrt|frac|tilde|leq|geq|le|ge|ll|"
    r"gg|in|to|rightarrow|pm|log|ldots|dots|cdot|url|href|cite|ref|footnote|item|begin|end|left|right|"
    r"underline|textsc|textsuperscript|em|it|bf|tt|sc|rm|sf|big|Big|small|large|widetilde|hat|bar"
    r"|dfrac|varepsilon|citep|citet|prime|infty|ell)(?:\{\})?"
)
_NO_ADVERBS = frozenset(["family", "anomaly", "assembly", "supply", "multiply", "reply", "monopoly", "italy"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; `lower` is its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


def words(text: str, within: Span) -> list[Word]:
    """Split one stretch of text; a macro that stands for a name is a word, LaTeX's own and URLs are none."""
    urls = [match.span() for match in _URL.finditer(text, within.start, within.end)]
    return [
        Word(match.start(), match.end(), match.group(), match.group().lower())
        for match in _WORD.finditer(text, within.start, within.end)
        if not _MACROS_OF_LATEX.fullmatch(match.group())
        and not any(start <= match.start() < end for start, end in urls)
    ]


def is_boundary(word: Word) -> bool:
    """Whether no name holds this word: function words, verbs, judgements, adverbs, figures."""
    if word.lower in BOUNDARY or _FIGURE.fullmatch(word.text):
        return True
    return _ADVERB.match(word.lower) is not None and word.lower not in _NO_ADVERBS


def runs(text: str, sentence: list[Word]) -> Iterator[list[Word]]:
    """Cut a sentence into runs of words that may hold a name."""
    run: list[Word] = []
    for word in sentence:
        if run and text[run[-1].end : word.start] != " ":
            yield run
            run = []
        if not is_boundary(word):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run
