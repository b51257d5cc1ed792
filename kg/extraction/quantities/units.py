"""What stands behind a number → its unit under one name, and where the unit ends."""

from __future__ import annotations

import re
from typing import NamedTuple

MAGNITUDES = frozenset({"K", "M", "B", "T"})
"""Units that multiply what is counted: thousand, million, billion, trillion."""


class Unit(NamedTuple):
    """A unit's one name, and where it ends in the text."""

    name: str
    end: int


# Math may close before the unit, open for it, and hold thin spaces: `$3.0$ %`, `22.27\,\times`, `3$\times$`.
_GAP = r"\+?\}?\$?(?:\\[,;: ]|[ \u00a0\u2009\u202f~])?\$?"
_PERCENT = (
    r"(?:\\?[%％]|percent(?![a-z])|per cent\b)(?P<points>[ -]?(?:absolute )?(?:points?|pts?|pp)\b)?"
    r"|(?P<pp>percentage[ -]points?\b|pp\b|p\.p\.|pts\b)"
)
# `3 x 4` is a shape and `3 \times 10^5` a power, not a factor.
_TIMES = (
    r"(?:\{?\\times\}?|[×✕xX](?![\w-])|[xX](?=-\d)|times(?![\w-])|-?folds?\b(?![ -]?(?:cross|CV)))"
    r"(?! ?\$?(?:\d|[A-Z]\b))"
)
_MAGNITUDE = (
    r"[KMBTkb](?!\w|\+\+)|(?<=\d)m(?= (?!(?:is|was|has|as|across|this|its|less|versus|thus|plus)\b)[a-z]+s\b)"
    r"|G(?= (?:\w+ )?(?:FLOPs|MACs))|(?:[KMB]n|Mil)\b"
    r"|-?(?i:thousand|million|billion|trillion)s?\b"
)
_NAMES = {
    "ms": r"ms|msecs?|milli-?seconds?",
    "µs": r"[µμu]s|micro-?seconds?",
    "ns": r"ns|nano-?seconds?",
    "seconds": r"[Ss]econds?|secs?|s",
    "minutes": r"[Mm]inutes?|mins?",
    "hours": r"(?:(?:[A-Z]+\d+ )?[GT]PU[ -]?)?[Hh]ours?|hrs?|h",
    "days": r"(?:(?:[A-Z]+\d+ )?[GT]PU[ -]?)?[Dd]ays?",
    "weeks": r"weeks?",
    "months": r"months?",
    "years": r"years?",
    "FPS": r"FPS|fps|(?:images|imgs?)(?: per second|/s(?:ec)?)|frames?[ -]per[ -]seconds?|frames?/s(?:ec)?",
    "Hz": r"Hz|hz|Hertz",
    "kHz": r"kHz|khz|KHz",
    "MHz": r"MHz",
    "GHz": r"GHz",
    "dB": r"dB|db|decibels?",
    "bits": r"[Bb]its?",
    "KB": r"[Kk]B|kilobytes?",
    "KiB": r"[Kk]iB",
    "MB": r"[Mm]B|megabytes?",
    "MiB": r"[Mm]iB",
    "GB": r"[Gg][Bb]|gigabytes?",
    "GiB": r"GiB",
    "TB": r"TB|terabytes?",
    "TiB": r"TiB",
    "PB": r"PB|petabytes?",
    "pixels": r"pixels?|px",
    "degrees": r"degrees?(?! of freedom)|°|◦|deg",
    "m/s": r"m/s",
    "mm/s": r"mm/s",
    "cm/s": r"cm/s",
    "km/h": r"km/h",
    "mm": r"mm|milli-?met(?:er|re)s?",
    "cm": r"cm|centi-?met(?:er|re)s?",
    "km": r"km|kilo-?met(?:er|re)s?",
    "m": r"m|met(?:er|re)s?",
    "kg": r"kg|kilograms?",
    "tons": r"tons?|tonnes?",
    "µm": r"[µμ]m",
    "g": r"g|grams?",
    "N": r"N|[Nn]ewtons?",
    "Nm": r"Nm",
    "V": r"V|[Vv]olts?",
    "kV": r"kV",
    "mW": r"mW|milliwatts?",
    "W": r"W|[Ww]atts?",
    "kW": r"kW",
    "mJ": r"mJ",
    "J": r"J|[Jj]oules?",
    "kWh": r"kWh",
    "USD": r"USD|(?:US )?dollars?",
    "GFLOPs": r"GFLOP[sS]?",
    "MFLOPs": r"MFLOP[sS]?",
    "TFLOPs": r"TFLOP[sS]?",
    "PFLOPs": r"PFLOP[sS]?",
    "orders of magnitude": r"orders? of magnitude",
}  # fmt: skip
_OTHERWISE = {"th": "K", "g": "B"}
_ORDER = tuple(_NAMES)
_WORD = "|".join(f"(?P<u{index}>{pattern})" for index, pattern in enumerate(_NAMES.values()))
_UNIT = re.compile(
    rf"{_GAP}(?:(?P<percent>{_PERCENT})|(?P<times>{_TIMES})|(?P<magnitude>{_MAGNITUDE})"
    rf"|-?(?:{_WORD})(?![\w’'-]|/[a-z]))"
)
_POINT = (
    r"(?:points\b(?! clouds?)|(?<=\b1 )point\b"
    r"|point(?= (?:improve|increase|gain|drop|decrease|reduc|margin|lead|lift|boost)))"
)
_POINTS = re.compile(
    rf"(?=[ $}}\\-]){_GAP}(?:(?!(?:with|and|of|in|on|for|to|from|by)\b)[\w@./+-]{{1,24}} ){{0,3}}?"
    rf"(?P<before>[\w@./+-]{{0,24}} ?){_POINT}"
)
_OTHER_POINTS = frozenset(
    {"data", "key", "time", "view", "end", "sample", "anchor", "grid", "check", "annotated", "query"}
)


def read_unit(text: str, at: int) -> Unit | None:
    """Read the unit that follows a number which ends at `at`.

    >>> read_unit("12 million tokens", 2), read_unit("3.5 ROUGE-L points", 3)
    (Unit(name='M', end=10), Unit(name='points', end=18))
    """
    found = _UNIT.match(text, at)
    if found is not None:
        return Unit(_name(found), found.end())
    points = _POINTS.match(text, at)
    if points is None or points["before"].strip().lower() in _OTHER_POINTS:
        return None
    return Unit("points", points.end())


def _name(found: re.Match[str]) -> str:
    if found["percent"]:
        return "points" if found["points"] or found["pp"] else "%"
    if found["times"]:
        return "x"
    if found["magnitude"]:
        word = found["magnitude"].lstrip("-").lower()
        return _OTHERWISE.get(word[:2], word[0].upper())
    return _ORDER[int(str(found.lastgroup)[1:])]
