"""What a query gave → the table that a page shows of it: rows of cells, of a bounded number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.server.media import GRAPHS, ROWS, Format
from kg.store.formats import NUMBERS, Term, plain
from kg.store.wording import shortened

MOST_ROWS: Final = 500
MOST_FORMATS: Final = 4
_LARGE: Final = re.compile(r"[+-]?\d{5,}")
_THOUSANDS: Final = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_DATE: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: its text, the IRI that it stands for, how it is set, and the names that it lists."""

    text: str
    iri: str = ""
    kind: str = ""
    """`number`, `date` or nothing."""
    parts: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns, whether there are more, and the formats in which all may be had."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool
    formats: tuple[str, ...]


def table(found: QuerySolutions | QueryBoolean | QueryTriples) -> Table:
    """Take at most `MOST_ROWS` rows of an answer, whatever its form."""
    if isinstance(found, QueryBoolean):
        return _table(("answer",), [[Literal("yes" if found else "no")]], ROWS)
    if isinstance(found, QuerySolutions):
        return _table(tuple(variable.value for variable in found.variables), found, ROWS)
    triples = ((each.subject, each.predicate, each.object) for each in found)
    return _table(("subject", "predicate", "object"), triples, GRAPHS)


def cell(term: Term | None) -> Cell:
    """Write a term: IRIs by our prefixes, large numbers with their digits in threes.

    >>> cell(Literal(560000000000)).text
    '560,000,000,000'
    """
    if term is None:
        return Cell("")
    if isinstance(term, NamedNode):
        return Cell(shortened(term.value), term.value)
    text = plain(term)
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        return Cell(_grouped(text), kind="number")
    return Cell(text, kind="date" if _DATE.fullmatch(text) else "")


def _table(
    columns: tuple[str, ...], found: Iterable[Iterable[Term | None]], formats: Sequence[Format]
) -> Table:
    rows = tuple(tuple(map(cell, row)) for row in islice(found, MOST_ROWS + 1))
    names = tuple(format.name for format in formats[:MOST_FORMATS])
    return Table(columns, rows[:MOST_ROWS], len(rows) > MOST_ROWS, names)


def _grouped(number: str) -> str:
    whole = _LARGE.match(number)
    return _THOUSANDS.sub(",", whole[0]) + number[whole.end() :] if whole else number
