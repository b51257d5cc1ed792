"""An affiliation as written → the unit that it names and the organizations which that is part of."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kg.text import accents

_WHOLE: Final = re.compile(
    r"(?i)\b(?:univ(?:\.|ersit\w*|ersid\w*)?|institut\w* of (?:science|technology)\w*|college|polytechni\w*"
    r"|hochschule|école|politecnico|academy of \w*sciences?|epfl|eth|kaist|mit|cnrs|inria|tu|tech"
    r"|inc|corp|corporation|ltd|llc|gmbh)(?:\b|\.)"
)
_SUFFIX: Final = re.compile(r"(?i)(?:inc|corp|ltd|llc|gmbh)\.?")
_UNIT: Final = re.compile(
    r"(?i)^(?:the )?(?:dep(?:t|artment)\b|school\b|faculty\b|college of\b|division\b|section\b|chair\b"
    r"|group\b|lab(?:\b|orator)|(?:state )?key lab|cent(?:er|re)\b"
    r"|institute (?:of|for)\b(?! science| technology))"
)
# Universities whose campuses stand after a comma: `University of California, Berkeley`.
_CAMPUSES: Final = re.compile(
    r"(?i)university of (?:alabama|arkansas|california|colorado|hawaii|illinois|maryland|massachusetts"
    r"|minnesota|missouri|nebraska|nevada|north carolina|tennessee|texas|wisconsin)(?: system)?$"
)
_PLACE: Final = re.compile(
    r"[A-Z]{2,3}(?: [\d-]+)?|(?:[A-Z]\.){2,3}|.*\d.*|United (?:States|Kingdom).*|(?:P\.? ?R\.? )?China|Canada"
    r"|(?:the )?Netherlands|(?:South |Republic of )?Korea|Australia|Austria|Belgium|Brazil|Denmark|Finland"
    r"|France|Germany|Hong Kong|India|Ireland|Israel|Italy|Japan|Norway|Poland|Portugal|Singapore|Spain"
    r"|Sweden|Switzerland|Taiwan"
)
_SHORT: Final = re.compile(r"\s*\([A-Z][A-Za-z&-]{1,8}\)$")
_MARKS: Final = "*∗⋆★☆†‡§¶♠♣♥♦♡♢⋄◦△▲♭♮♯⇤"
"""What ties authors to footnotes."""
_FOOTNOTES: Final = re.compile(rf"(?<!\w)[{_MARKS}]+|[{_MARKS}]+(?!\w)")
_LETTER: Final = re.compile(r"[^\W\d_]")
_TOGETHER: Final = re.compile(r"\s*;\s*|\s+\+\s+|(?<=[A-Za-z.)])\+(?=[A-Z])")


@lru_cache(maxsize=1 << 12)
def units(affiliation: str) -> tuple[tuple[str, ...], ...]:
    """Read each unit with the wholes that it is part of, the smallest first.

    Places are left out, and what has no letter, as the number of a footnote.

    >>> units("Robotics Institute, Carnegie Mellon University, Pittsburgh, PA, USA")
    (('Robotics Institute, Carnegie Mellon University', 'Carnegie Mellon University'),)
    >>> units("University of California, Berkeley, CA + Google")
    (('University of California, Berkeley',), ('Google',))
    """
    plain = unicodedata.normalize("NFC", accents.joined(affiliation))
    named = (_chain(one.strip()) for one in _TOGETHER.split(_FOOTNOTES.sub(" ", plain)))
    return tuple(chain for chain in named if chain and _LETTER.search(chain[0]))


def _chain(name: str) -> tuple[str, ...]:
    parts = _parts(name)
    wholes = [number for number, part in enumerate(parts) if _is_whole(part)]
    if not wholes:
        while len(parts) > 1 and _PLACE.fullmatch(parts[-1]):
            parts.pop()
        return (", ".join(parts),) if parts else ()
    last = wholes[-1]
    whole = parts[last]
    return (whole,) if last == 0 else (", ".join(parts[: last + 1]), whole)


def _parts(name: str) -> list[str]:
    """Cut at commas, but not before a campus or `Inc.`; take an abbreviation in brackets off each part."""
    parts: list[str] = []
    before = ""
    for part in (_SHORT.sub("", one.strip()) for one in name.split(",")):
        campus = _CAMPUSES.search(before) and not _PLACE.fullmatch(part)
        if parts and (campus or _SUFFIX.fullmatch(part)):
            parts[-1] = f"{parts[-1]}, {part}"
        elif part:
            parts.append(part)
        before = part
    return parts


def _is_whole(part: str) -> bool:
    return _WHOLE.search(part) is not None and _UNIT.match(part) is None
