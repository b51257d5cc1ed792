"""A name as it is written, or two → what its capitals, signs and spaces tell of it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

_CAMEL: Final = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
_WORD: Final = re.compile(r"[a-z]+")
_COINED: Final = re.compile(r".*([a-z][A-Z]|\d).*")
_CAPITAL: Final = re.compile(r"[A-Z][a-z]+")
_APART: Final = re.compile("[ -]")
_TELLING: Final = re.compile(r"[a-z]\w*[A-Z]|\d|[ -]|[A-Z]{6}")


def is_telling(name: str) -> bool:
    """Tell a name that nothing else bears, no word and no short acronym.

    >>> is_telling("CIFAR-10"), is_telling("MATH")
    (True, False)
    """
    return bool(_TELLING.search(name))


def is_word(form: str) -> bool:
    """Tell a plain word, which may have several senses: `consistency`."""
    return bool(_WORD.fullmatch(form))


def is_coined(form: str) -> bool:
    """Tell a name of one word that somebody thought of: `OctoMap`, `YOLOv3`."""
    return bool(_COINED.fullmatch(form))


def is_capital(form: str) -> bool:
    """Tell a word that begins with a capital, and may be a name: `Mamba`."""
    return bool(_CAPITAL.fullmatch(form))


def are_alike(one: str, other: str) -> bool:
    """Tell whether two forms of one word have the same capitals, but for the first, and for the plural.

    >>> are_alike("Mamba", "mamba"), are_alike("DiCE", "Dice"), are_alike("X-Rays", "X-ray")
    (True, False, False)
    """
    first, second = (form.removesuffix("s") for form in (one, other))
    return first[:1].lower() + first[1:] == second[:1].lower() + second[1:]


def are_two_names(one: str, other: str) -> bool:
    """Tell apart, by their capitals, a coined name and what the same letters spell with other spaces.

    What `HandMap` names is not what hand maps are. Where a word begins capitals tell nothing.

    >>> are_two_names("HandMap", "hand maps"), are_two_names("CoCoGAN", "COCO-GAN")
    (True, True)
    >>> are_two_names("MRFMap", "MRF-MAP")
    True
    >>> are_two_names("PoseSLAM", "Pose SLAM"), are_two_names("finetuning", "fine-tuning")
    (False, False)
    """
    joined, apart = sorted((one, other), key=lambda form: len(_APART.split(form)))
    words = _APART.split(apart)
    if not _CAMEL.search(joined) or len(words) == 1:
        return False
    begins = {0, *accumulate(map(len, words))}
    pairs = enumerate(zip(joined, "".join(words), strict=False))
    recased = any(a != b and a.lower() == b.lower() for at, (a, b) in pairs if at not in begins)
    return recased or apart.islower() or (" " in apart and apart[1:].islower())
