"""A SPARQL text → nothing where it may be run, else an error that shows the line at fault.

The engine would follow SERVICE to the network and dies of nesting that is too deep, so both are refused before it
sees the text. Tokens are those of the SPARQL 1.1 grammar, as far as words inside strings, IRIs, comments and
names must not be taken for keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import QueryError

MOST_TOKENS: Final = 5000
DEEPEST: Final = 64
"""Oxigraph 0.5 still answers at these limits; four times as much ends the process."""

_UPDATES: Final = frozenset("LOAD CLEAR DROP CREATE ADD MOVE COPY INSERT DELETE".split())

_TOKEN: Final = re.compile(
    r"""
      (?P<space> \s+ | \#[^\n\r]* )
    | (?P<string> \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<name> [?$]\w+ | @[A-Za-z-]+ | (?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)* )
    | (?P<word> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ERROR: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CLASS: Final = re.compile(r"\[(?:'(?:\\u\{\w+\}|\\.|[^'\\])'|[^\]'])*\]")
_EXPECTED: Final = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z][A-Za-z_ ]*')


def check(sparql: str) -> None:
    """Raise QueryError for a text that reaches the network, changes the store, or is too deep or too long."""
    depth = 0
    for number, (kind, token, start) in enumerate(_tokens(sparql)):
        depth += (token in "{[(") - (token in "}])") if kind == "other" else 0
        if depth > DEEPEST:
            raise QueryError(_at(sparql, start, f"nested deeper than {DEEPEST}", "write it flatter"))
        if number >= MOST_TOKENS:
            raise QueryError(_at(sparql, start, f"longer than {MOST_TOKENS} words", "ask in parts"))
        if kind == "word" and token.upper() == "SERVICE":
            raise QueryError(_at(sparql, start, "SERVICE would reach the network", "ask the other endpoint itself"))
        if kind == "word" and number == 0 and token.upper() in _UPDATES:
            raise QueryError(_at(sparql, start, f"{token.upper()} changes a store", "kg build alone writes the graph"))


def explained(sparql: str, message: str) -> str:
    """Say in words what the engine's message means, and show the line of `sparql` it points at."""
    found = _ERROR.match(message)
    if found is None:
        return f"query: {message}; mend the query"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = sparql.split("\n")
    start = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
    return _at(sparql, start, *_meaning(sparql[:start], sparql[start:], expected))


def _tokens(sparql: str) -> Iterator[tuple[str, str, int]]:
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup not in (None, "space"):
            yield str(found.lastgroup), found[0], found.start()


def _meaning(before: str, after: str, expected: str) -> tuple[str, str]:
    """The engine lists all that the grammar allows there: pick what a person can use."""
    wanted = _EXPECTED.findall(_CLASS.sub("", re.sub(r"^expected( one of)?", "", expected)))
    said = [each for each in wanted if " " in each.strip() and not each.startswith('"')]
    prefix = re.search(r"(?:^|[^\w.-])([\w.-]*):\S*$", before)
    if "Prefix not found" in expected and prefix:
        return f"the prefix {prefix[1]}: is not declared", f"write PREFIX {prefix[1]}: <…> at the start"
    if said:
        return said[0].strip(), "mend the query"
    token = next(_tokens(after), ("", "the end of the query", 0))[1]
    allowed = ", ".join(each.strip().strip('"') for each in wanted[:8])
    return f"{token} cannot stand here", f"expected {allowed}" if allowed else "mend the query"


def _at(sparql: str, start: int, fact: str, way_out: str) -> str:
    begin = sparql.rfind("\n", 0, start) + 1
    line = sparql[begin:].split("\n", 1)[0].rstrip("\r")
    number, column = sparql.count("\n", 0, start) + 1, start - begin + 1
    return f"query:{number}:{column}: {fact}; {way_out}\n  {line}\n  {' ' * (column - 1)}^"
