"""A date as people and machines write it → `2024`, `2024-12` or `2024-12-03`, as exact as the source is."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
"""A pattern for an English month, short or long."""

_DIGITS = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])(?:[T ].*)?$")
_MONTH_FIRST = re.compile(rf"({MONTH}) +(?:(\d{{1,2}}), *)?(\d{{4}})$")
_DAY_FIRST = re.compile(rf"(\d{{1,2}}) +({MONTH}),? +(\d{{4}})$")


def read_date(text: str) -> str:
    """Read a date; return an empty string where there is none, or none that the calendar has.

    >>> [read_date(text) for text in ("Dec 3, 2024", "2024-12", "2025-01-05T10:00:00Z", "Feb 30, 2024")]
    ['2024-12-03', '2024-12', '2025-01-05', '']
    """
    text = text.strip()
    if not text:
        return ""
    if match := _DIGITS.match(text):
        year, month, day = match[1], match[2], match[3]
        return _iso(int(year), int(month) if month else 0, int(day) if day else 0)
    if match := _MONTH_FIRST.match(text):
        return _iso(int(match[3]), _month(match[1]), int(match[2]) if match[2] else 0)
    if match := _DAY_FIRST.match(text):
        return _iso(int(match[3]), _month(match[2]), int(match[1]))
    return ""


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
