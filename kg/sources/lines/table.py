"""A table (CSV, TSV, `;` or `|` between cells) whose first row names the columns → one document a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from kg.errors import SourceError
from kg.model import Document
from kg.sources.files import Text, mend
from kg.sources.found import Found, Rest
from kg.sources.lines.columns import Column, columns_of, record_of
from kg.sources.objects import papers
from kg.sources.objects.fields import normal

_DELIMITERS = "\t;,|"
_MOST_LINES = 400
"""Lines of one row; a quote that stays open for longer was never meant as one."""
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?")
_TO_QUOTE = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
_SEPARATOR = re.compile(r"sep=(.)$", re.I)
_LONGEST_NAME = 40
_PREAMBLE, _MANY = 3, 5
"""Lines that may stand before the row that names the columns (Dimensions), if those are many."""


def recognise(head: str) -> bool:
    """Tell a table by a first row that names a column for the title, and another."""
    return _header(head, {}) is not None


def recognises(head: str, names: Mapping[str, str]) -> bool:
    """Tell a table by its first row, where `names` says what some of its columns hold."""
    return _header(head, names) is not None


def unnamed_columns(head: str) -> list[str]:
    """Give the first cells of what looks like a table, though none of them is called a title.

    Its first three lines have the same number of cells, and those of the first are short and all different.
    """
    lines = [line for line in head.replace("\r", "\n").split("\n", 9)[:9] if line.strip()][:3]
    for mark in _DELIMITERS:
        rows = [_cells(line.lstrip("\ufeff"), mark) for line in lines]
        names = [cell.strip() for cell in rows[0]] if len(rows) > 1 else []
        even = len(names) > 2 and all(len(row) == len(names) for row in rows)
        if even and len(set(names)) == len(names) and all(0 < len(name) < _LONGEST_NAME for name in names):
            return names
    return []


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each row, or why there is none."""
    header = _header(text.head, text.names)
    if header is None:
        raise SourceError(f"{text.place}: no row that names the columns; expected one with 'title'")
    for row in _rows(text, header):
        if row.line > header.line and any(cell.strip() for cell in row.cells):
            yield Found(f"line {row.line}", row.fault or _document(header, row))


@dataclass(frozen=True, slots=True)
class _Header:
    """The row that names the columns: the line it stands in, and what stands between cells."""

    line: int
    delimiter: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]
    fault: str = ""
    doubts: tuple[str, ...] = field(default=())


def _header(head: str, names: Mapping[str, str]) -> _Header | None:
    """Find the first line that is not empty and names a title, with the delimiter that gives most columns."""
    lines = head.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n", 20)[:20]
    written = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not _SEPARATOR.match(line)
    ]
    for before, (number, line) in enumerate(written[: _PREAMBLE + 1]):
        if number < len(lines) and _RULE.fullmatch(lines[number].strip()):
            return None  # a table in Markdown
        found = [_Header(number, mark, _columns(line, mark, names)) for mark in _DELIMITERS if mark in line]
        titled = [it for it in found if any(normal(column.field) == "title" for column in it.columns)]
        widest = max(titled, key=lambda it: len(it.columns), default=None)
        if widest is not None and len(widest.columns) > (_MANY if before else 1):
            return widest
    return None


def _columns(line: str, delimiter: str, names: Mapping[str, str]) -> tuple[Column, ...]:
    return columns_of(_cells(line, delimiter), names)


def _cells(line: str, delimiter: str) -> list[str]:
    with suppress(csv.Error):  # a cell of more than 131,072 characters
        return next(csv.reader([line], delimiter=delimiter), [])
    return []


def _rows(text: Text, header: _Header) -> Iterator[_Row]:
    """Yield row after row; where a quote never closes, reading goes on with the line after it.

    From a row on that opens another format the rest is passed over.
    """
    lines, delimiter = _Lines(text), header.delimiter
    while line := lines.next():
        number, first = line
        if number > header.line and text.opens(first):
            text.passed.append(Rest(number, "\n".join([first, *lines.rest()])))
            return
        try:
            yield _parsed(first, number, delimiter)
        except _OpenQuoteError:
            yield _joined(lines, first, number, delimiter)
        except csv.Error:
            yield _lenient(first, number, delimiter)


class _OpenQuoteError(csv.Error):
    """The text ends within a quoted cell."""


def _joined(lines: _Lines, first: str, number: int, delimiter: str) -> _Row:
    """Add lines until the quoted cell closes; if it does not, give them all back."""
    taken: list[tuple[int, str]] = []
    is_open: bool | None = True
    while is_open and len(taken) < _MOST_LINES and (line := lines.next()):
        taken.append(line)
        is_open = _stays_open(line[1], delimiter)
    if is_open is False:
        with suppress(csv.Error):
            return _parsed("\n".join([first, *(text for _, text in taken)]), number, delimiter)
    lines.give_back(taken)
    return _Row(number, [first], "a quote that is never closed; the row is left out alone")


def _stays_open(line: str, delimiter: str) -> bool | None:
    """Tell of a line that begins within quotes whether it ends so too; None where it breaks RFC 4180."""
    at = 0
    while closed := _TO_QUOTE.match(line, at):
        bare = _bare_cells(delimiter).match(line, closed.end())
        at = bare.end() if bare else closed.end()
        if at == len(line):
            return False
        if not line.startswith(f'{delimiter}"', at):
            return None
        at += 2
    return True


@cache
def _bare_cells(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?:{mark}(?!")[^{mark}]*+)*+')


def _parsed(written: str, number: int, delimiter: str) -> _Row:
    """Parse one row whose quotes must be those of RFC 4180."""
    mended, doubts = mend(written)
    try:
        cells = next(csv.reader(_lines_of(mended), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _OpenQuoteError from None
        raise
    return _Row(number, cells, doubts=doubts)


def _lenient(written: str, number: int, delimiter: str) -> _Row:
    """Parse one row, its quotes taken as they stand."""
    mended, doubts = mend(written)
    try:
        cells = next(csv.reader(_lines_of(mended), delimiter=delimiter), [])
    except csv.Error as error:
        return _Row(number, [mended], f"no row of a table ({error})")
    return _Row(number, cells, doubts=doubts)


def _lines_of(written: str) -> Iterator[str]:
    """Only a line feed ends a line; other separators of Unicode are part of a cell."""
    return io.StringIO(written, newline="\n")


class _Lines:
    """The lines of a text with their numbers, of which some can be given back."""

    def __init__(self, text: Text) -> None:
        self._lines = text.lines_of_any_end()
        self._back: list[tuple[int, str]] = []

    def next(self) -> tuple[int, str] | None:
        """Give the next line, or None at the end."""
        return self._back.pop() if self._back else next(self._lines, None)

    def rest(self) -> Iterator[str]:
        """Give all lines that remain."""
        while line := self.next():
            yield line[1]

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        """Put lines back, to be given again in their order."""
        self._back.extend(reversed(lines))


def _document(header: _Header, row: _Row) -> Document | str:
    if any(cell.strip() for cell in row.cells[len(header.columns) :]):
        width = len(header.columns)
        way_out = f"put quotes around cells that hold {header.delimiter!r}"
        return f"{len(row.cells)} cells under {width} columns; {way_out}"
    return papers.to_document(record_of(header.columns, row.cells), doubts=row.doubts, format="table")
