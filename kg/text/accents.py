"""Accents that stand beside their letters, as in a PDF's text → the letters with their accents."""

from __future__ import annotations

import re
import unicodedata

_ABOVE = "´¨ˆ˜ˇ˘˙˚¯"
_COMBINING = dict(
    zip(f"{_ABOVE}`¸", "\u0301\u0308\u0302\u0303\u030c\u0306\u0307\u030a\u0304\u0300\u0327", strict=True)
)
# A blank beside an accent goes where the word goes on behind it; `´s` mostly stands for an apostrophe.
_BEFORE = re.compile(
    rf"(?:(?<=[^\W\d_]) (?=[{_ABOVE}][a-zı]))?((?!´s\b)[{_ABOVE}])([A-Za-zı])"
    rf"|(?<=[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z])([{_ABOVE}]) ([aeiou])|(˘) ([a-z])"
)
# A grave is a quotation mark where one ends behind the word.
_GRAVE = re.compile(r"(?<=[^\W\d_]) ?(`) ?([aeiou])(?!\w*['’])")
_CEDILLA = re.compile(rf"([cC])(?: ¸ (?=[{_ABOVE}a-z])| ?¸)|¸ ?([cCsS])")


def joined(text: str) -> str:
    """Put each accent on the letter behind it, a cedilla on the one before too; others stay as they are.

    >>> joined("Universit ¨at Z¨ urich, ´Ecole, Teor´ıa, Franc¸ois, Ko¸c, 90˚ N, Universit `a, King´s")
    'Universität Zürich, École, Teoría, François, Koç, 90˚ N, Università, King´s'
    """
    if text.isascii() and "`" not in text:
        return text
    text = _CEDILLA.sub(lambda found: _accented(found[0], "¸", found[1] or found[2]), text)
    text = _BEFORE.sub(lambda found: _accented(found[0], *filter(None, found.groups())), text)
    return _GRAVE.sub(lambda found: _accented(found[0], *found.groups()), text)


def _accented(found: str, mark: str, letter: str) -> str:
    """Give the one character that both are, or what was found where there is none."""
    whole = unicodedata.normalize("NFC", letter.replace("ı", "i") + _COMBINING[mark])
    return whole if len(whole) == 1 else found
