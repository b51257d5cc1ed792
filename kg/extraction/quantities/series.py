"""Figures of a text → ranges and lists among them: shared units, low and high ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kg.extraction.quantities.numbers import Figure
from kg.extraction.quantities.units import MAGNITUDES

Bound = Literal["", "low", "high"]


@dataclass(frozen=True, slots=True)
class Series:
    """Figures in a row, `up to 1.5% and 2.5%`, each with its bound; all have the unit of the last."""

    figures: tuple[Figure, ...]
    bounds: tuple[Bound, ...]

    @property
    def start(self) -> int:
        """Where the first figure starts."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where the last figure ends."""
        return self.figures[-1].end

    @property
    def unit(self) -> str:
        """The unit that the figures share."""
        return self.figures[-1].unit


_ABOUT = r"(?:(?:about|around|over|approximately|approx\.|up to|nearly) )?[$+~≈∼]{0,2}"
_DASH = re.compile(r"\+?[}$)]{0,2}\s?(?:-{1,2}|–|—|~|∼|\$?\\sim\$?)\s?\$?[+~∼≈]?")
_SIM = re.compile(r"[}$)]{0,2}\s?(?:~|∼|\$?\\sim\$?)\s?\$?")
_TO = re.compile(rf"\+?\$?\s(?:up )?to\s{_ABOUT}")
_AND = re.compile(r"\$?\s(?:and|&|\\&)\s\$?")
_LIST = re.compile(
    r"\+?[}$]{0,2}(?:\s?(?:/|→)\s?|[x×]|\s?\(|\)?\s?,\s?(?:(?:and|or|to)\s)?"
    r"|\)?\s(?:and|or|&|vs\.?)\s(?:even )?)"
    rf"{_ABOUT}-?"
)
# From an old level to a new one is no range.
_CHANGE = re.compile(
    r"(?i)\b(?:improv|increas|rais|boost|reduc|decreas|drop|lower|cut|push|bring|grow|fall|fell|chang|shrink|mov"
    r"|elevat|rising|rose|enhanc|accelerat|doubl|tripl|halv|went|jump|climb)\w*(?:[^.;]|\.(?=\d)){0,70}"
    r"\bfrom\s(?:about |around |~|\$)*$"
)
_BETWEEN = re.compile(r"(?i)\bbetween\s(?:about |around |approximately |~|\$)*$")
_UNMARKED = frozenset({"%", "x", *MAGNITUDES})


def arrange(text: str, figures: Sequence[Figure]) -> list[Series]:
    """Group neighbouring figures into ranges and lists; all of a group get the unit of its last."""
    groups: list[list[Figure]] = []
    for figure in figures:
        if groups and _linked(text, groups[-1][-1], figure):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return [_series(text, group) for group in groups]


def _linked(text: str, left: Figure, right: Figure) -> bool:
    if left.named or right.named or (left.unit and right.unit and left.unit != right.unit):
        return False
    between = text[left.end : right.start]
    if "(" in between and left.unit != right.unit:  # `12 (80%)`
        return False
    return any(link.fullmatch(between) for link in (_DASH, _TO, _LIST)) or _is_bare_range(
        between, left, right
    )


def _is_bare_range(between: str, low: Figure, high: Figure) -> bool:
    """Whether a range has lost its dash, as `by 10 30%` did when the text was copied."""
    units = low.unit in {"", high.unit} and high.unit in _UNMARKED
    return between == " " and units and low.value < high.value


def _series(text: str, group: list[Figure]) -> Series:
    unit = group[-1].unit
    figures = tuple(replace(figure, unit=figure.unit or unit) for figure in group)
    return Series(figures, tuple(_bound(text, group, index) for index in range(len(group))))


def _bound(text: str, group: list[Figure], index: int) -> Bound:
    figure = group[index]
    for first, last in pairwise(group[max(0, index - 1) : index + 2]):
        if _is_range(text, first, last):
            return "low" if figure.value == min(first.value, last.value) else "high"
    return _worded(text, group[index]) or ("" if index == 0 else _worded(text, group[0]))


def _is_range(text: str, low: Figure, high: Figure) -> bool:
    between, before = text[low.end : high.start], text[max(0, low.start - 90) : low.start]
    if low.value > high.value:
        return _SIM.fullmatch(between) is not None
    if _TO.fullmatch(between):
        return not _CHANGE.search(before)
    if _AND.fullmatch(between):
        return _BETWEEN.search(before) is not None
    return between == " " or _DASH.fullmatch(between) is not None


_UP_TO = re.compile(
    r"(?i)(?:\bup[ -]?to|\b(?:less|fewer|lower|no more|not more) than|\bunder|\bbelow|\bat most|\bwithin"
    r"|\bmaximum of|\bmax\.?|\bas (?:much|many|high|large|long|far) as|<|\\leq?|≤)"
    r"(?:\s|\$|~|\b(?:an?|average|the|approx\.?|about|around|of)\b)*$"
)
_AT_LEAST = re.compile(
    r"(?i)(?:\bat least|\bover|\b(?:more|greater|higher|larger|no less) than|\babove|\bbeyond|\bminimum of"
    r"|\bas (?:low|little|few|small) as|\b(?:exceed|surpass)(?:s|es|ing)?|>|\\geq?|≥)"
    r"(?:\s|\$|~|\b(?:an?|average|the|of)\b)*$"
)
_PLUS = re.compile(r"\+(?!\d)| or (?:more|higher|larger|longer|better)\b| and (?:above|up)\b")
_MINUS = re.compile(r" or (?:less|fewer|lower|smaller|shorter|below)\b| and below\b")


def _worded(text: str, figure: Figure) -> Bound:
    before = text[max(0, figure.start - 40) : figure.start]
    if _UP_TO.search(before) or _follows(_MINUS, text, figure):
        return "high"
    return "low" if _AT_LEAST.search(before) or _follows(_PLUS, text, figure) else ""


def _follows(wording: re.Pattern[str], text: str, figure: Figure) -> bool:
    """Whether the wording comes after the number or after its unit."""
    return any(wording.match(text, end) for end in (figure.number.end, figure.end))
