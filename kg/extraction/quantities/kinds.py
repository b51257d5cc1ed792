"""The words around a series of figures → their kind: level reached, gain, factor, drop, rank or size."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.quantities import cues
from kg.extraction.quantities.units import MAGNITUDES
from kg.model import ResultKind


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a series stands: its sentence up to it, the words since the series before, the words after.

    `counted` where a noun follows that numbers count, `paired` where it reads `from … to` or `… vs. …`,
    `hyphened` where a hyphen ties the last figure to its unit or noun.
    """

    sentence: str
    left: str
    right: str
    unit: str
    counted: bool = False
    paired: bool = False
    hyphened: bool = False


_CHANGES = frozenset({ResultKind.IMPROVEMENT, ResultKind.REDUCTION})
_LISTED = frozenset({*_CHANGES, ResultKind.ABSOLUTE})
_SHARES = frozenset({ResultKind.RATIO, ResultKind.SIZE})
_SCORED = frozenset({"%", "", "points"})
_STORED = frozenset({"bits", "KB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "PB"})


def judge(setting: Setting, before: ResultKind | None) -> ResultKind:
    """Tell the kind; `before` is that of the series before, if it has the same unit in the same sentence."""
    if setting.unit in MAGNITUDES:
        return ResultKind.ABSOLUTE if _RATE.match(setting.right) else ResultKind.SIZE
    if setting.unit == "x":
        return ResultKind.RATIO
    plain = _strip(setting.left)
    delta = _delta(setting, plain, before)
    if setting.unit == "points":
        return delta if delta in _CHANGES else ResultKind.IMPROVEMENT
    if setting.unit == "%":
        return _share(setting, plain, before) or delta or ResultKind.ABSOLUTE
    if setting.unit == "":
        return _bare(setting, plain, delta)
    if _is_extent(setting, plain):
        delta = delta if not setting.hyphened or cues.AHEAD.match(setting.right) else None
        return delta if delta in _CHANGES else ResultKind.SIZE
    return delta or ResultKind.ABSOLUTE


def _strip(left: str) -> str:
    while (found := cues.HEDGES.search(left)) is not None:
        left = left[: found.start()]
    return left.rstrip()


def _delta(setting: Setting, plain: str, before: ResultKind | None) -> ResultKind | None:
    """Tell gain, drop or level by the words around; None where nothing tells."""
    if (sign := cues.SIGNED.search(setting.left)) is not None:
        return ResultKind.IMPROVEMENT if sign[1] == "+" else ResultKind.REDUCTION
    if plain.endswith("by") and not cues.DIRECT.match(setting.right):
        return _nearest(setting.sentence, levels=False) or ResultKind.IMPROVEMENT
    if (noun := cues.AHEAD.match(setting.right) or cues.NOUN_OF.search(plain)) is not None:
        return _named(noun)
    if cues.BY_OF.search(plain):
        return ResultKind.IMPROVEMENT
    if cues.LEVELLED.search(plain) or (plain.endswith("in") and setting.right.startswith(" of ")):
        return ResultKind.ABSOLUTE
    if (opened := setting.left.rfind("(")) > (closed := setting.left.rfind(")")):
        return _bracketed(setting, plain, opened, before if closed >= 0 else None)
    return _running(setting, before)


def _bracketed(setting: Setting, plain: str, opened: int, before: ResultKind | None) -> ResultKind | None:
    """Judge a figure in brackets: as the one in the bracket before, or by the words within and before."""
    if before in _LISTED:
        return before
    if setting.unit in _SCORED and not setting.paired and cues.BESIDE.search(plain):
        return _nearest(setting.left, levels=True)
    return _nearest(setting.left[opened:], levels=True) or ResultKind.ABSOLUTE


def _running(setting: Setting, before: ResultKind | None) -> ResultKind | None:
    """Judge a figure in running text: by the list that it goes on with, or the nearest word that tells."""
    listed = before in _LISTED and cues.CONTINUES.search(setting.left) is not None
    if listed and not cues.CUES.search(setting.left.rstrip(" (")):
        return before
    reach = setting.left if setting.unit in _SCORED else setting.left[-30:]
    near = before in _LISTED and len(setting.left) < 40
    return _nearest(reach, levels=True) or (before if near else None)


def _nearest(left: str, *, levels: bool) -> ResultKind | None:
    kind = None
    for found in cues.CUES.finditer(left):
        if levels and found["level"]:
            kind = ResultKind.ABSOLUTE
        elif found["level"] is None and not (levels and cues.ADJECTIVES.fullmatch(found[0])):
            kind = _named(found)
    return kind


def _named(found: re.Match[str]) -> ResultKind:
    return ResultKind.IMPROVEMENT if found["gain"] else ResultKind.REDUCTION


# FLOPs and events per second are reached, whatever their magnitude.
_RATE = re.compile(
    r"(?i)\s?(?:[\w-]+ ){0,2}(?:FLOPs?|MACs?|mult-adds?|\w+ per (?:second|day)|operations)\b|\s?\w*/s\b"
)
_COSTS = (
    r"(?:parameters?|params|FLOPs?|MACs?|computation\w*|compute|costs?|memory|sizes?|time|complexity|energy|latency"
    r"|budget|storage|bandwidth|filters)\b"
)
_OF = r"(?:of|the|its|their|our)\s(?:[\w’'./-]+\s){0,5}?"
_SHARE = re.compile(
    rf"(?i)[)]?\s(?:(?:(?:required |model |total |GPU ){{0,2}}|{_OF}){_COSTS}"
    rf"|{_OF}(?:performance|accuracy|quality|baselines?)\b)"
)
_USING = re.compile(
    r"(?i)\b(?:with|us(?:es?|ing)|utiliz\w+|requir\w+|needs?|needing|takes?|taking|consum\w+|at|retain\w*|maintain\w*"
    r"|preserv\w*|keep\w*|recover\w*|match\w*|within|to|reach\w*|achiev\w*|is|only|targets|on|having|from|amount"
    r"|data)\W*$"
)
_DATA = re.compile(
    r"(?i)[)]?\s(?:of )?(?:(?!(?:on|for|in|with|to|at|by|from|than|and|using)\b)[\w’'-]+ ){0,4}?"
    r"(?:data|labels?|annotations?|labell?ed|supervision|training set|population)\b"
)


def _share(setting: Setting, plain: str, before: ResultKind | None) -> ResultKind | None:
    """Tell a share of what another uses or reaches, or of the data, from a level: `with 9% of its FLOPs`."""
    if cues.AHEAD.match(setting.right):
        return None
    share = ResultKind.RATIO if _SHARE.match(setting.right) else None
    share = ResultKind.SIZE if _DATA.match(setting.right) else share
    if _USING.search(plain) or _USING.search(setting.left):
        return share
    goes_on = share and before in _SHARES and cues.CONTINUES.search(setting.left)
    return before if goes_on else None


_RANKED = re.compile(
    r"(?i)\brank(?:s|ed|ing)?\s(?:(?:in|at|as|among)\s)?(?:the\s)?(?:no\.\s?|number\s|#|top[\s-])?$"
)
_TOP = re.compile(r"(?i)\btop[\s-]$")
_RANK_AHEAD = re.compile(r"(?i)\s(?:rank|place|position|spot)\b")
_SAMPLE = re.compile(r"\b[Nn]\s?=\s?$")
_SOLVES = re.compile(r"(?i)\b(?:solv|detect)\w*$")


def _bare(setting: Setting, plain: str, delta: ResultKind | None) -> ResultKind:
    """Judge a number without a unit: a rank, how many of something, or a score."""
    if _RANKED.search(setting.left) or (_TOP.search(setting.left) and _RANK_AHEAD.match(setting.right)):
        return ResultKind.RANK
    if _SAMPLE.search(setting.left):
        return ResultKind.SIZE
    if not (setting.counted or setting.hyphened) or _RATE.match(setting.right):
        return delta or ResultKind.ABSOLUTE
    if _SOLVES.search(plain):
        return ResultKind.ABSOLUTE
    changes = delta and (cues.SIGNED.search(setting.left) or cues.AHEAD.match(setting.right))
    return delta if delta and changes else ResultKind.SIZE


_EXTENDED = re.compile(
    r"(?i)\s(?:long\b|of (?:[\w-]+ ){0,2}"
    r"(?:data|labor|videos?|speech|audio|recordings?|footage|driving|clips?)\b)"
)
_MEMORY = re.compile(
    r"(?i)\s(?:of (?:[\w-]+ )?memory|(?:[\w-]+ )?memory (?:usage|used|footprint|consumption))"
)
_LENGTH = re.compile(
    r"(?i)\b(?:clips?|videos?|segments?|recordings?|trajector\w+|durations?|relatively short)\b"
    r"(?: of)?\s?\(?$"
)


def _is_extent(setting: Setting, plain: str) -> bool:
    """Whether the figure says how big or long a thing is: `18 GB model`, `20-minute clip`."""
    if setting.unit in _STORED:
        return _MEMORY.match(setting.right) is None
    return setting.hyphened or bool(_EXTENDED.match(setting.right) or _LENGTH.search(plain))
