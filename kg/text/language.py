"""Text → its language where its script tells it (Korean, Japanese, Chinese …), else an empty string."""

from __future__ import annotations

import re

# The kana before the ideographs, which Japanese has too.
_SCRIPTS = (
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u3400-\u9fff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)
_PATTERNS = tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)
_FOREIGN = re.compile(f"[{''.join(letters for _, letters in _SCRIPTS)}]")
_SHARE = 0.3
_KANA_SHARE = 0.1


def by_script(text: str) -> str:
    """Tell a language by its letters, where at least three in ten are of its script; formulas' Greek is not.

    >>> by_script("주파수 안정도 측정"), by_script("図から表を作る"), by_script("An α-attention for Москва")
    ('ko', 'ja', '')
    """
    if text.isascii():
        return ""
    letters = sum(map(str.isalpha, text))
    foreign = len(_FOREIGN.findall(text))
    if not foreign or foreign < _SHARE * letters:
        return ""
    counts = {language: len(pattern.findall(text)) for language, pattern in _PATTERNS}
    if counts["ja"] >= _KANA_SHARE * foreign:
        return "ja"
    return max(counts, key=lambda language: counts[language])
