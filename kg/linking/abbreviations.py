"""Two written names of one thing → whether the one abbreviates the other."""

from __future__ import annotations

import re
from typing import Final

_SHORT: Final = re.compile(r"[A-Z][^\W_]*[A-Z]|\d")
_LETTERS: Final = 3
_PLURAL: Final = re.compile(r"[A-Z0-9]s$")


def abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` is made of letters of `long`, in order, from word beginnings.

    Each letter continues the word of the letter before it, or begins a later word; so `MoE` abbreviates
    `mixture of experts`, and `TurboS` does not abbreviate `Hunyuan-TurboS`, nor `joint model` a `joint
    learning model`, of which they are words.

    >>> abbreviates("MoEs", "mixtures of experts"), abbreviates("TurboS", "Hunyuan-TurboS")
    (True, False)
    >>> abbreviates("GS", "Gaussian splatting")
    True
    """
    parts, words = _words(short), _words(long)
    letters = "".join(parts)
    singular = letters.removesuffix("s") if _PLURAL.search(short) else letters
    if not 2 <= len(letters) <= 10 or not len(parts) <= 2 <= len(words):
        return False
    if letters in words or "".join(words).startswith(singular) or set(parts) <= set(words):
        return False
    return _spelled(letters, words) or _spelled(singular, words)


def looks_short(name: str) -> bool:
    """Tell whether a written name looks abbreviated: capitals in a word, a digit, or three letters at most.

    >>> [looks_short(name) for name in ("MoE", "3DPW", "dof", "Detection", "Robot Hand", "C-space")]
    [True, True, True, False, False, False]
    """
    return _SHORT.search(name) is not None or len(name) <= _LETTERS


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _spelled(letters: str, words: list[str]) -> bool:
    """Try to spell `letters` by the beginning of the first word and of later ones."""
    sizes = range(_shared(letters, words[0]), 0, -1)
    return any(_continued(letters[size:], words[1:]) for size in sizes)


def _continued(letters: str, words: list[str]) -> bool:
    """Spell what is left; up to two words between may have no letter (`of`, `from the`)."""
    return not letters or any(_spelled(letters, words[at:]) for at in range(min(len(words), 3)))


def _shared(letters: str, word: str) -> int:
    count = 0
    for left, right in zip(letters, word, strict=False):
        if left != right:
            break
        count += 1
    return count
