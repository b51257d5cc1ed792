"""What was typed → a query, and what the store said → text."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.errors import QueryError

LONGEST_NAME = 255
"""Of a file, on every system we know; a longer text can only be a query."""


def query_text(given: str) -> str:
    """Read the query from where it stands: `-` for standard input, a file, or the argument itself.

    Raises QueryError where the argument names a file of queries that is not there or is no text.
    """
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    is_file = len(given) <= LONGEST_NAME and path.is_file()
    if not is_file and path.suffix not in (".rq", ".sparql"):
        return given
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{given}: {error}; name a file of SPARQL in UTF-8") from error
