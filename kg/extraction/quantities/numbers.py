"""A text → the figures in it: numbers with units, without years, citations, item numbers, digits of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.quantities.units import MAGNITUDES, Unit, read_unit
from kg.model import Span
from kg.text.places import around


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its unit: `text[start:end]`; `number` spans the digits.

    `named` where it is the size in a name (`LLaMA-7B`), `ordinal` where it is a place (`ranked 6th`),
    `hyphened` where a hyphen ties it to its unit or noun (`20-minute clip`, `6-DoF arm`).
    """

    start: int
    end: int
    number: Span
    value: Decimal
    unit: str = ""
    named: bool = False
    ordinal: bool = False
    hyphened: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with what stands around it; `chained` where a dash or slash ties it to the figure before."""

    digits: str
    left: str
    right: str
    unit: Unit | None
    chained: bool
    formula: bool


_WINDOW = 48
_NUMBER = re.compile(
    r"(?<![\d.])\d+(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f])\d{3}(?!\d)|(?:, ?| )000(?!\d))*(?:\.\d+)?"
    r"|(?<![\w.)\]}])\.\d+"
)
_SPREAD = re.compile(r"\$?\s?(?:±|\\pm|\+/-)\s?\$?[\d.]*\d")
_SEPARATORS = re.compile(r"[{},\\\s]")
# Two prices in a line are no formula.
_MATH = re.compile(r"(?<!\\)\$(?:(?=\S)[^$\n]{1,80}?(?<=[^\s\\])| [^$\n]{1,80}? )\$(?!\d)")


def find_figures(text: str) -> list[Figure]:
    """Find the figures, in text order.

    >>> text = "In 2019, GPT-4 gained 2.5% on 3 tasks"
    >>> [text[figure.start : figure.end] for figure in find_figures(text)]
    ['2.5%', '3']
    """
    return list(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    formulas = [Span(*found.span()) for found in _MATH.finditer(text)]
    last = -_WINDOW
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
        spread = _SPREAD.match(text, end)
        unit = read_unit(text, spread.end() if spread else end)
        near = 0 <= start - last <= 3 and left[-1:] in "-–/x×~"
        candidate = _Candidate(found[0], left, right, unit, near, around(formulas, start) is not None)
        named, ordinal = _is_name_size(candidate), _is_place(candidate)
        if not (named or ordinal) and _is_no_figure(candidate):
            continue
        first, unit = (start, unit) if unit else _unit_before(candidate, start, end)
        last = unit.end if unit else end
        value = Decimal(_SEPARATORS.sub("", found[0]))
        hyphened = right.startswith("-") and not right[1:2].isdigit()
        yield Figure(
            first, last, Span(start, end), value, unit.name if unit else "", named, ordinal, hyphened
        )


_IN_NAME = re.compile(r"(?:[\w)][-–/_]|\d[x×]|[A-Za-z]{3})$")
_IN_RANGE = re.compile(r"(?:^|[^\w.-])[\d.]+[KMBTk%]?[-–]$")


def _is_name_size(candidate: _Candidate) -> bool:
    """Whether the number is the size in a name: `LLaMA-7B`, `8x7B`, `YouTube8M`."""
    if candidate.unit is None or candidate.unit.name not in MAGNITUDES:
        return False
    glued = candidate.right[:1].isalpha()
    return glued and bool(_IN_NAME.search(candidate.left)) and not _IN_RANGE.search(candidate.left)


_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|\$?\^\{?\\?(?:text\w*|math\w*|rm)?\{?(?:st|nd|rd|th)\b")
_RANKED = re.compile(r"(?i)\brank|\bplace[ds]?\b|\bposition|leaderboard")


def _is_place(candidate: _Candidate) -> bool:
    """Whether the number is a place in a list: `ranked 6th`, `1st place`."""
    if _ORDINAL.match(candidate.right) is None or candidate.left[-1:].isalnum():
        return False
    return _RANKED.search(candidate.left + candidate.right) is not None


def _is_no_figure(candidate: _Candidate) -> bool:
    left, right, digits = candidate.left, candidate.right, candidate.digits
    if (not candidate.chained and _is_glued_left(left)) or _DEVIATION.search(left):
        return True
    if candidate.unit is not None:
        return bool(_YEAR_LETTER.match(digits + right)) or bool(_FULL_CIRCLE.match(digits + right))
    if (
        _is_glued_right(candidate)
        or _CITED.search(left)
        or (candidate.formula and _is_in_formula(left, right))
    ):
        return True
    if digits.isdigit() and (_is_item(left, right, digits) or _is_year(left, right, digits)):
        return True
    return _VARIABLE.search(left) is not None or _follows_name(left, digits)


# `Tseng et al., 2024b` has no billions, the 1990s no seconds, and a view of 360° claims nothing.
_YEAR_LETTER = re.compile(r"(?:19|20)\d\d[bs]\b")
_FULL_CIRCLE = re.compile(r"360\s?-?(?:°|◦|deg)")
_DEVIATION = re.compile(r"(?:±|\\pm|\+/-)\s?\$?$")
_FREE = frozenset(' \n\t\u00a0(~≈∼≃$+<>=≥≤;*|−—→“"')
_SIGN = re.compile(r"(?:^|[\s($])[-–]+$")
_FACTOR = re.compile(r"(?:^|[\s(~$])[xX×]$")
_BOLD = re.compile(r"\\(?:text|math)(?:bf|it|rm|sf|tt)\{$|\\(?:underline|emph|bf)\{$")
_FREED = {"-": _SIGN, "–": _SIGN, "x": _FACTOR, "X": _FACTOR, "×": _FACTOR, "{": _BOLD}


def _is_glued_left(left: str) -> bool:
    """Whether a letter, or a mark of a name or formula, stands right before the digits."""
    last = left[-1:]
    if not last or last in _FREE:
        return False
    if last == ":":
        return left[-2:-1].isalnum()
    return last not in _FREED or _FREED[last].search(left) is None


# Nouns that a hyphen ties to what is a size; `5-shot`, `3-way` and `2-stage` are names of settings.
_PARTS = re.compile(r"-(?:dim\w*|[Dd]o[fF]|DOF|GPU|core|layer|frame|token|parameter|camera|qubit)s?\b")
_GLUE = re.compile(r"[A-Za-z_@]|\.\d|\$?\^|-[A-Za-z]|\*[A-Z\d]|\$?\s?\\times ?10|\]|[’']s?\b")
_FRACTION = re.compile(r"/\d+(?![\d/.]|\s?[%\\])")
_METRIC_GLUED = re.compile(r"[a-z]{0,2}[A-Z][A-Za-z]")


def _is_glued_right(candidate: _Candidate) -> bool:
    """Whether the digits go on as a name, a version, a power or a fraction."""
    right, decimal = candidate.right, "." in candidate.digits
    if _PARTS.match(right) or (decimal and _METRIC_GLUED.match(right)):
        return False
    if _FRACTION.match(right):
        return not (decimal or candidate.chained)
    return _GLUE.match(right) is not None


_CITED = re.compile(r"\[(?:\d+, ?|\d+[-–])*$")
_FORMULA_RIGHT = re.compile(r"\s?[-+*/^_]\s?[\\A-Za-z({]|[)}]*(?!\\(?:times|sim|%|%))[A-Za-z\\_]")
_FORMULA_LEFT = re.compile(r"[A-Za-z)}\]]\s?[-+*/^]\s?$|\\(?:frac|sqrt|log|ell|in)\W*$|[({]\s?$|_\s?$")
# `r = 0.95` and `N = 18` are reported, `p < 0.01` and `\epsilon = 0.1` are settings.
_VARIABLE = re.compile(
    r"(?<![\w}])(?:[a-mo-qs-zA-MO-QS-Z]|\\[a-z]+)\s?\$?(?:=|<|>|\\leq?|\\geq?|≤|≥|\\in)\s?\$?-?$"
)


def _is_in_formula(left: str, right: str) -> bool:
    return _FORMULA_RIGHT.match(right) is not None or _FORMULA_LEFT.search(left) is not None


_ITEM_LEFT = re.compile(r"(?:^|[.:;,\n*])\s*\**\(?$")
_ITEM_WITHIN = re.compile(r"\.\s[a-z]")
_NAMED = re.compile(r"(?:[A-Z][\w-]*[A-Z]|[A-Za-z][\w.]*-?\d)(?:[\w.-]*\w)? \($")
_ITEM_RIGHT = re.compile(r"[.:)]\**\s")


def _is_item(left: str, right: str, digits: str) -> bool:
    """Whether a list numbers an item: `(1)`, `2)`, `3.` at a start."""
    if len(digits) > 2 or (
        len(digits) == 2 and right.startswith(")") and _NAMED.search(left)
    ):  # `GPT-4 (87)`
        return False
    if right.startswith(")") and (left.endswith("(") or left.rfind("(") <= left.rfind(")")):
        return True
    if _ITEM_WITHIN.match(right):
        return True
    return _ITEM_RIGHT.match(right) is not None and _ITEM_LEFT.search(left) is not None


_COUNTED = re.compile(r" (?:[a-z-]+ ){0,3}[a-z-]+s\b")
_DATED = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[A-Z]\w+),? $")


def _is_year(left: str, right: str, digits: str) -> bool:
    if len(digits) != 4 or digits[:2] not in {"19", "20"}:
        return False
    return _COUNTED.match(right) is None or _DATED.search(left) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that a capital may open without making them a name.
_OPENERS = _words(
    """
    a about above accuracy achieving across all among an and approximately are around as at attaining
    average between beyond both by comprising consisting containing covering evaluating exactly
    experiments first for from gains given has have having in into is it its just mean more near nearly
    obtaining of on only or our over precision rank ranked ranking ranks reaching recall reduces
    reducing roughly score scores some spanning testing than that the their these this those through to
    top total trained training under up using was we were when where which while with within
    """
)
# Words that a number follows as their label, with or without a capital.
_LABELLED = _words(
    """
    table figure fig fig. section sec sec. eq eq. equation chapter step version v type task stage phase
    level layer track appendix theorem lemma line part category class grade
    """
)
_METRIC = re.compile(
    r"(?:\w*(?:BLEU|ROUGE|METEOR|CIDE[rR]|SPICE|F\d?|AUC|AUROC|AUPRC|AP\w*|mAP\w*|IoU|mIoU|PSNR|SSIM|LPIPS|FID|IS"
    r"|[WC]ER|R?MSE|MAE|MRR|[Nn]DCG|MOTA|IDF1|HOTA|PPL|EM|A?EPE|FVD|GLEU|COMET|MCC|DSC|HD95|PQ|Hits?|R|MPJPE|ASR"
    r"|AMOTA|NDS|EER|MOS|PESQ|SDR|UAS|LAS)(?:[-@_$][\w$]+)?\)?s?|[A-Z]+\d?@\d+)$"
)
_WORD_BEFORE = re.compile(r"([\w'’.-]+)[ ~]$")


def _follows_name(left: str, digits: str) -> bool:
    """Whether the digits belong to the name before them: `Llama 3`, `Luma 1.6`, not `AUC 0.932`."""
    word = _WORD_BEFORE.search(left)
    if word is None or ("." in digits and len(digits.lstrip("0.")) > 3):
        return False
    name = word[1]
    if name.lower() in _OPENERS or name.lower() == name:
        return name.lower() in _LABELLED
    return _METRIC.match(name) is None


_FACTOR_OF = re.compile(
    r"(?i)\bfactors? of (?:(?:about|around|up to|over|at least|more than|nearly) )?[$~]?$"
)


def _unit_before(candidate: _Candidate, start: int, end: int) -> tuple[int, Unit | None]:
    """Read a unit before the number, and where the figure starts: `x100`, `$200`, `a factor of 20`."""
    if candidate.left.endswith(("x", "X", "×")) and not candidate.chained:
        return start - 1, Unit("x", end)
    if _FACTOR_OF.search(candidate.left):
        return start, Unit("x", end)
    if candidate.left.endswith("$") and not candidate.formula:
        return start - 1, Unit("USD", end)
    return start, None
