r"""LaTeX macros that stand for a name, `we present \sys`, → mentions.

Abstracts are often copied from sources whose own macros nothing explains. What the macro is called tells
what it stands for, as far as anything does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import EntityType, Mention
from kg.text.macros import plain

SURE = 0.95
"""The raw confidence: what is introduced by such words is a name, only its type is a guess."""

_INTRODUCED = re.compile(
    r"(?:\b(?:presents?|proposes?|introduces?|develops?|designs?|called|call|named?|dubbed|termed)(?: it)?"
    r"|\b(?:model|method|framework|system|dataset|benchmark|algorithm|approach),) "
    r"(?:\\\w+\{|\{\\\w+ )?(\\[A-Za-z]{2,})(?:\{\}|\b)(?![\[{_^])"
)
_TYPES = (
    (re.compile("data|bench|corpus", re.IGNORECASE), EntityType.DATASET),
    (re.compile("sys|tool|platform", re.IGNORECASE), EntityType.SYSTEM),
    (re.compile("model|net", re.IGNORECASE), EntityType.MODEL),
)
# Commands of LaTeX that `plain` does not know, and what is left of those whose braces were lost.
_OTHERS = re.compile(
    r"\\(?:(?:text|math|emph|bf|tilde|widetilde|hat|bar|frac|sqrt|cite|footnote|begin)\w*"
    r"|tiny|Large|ref|item|sl|approx|sim|log|url|href)"
)


def find(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    r"""Find every place of the macros that the text introduces, where no mention stands.

    >>> [one.type.value for one in find(r"We present \sys. \sys is fast, and \times is a sign.", [])]
    ['System', 'System']
    """
    named = {one[1] for one in _INTRODUCED.finditer(text) if _is_own(one[1])}
    for macro in sorted(named):
        kind = next((kind for words, kind in _TYPES if words.search(macro)), EntityType.METHOD)
        for place in re.finditer(rf"{re.escape(macro)}(?![A-Za-z])", text):
            if not any(one.start < place.end() and place.start() < one.end for one in mentions):
                yield Mention(place.start(), place.end(), kind, 0, SURE)


def _is_own(macro: str) -> bool:
    """Tell whether a macro is the paper's own: LaTeX's become plain characters."""
    return plain(macro) == macro and not _OTHERS.fullmatch(macro)
