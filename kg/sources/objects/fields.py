"""One JSON object → its values, by any of the names that a field goes by, whatever their case and `_`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache


class Record:
    """A JSON object whose fields are asked for by their normal names (`arXiv_ID` is `arxivid`)."""

    __slots__ = ("_values", "_written")

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._values: dict[str, object] = {}
        self._written: dict[str, str] = {}
        for name, value in fields.items():
            if value not in NOTHING and (key := normal(name)) not in self._values:
                self._values[key] = value
                self._written[key] = name

    def first(self, names: tuple[str, ...]) -> object:
        """Give the value of the first of the fields that is there and not empty, else None."""
        for name in names:
            if name in self._values:
                return self._values[name]
        return None

    def among(self, names: Iterable[str]) -> list[str]:
        """Give those of the names whose fields are there and not empty, in their order."""
        return [name for name in names if name in self._values]

    def text(self, names: tuple[str, ...]) -> str:
        """Give the first of the fields as tidy text; numbers count, a list gives its first text."""
        value = self.first(names)
        return "" if value is None else tidy(value[0] if isinstance(value, list) else value)

    def texts(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give the first of the fields as tidy texts: a list, or one text with `;` (or else `,`) between."""
        value = self.first(names)
        if isinstance(value, str):
            value = tidy(value)
            value = value.split(";" if ";" in value else ",")
        items = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(text for text in map(tidy, items) if text))

    def written(self, name: str) -> str:
        """Give a field's name as the record writes it."""
        return self._written.get(name, name)


def tidy(value: object) -> str:
    """Write a text or a number on one line, HTML entities resolved; all else has no text.

    >>> tidy("Erik  Sandstr&ouml;m"), tidy(2024), tidy(None)
    ('Erik Sandström', '2024', '')
    """
    if isinstance(value, str):
        return " ".join((html.unescape(value) if "&" in value else value).split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


NOTHING: tuple[object, ...] = (None, "", [], {})


@lru_cache(maxsize=1024)
def normal(name: str) -> str:
    """Give the normal form of a field's name: `arXiv_ID` is `arxivid`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
