"""Mentions as the network cut them → mentions whose edges are those of a name.

The network decides word by word and now and then stops a word too late, within a compound, or gives a
benchmark the type of what is run on it. What is mended here is a matter of language, not of any paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import EntityType, Mention

_LITTLE = r"(?:of|an?|the|and|or|for|with|in|on|to|by|from|as|at|via|its|our|their|that|which|is|are)"
_BEFORE = re.compile(rf"{_LITTLE}\s+", re.IGNORECASE)
_AFTER = re.compile(rf"(?:[\s,–]+-*|-{{2,}}){_LITTLE}$|[,:;/–-]$|\s*\([^()]*$", re.IGNORECASE)
_CUT_AFTER = re.compile(rf"-{_LITTLE}$", re.IGNORECASE)
_UNOPENED = re.compile(r"[^()]*\)\s*")
_LETTER = re.compile(r"[^\W_]")
_CUT_COMPOUND = re.compile(r"-[^\W\d_]")
_DATASET = re.compile(
    r"(?:\b(?i:benchmarks?|leaderboard|corpus|corpora|treebank|arena|bench)|(?<=[a-z0-9])(?:Bench|Arena))$"
)


_SIGNS = re.compile(r"(?:\+{1,2}|#|\*)(?![\w*+#])")
_OPENS = re.compile(r"(?<!\w)\*++(?=\S)")
_UNCLOSED = re.compile(r"\\[a-z]+\{[^{}\n]*$")
_CLOSES = re.compile(r"[^{}\s,;:]{0,40}\}")
_GOES_ON = re.compile(r"(?: [A-Z][\w-]*){0,2} (?:Arena|Bench|Leaderboard|Treebank|Corpus)\b")


def mended(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    r"""Trim articles, conjunctions and prepositions; leave out what is left of a compound, and signs alone.

    What is called a benchmark becomes a data set. A name goes on over the signs that end it (`C++`, `A*`),
    to the brace that closes what it opens (`\texttt{Fed-UCB}`), and to the capital word that says what it is,
    over whatever else was found up to there.

    >>> text = "the LMSYS Chatbot Arena of closed-source models"
    >>> found = [Mention(0, 26, EntityType.MODEL, 0), Mention(27, 33, EntityType.METHOD, 0)]
    >>> [(text[one.start : one.end], str(one.type)) for one in mended(text, found)]
    [('LMSYS Chatbot Arena', 'Dataset')]
    """
    done = 0
    for mention in mentions:
        start, end = _trimmed(text, mention.start, mention.end)
        end = _reached(text, start, end)
        name = text[start:end]
        if start < done or not _LETTER.search(name) or (name.islower() and _CUT_COMPOUND.match(text, end)):
            continue
        done = end
        kind = EntityType.DATASET if _DATASET.search(name) else mention.type
        yield replace(mention, start=start, end=end, type=kind)


def _reached(text: str, start: int, end: int) -> int:
    """Move the end to where the name goes on to."""
    end = _signed(text, start, end)
    if further := _GOES_ON.match(text, end):
        end = further.end()
    if _UNCLOSED.search(text, start, end) and (closed := _CLOSES.match(text, end)):
        end = closed.end()
        end += text.startswith("$", end) and text.count("$", start, end) % 2
    return end


def _signed(text: str, start: int, end: int) -> int:
    """Move the end over the signs of a name in capitals, but for a star that ends what another began."""
    signs = _SIGNS.match(text, end)
    if signs is None or text[start:end].islower() or (signs.group() == "*" and _is_emphasized(text, start)):
        return end
    return signs.end()


def _is_emphasized(text: str, start: int) -> bool:
    """Whether the stars nearest before a place begin what others end, as in Markdown."""
    at = text.rfind("*", 0, start)
    while at > 0 and text[at - 1] == "*":
        at -= 1
    return at >= 0 and _OPENS.match(text, at) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the edges inwards over little words, as long as something is left; no name crosses a line.

    Of a name that goes out of a bracket what stands behind it is left, or before it.
    """
    if "\n" in text[start:end].strip():
        end = text.index("\n", start, end)
    if (before := _BEFORE.match(text, start, end)) and before.end() < end:
        start = before.end()
    if closed := _UNOPENED.match(text, start, end):
        start, end = (closed.end(), end) if closed.end() < end else (start, text.rindex(")", start, end))
    if text.startswith("-", end) and (
        after := _CUT_AFTER.search(text, start, end)
    ):  # `text-to` of `text-to-image`
        end = max(after.start(), start + 1)
    while (after := _AFTER.search(text, start, end)) and after.start() > start:
        end = after.start()
    return start, end
