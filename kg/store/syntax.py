"""A SPARQL text → nothing where it may be run, else an error that shows the line at fault.

The engine would follow SERVICE to the network and dies of nesting that is too deep, so both are refused
before it sees the text. Tokens are those of the SPARQL 1.1 grammar, as far as words inside strings, IRIs,
comments and names must not be taken for keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final, TypeAlias

from kg.errors import QueryError, RefusedError

MOST_TOKENS: Final = 5000
DEEPEST: Final = 64
"""Oxigraph 0.5 still answers at these limits; four times as much ends the process."""

EXAMPLES: Final = "docs/questions.md shows queries that work"
"""The way out of a text that is no SPARQL."""

_UPDATES: Final = frozenset(["LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE"])

_MARKS: Final = r"\u00b7\u0300-\u036f\u203f\u2040"
"""What names may hold beside letters, digits and `_`."""
_TOKEN: Final = re.compile(
    rf"""
      (?P<space> \s+ | \#[^\n\r]* )
    | (?P<string> \"{{3}}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:(?:'|'')?(?:[^'\\]|\\.))*'{{3}}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
    | (?P<name> [?$][\w{_MARKS}]+ | @[A-Za-z-]+
        | (?:[^\W\d_][\w.{_MARKS}-]*)?:(?:[\w.:%{_MARKS}-]|\\.)* )
    | (?P<number> \d+ )
    | (?P<word> [^\W\d]\w* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
# The engine needs no space before SERVICE (`trueSERVICE<…>`) nor after it (`SERVICE:x`), and ends a name
# before its second dot (`kg:a.b.SERVICE<…>`).
_SERVICE: Final = re.compile(
    r"[^?$@:][^:]*?SERVICE|SERVICE|[^:?$@]*:[^.]*\.+[^.]+.*?\.SERVICE", re.IGNORECASE | re.DOTALL
)
# What has the shape of an IRI may be an operator and what follows (`?a<2&&'#>'=?b`), but none of these.
_SURE_IRI: Final = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://.*|[\w:./-]*)>", re.DOTALL)
_LOST: Final = re.compile(r"[\ud800-\udfff]")
_ERROR: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
Token: TypeAlias = tuple[str, str, int]
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE: Final = re.compile("PREFIX|BASE", re.IGNORECASE)
_PAIRS: Final = {"}": "{", ")": "(", "]": "["}
_CLASS: Final = re.compile(r"\[(?:'(?:\\u\{\w+\}|\\.|[^'\\])'|[^\]'])*\]")
_EXPECTED: Final = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z][A-Za-z_ ]*')


def check(sparql: str) -> None:
    """Raise QueryError for a text that reaches the network, changes the store, or is too deep or too long."""
    for kind, word, start in islice(tokens(sparql), 1):
        if kind == "word" and word.upper() in _UPDATES:
            raise fault(sparql, start, f"{word.upper()} changes a store", "kg build alone writes the graph")
    check_size(sparql)


def check_size(sparql: str) -> None:
    """Raise QueryError for a query or update that reaches the network, or is too deep or too long."""
    if lost := _LOST.search(sparql):
        raise fault(sparql, lost.start(), "a byte that is no text", "write the query in UTF-8")
    for kind, word, start in beside(sparql, "SERVICE"):
        if kind in ("word", "name") and _SERVICE.match(word):
            fact, way_out = "SERVICE would reach the network", "ask the other endpoint itself"
            raise fault(sparql, start, fact, way_out, error=RefusedError)
    depth = 0
    for length, (kind, word, start) in enumerate(_outside_data(tokens(sparql)), start=1):
        depth += (word in "{[(") - (word in "}])") if kind == "other" else 0
        if depth > DEEPEST:
            raise fault(sparql, start, f"nested deeper than {DEEPEST}", "write it flatter")
        if length > MOST_TOKENS:
            raise fault(sparql, start, f"longer than {MOST_TOKENS} words", "ask in parts")


def beside(sparql: str, keyword: str) -> list[Token]:
    """Give the tokens of a text that holds `keyword` anywhere, else none.

    Raise QueryError where the engine may find it and we not: `<…>` may be read as an operator; then what we
    take for a string behind it is none.
    """
    found = list(tokens(sparql)) if keyword in sparql.upper() else []
    for kind, word, start in found:
        if kind == "iri" and not _SURE_IRI.fullmatch(word):
            fact = f"{word} beside {keyword} may be an IRI or an operator"
            raise fault(sparql, start, fact, "write the whole IRI, or a space after <", error=RefusedError)
    return found


def explained(sparql: str, message: str) -> str:
    """Say in words what the engine's message means, and show the line of `sparql` it points at."""
    found = _ERROR.match(message)
    if found is None:
        return f"query: {message}; mend the query"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    start = sum(len(each) + 1 for each in sparql.split("\n")[: line - 1]) + column - 1
    return _at(sparql, *(_misshapen(sparql) or _meaning(sparql, start, expected)))


def tokens(sparql: str) -> Iterator[Token]:
    """Give kind, text and place of each word and sign; spaces and comments are left out."""
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup not in (None, "space"):
            yield str(found.lastgroup), found[0], found.start()


def _outside_data(given: Iterator[Token]) -> Iterator[Token]:
    """Leave out the rows of VALUES: they may be many, and cost the engine no depth."""
    for token in given:
        yield token
        if token[0] == "word" and token[1].upper() == "VALUES":
            yield from takewhile(lambda each: each[1] != "{", given)
            next(filter(lambda each: each[1] == "}", given), None)


def _misshapen(sparql: str) -> tuple[int, str, str] | None:
    """Faults that we can place better than the engine: it often points past them."""
    opened: list[tuple[str, int]] = []
    held = list(tokens(sparql))
    for kind, sign, start in held:
        if kind == "other" and sign in _PAIRS.values():
            opened.append((sign, start))
        elif kind == "other" and sign in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[sign]):
            return start, f"this {sign} closes nothing", f"take it out, or open it with {_PAIRS[sign]}"
        elif kind == "other" and sign in "\"'":
            return start, f"the text after this {sign} does not end", f"close it with {sign} on the same line"
    if opened:
        return opened[-1][1], f"this {opened[-1][0]} is never closed", "close it"
    word = next((each for each in held if each[0] == "word" and not _PROLOGUE.fullmatch(each[1])), None)
    if word is None or word[1].upper() not in (*_FORMS, *_UPDATES, "WITH"):
        return (
            (word[2] if word else 0),
            "no query begins here",
            f"write {', '.join(_FORMS[:-1])} or {_FORMS[-1]}",
        )
    return None


def _meaning(sparql: str, start: int, expected: str) -> tuple[int, str, str]:
    """The engine lists all that the grammar allows where it gave up: pick what a person can use."""
    wanted = _EXPECTED.findall(_CLASS.sub("", re.sub(r"^expected( one of)?", "", expected)))
    said = [each.strip() for each in wanted if " " in each.strip() and not each.startswith('"')]
    prefix = re.search(r"(?:^|[^\w.-])([\w.-]*):\S*$", sparql[:start])
    if "Prefix not found" in said and prefix:
        return (
            prefix.start(1),
            f"the prefix {prefix[1]}: is not declared",
            f"write PREFIX {prefix[1]}: <…> first",
        )
    if said:
        return start, said[0], "mend the query"
    if len(wanted) == 1 and wanted[0].startswith('"'):
        return start, f"{wanted[0]} is missing", "write it here"
    near = [each for each in tokens(sparql) if each[2] < start][-1:]
    place, token = (near[0][2], near[0][1]) if near else (start, "")
    return place, f"not understood near {token}", EXAMPLES


def fault(
    sparql: str, start: int, fact: str, way_out: str, *, error: type[QueryError] = QueryError
) -> QueryError:
    """Make the error for what stands at `start`."""
    return error(_at(sparql, start, fact, way_out))


def _at(sparql: str, start: int, fact: str, way_out: str) -> str:
    begin = sparql.rfind("\n", 0, start) + 1
    line = _LOST.sub("\ufffd", sparql[begin:].split("\n", 1)[0].rstrip("\r"))
    number, column = sparql.count("\n", 0, start) + 1, start - begin + 1
    return f"query:{number}:{column}: {fact}; {way_out}\n  {line}\n  {' ' * (column - 1)}^"
