r"""LaTeX macros that stand for a name, `we present \sys`, → mentions.

Abstracts are often copied from sources whose own macros nothing explains. What the macro is called tells
what it stands for, as far as anything does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import EntityType, Mention

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
# Commands of LaTeX itself that can stand after such words: sizes, fonts, signs of mathematics.
_OWN = re.compile(
    r"\\(?:text\w*|math\w*|emph\w*|bf\w*|it|em|sc|sf|tt|rm|sl|tiny|small|large|Large|cite\w*|ref|footnote\w*|begin\w*"
    r"|item|ell|epsilon|alpha|beta|gamma|delta|lambda|mu|sigma|pi|phi|tilde\w*|widetilde\w*|hat\w*|bar\w*|frac\w*"
    r"|sqrt\w*|left|right|times|approx|sim|log|underline|url|href|ensuremath|xspace)"
)


def find(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    r"""Find every place of the macros that the text introduces, where no mention stands.

    >>> [one.type.value for one in find(r"We present \sys. \sys is fast, and \times is a sign.", [])]
    ['System', 'System']
    """
    named = {one[1] for one in _INTRODUCED.finditer(text) if not _OWN.fullmatch(one[1])}
    for macro in sorted(named):
        kind = next((kind for words, kind in _TYPES if words.search(macro)), EntityType.METHOD)
        for place in re.finditer(rf"{re.escape(macro)}(?![A-Za-z])", text):
            if not any(one.start < place.end() and place.start() < one.end for one in mentions):
                yield Mention(place.start(), place.end(), kind, 0, SURE)
