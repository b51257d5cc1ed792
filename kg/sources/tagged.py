"""A text of lines with tags (Web of Science, MEDLINE, refer) → its records: values by their tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.errors import SourceError
from kg.model import Author, Document
from kg.sources.dates import MONTH, read_date
from kg.sources.files import LONGEST_LINE, Text, mend
from kg.sources.found import Found
from kg.text.cleaning import one_line

_MONTH = re.compile(MONTH, re.I)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(slots=True)
class Record:
    """The values of a record, each of one or more lines, in order, while it is being read."""

    line: int
    doubts: dict[str, None] = field(default_factory=dict)
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0

    @property
    def values(self) -> list[tuple[str, str]]:
        """All values with their tags."""
        return [(tag, " ".join(lines)) for tag, lines in self.lines]

    def all(self, *tags: str) -> list[str]:
        """Give all values of the first of the tags that has any."""
        for tag in tags:
            if found := [" ".join(lines) for name, lines in self.lines if name == tag]:
                return found
        return []

    def first(self, *tags: str) -> str:
        """Give the first value of the first of the tags that has any."""
        return next(iter(self.all(*tags)), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes tags, which of them open and close a record, and which have a value a line."""

    tag: re.Pattern[str]
    opens: str
    closes: str = ""
    listed: frozenset[str] = frozenset()


def read(text: Text, layout: Layout, to_document: Callable[[Record], Document | str]) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    for record in _records(text, layout):
        yield Found(f"line {record.line}", to_document(record))


def _records(text: Text, layout: Layout) -> Iterator[Record]:
    record: Record | None = None
    for number, line in text.lines_of_any_end():
        match = layout.tag.match(line)
        if match and match[1] == layout.opens:
            if record is not None:
                yield record
            record = Record(number)
        elif record is not None and match and match[1] == layout.closes:
            yield record
            record = None
        if record is None:
            continue
        _add(record, match, line, layout)
        if record.size > LONGEST_LINE:
            limit = f"{LONGEST_LINE:,} characters"
            raise SourceError(f"{text.place}: line {record.line}: a record of over {limit}")
    if record is not None:
        yield record


def _add(record: Record, match: re.Match[str] | None, line: str, layout: Layout) -> None:
    """Add a value; a line without a tag goes on with the one before, or is one more of the same tag."""
    value, doubts = mend(match[2] if match else line)
    record.size += len(line) + 1
    record.doubts.update(dict.fromkeys(doubts))
    value = value.strip()
    if match:
        record.lines.append((match[1], [value]))
    elif value and record.lines:
        tag, lines = record.lines[-1]
        if tag in layout.listed:
            record.lines.append((tag, [value]))
        else:
            lines.append(value)


def name_of(written: str) -> str:
    """Turn `Family, Given, Suffix` round."""
    parts = [part.strip() for part in one_line(written).split(",")]
    if len(parts) not in {2, 3}:
        return one_line(written).rstrip(",")
    return " ".join(filter(None, [parts[1], parts[0], *parts[2:]]))


def authors_of(names: list[str]) -> list[Author]:
    """Give authors by their names, each once."""
    return [Author(name) for name in dict.fromkeys(filter(None, map(name_of, names)))]


def date_of(*written: str) -> str:
    """Read a date whose parts may stand in different values: `2031` and `MAY 15`, `2031 May-Jun`."""
    told = " ".join(filter(None, written))
    exact = max(map(read_date, written), key=len, default="")
    year, month = _YEAR.search(told), _MONTH.search(told)
    if len(exact) > len("2031") or year is None or month is None:
        return exact or (year[0] if year else "")
    name = month[0][:3].capitalize()
    day = _DAY.search(told[month.end() :]) or _DAY.search(told[: month.start()])
    with_day = read_date(f"{name} {day[0]}, {year[0]}") if day else ""
    return with_day or read_date(f"{name} {year[0]}") or year[0]
