"""What a reader makes of one record."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Document


class Found(NamedTuple):
    """A record's place in its file (`line 12`), and its document or the reason why there is none."""

    place: str
    outcome: Document | str


class Rest(NamedTuple):
    """Text that a reader passed over, from a line on, and what is told of it if no other reads it."""

    line: int
    text: str
    otherwise: str = ""
