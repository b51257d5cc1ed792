"""Text that may hold an ORCID → the ORCID, where its check digit is right, else an empty string."""

from __future__ import annotations

import re

_ORCID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)")


def find(text: str) -> str:
    """Find an ORCID in a text or web address; its check digit is of ISO 7064 (mod 11-2).

    >>> find("https://orcid.org/0000-0002-1825-0097"), find("0000-0002-1825-0098")
    ('0000-0002-1825-0097', '')
    """
    match = _ORCID.search(text)
    if match is None:
        return ""
    digits = "".join(match.groups()).upper()
    return "-".join(match.groups()).upper() if _check_digit(digits[:-1]) == digits[-1] else ""


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
