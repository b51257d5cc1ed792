"""A text of lines with tags (RIS, Web of Science, MEDLINE, refer) → its records: values by their tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.errors import SourceError
from kg.model import Author, Document
from kg.sources.dates import MONTH, read_date
from kg.sources.files import LONGEST_LINE, Text, mend
from kg.sources.found import Found, Rest
from kg.text.cleaning import one_line

_MONTH = re.compile(MONTH, re.I)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(slots=True)
class Record:
    """The values of a record, each of one or more lines, in order, while it is being read.

    `begun` and `whole` tell whether the lines that open and close it were there, where the format has any;
    `other` is what begins within it as another format does, and is none of it if it has no end.
    """

    line: int
    doubts: dict[str, None] = field(default_factory=dict)
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0
    begun: bool = True
    whole: bool = True
    other: Stray | None = None

    @property
    def values(self) -> list[tuple[str, str]]:
        """All values with their tags, but for empty ones; a blank line stays one."""
        told = [(tag, "\n".join(lines).strip()) for tag, lines in self.lines]
        return [(tag, value) for tag, value in told if value]

    def all(self, *tags: str) -> list[str]:
        """Give all values of the first of the tags that has any."""
        for tag in tags:
            told = ("\n".join(lines).strip() for name, lines in self.lines if name == tag)
            if found := [value for value in told if value]:
                return found
        return []

    def first(self, *tags: str) -> str:
        """Give the first value of the first of the tags that has any."""
        return next(iter(self.all(*tags)), "")


@dataclass(slots=True)
class Stray:
    """Lines that belong to no record, from the first of them on; `told` if that is no mere heading.

    Where they begin as another format does, `foreign`, no tag is of ours but the one that opens a record.
    """

    line: int
    told: bool = True
    foreign: bool = False
    lines: list[str] = field(default_factory=list)
    size: int = 0
    before: tuple[int, int] = (0, 0)

    def add(self, line: str) -> None:
        """Add the next line."""
        self.lines.append(line)
        self.size += len(line) + 1


STRAY = 200
"""Characters between two records that are more than a heading, and so are not passed over in silence."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes tags, which of them open and close a record, and which have a value a line.

    Tags that are `outside` are of the file. A record whose end is missing must tell more than its title, by
    one of the tags in `more`, to be taken for one that is not cut within it.
    """

    tag: re.Pattern[str]
    opens: str
    closes: str = ""
    listed: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()


def read(text: Text, layout: Layout, to_document: Callable[[Record], Document | str]) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    for one in _records(text, layout):
        if isinstance(one, Stray):
            text.passed.append(_rest(one))
            continue
        if one.other and not (one.whole and layout.closes):
            _cut(one)
            text.passed.append(_rest(one.other))
        yield Found(f"line {one.line}", _outcome(one, layout, to_document))


def _rest(stray: Stray) -> Rest:
    lines = list(filter(str.strip, stray.lines))
    why = f"{len(lines):,} lines that belong to no record; save what they are in a file of its own"
    told = stray.told and sum(map(len, lines)) > STRAY
    return Rest(stray.line, "\n".join(stray.lines), why if told else "")


def _cut(record: Record) -> None:
    """Take away from an open record what begins within it as another format does."""
    if record.other:
        values, lines = record.other.before
        del record.lines[values:]
        if record.lines:
            del record.lines[-1][1][lines:]


def _outcome(
    record: Record, layout: Layout, to_document: Callable[[Record], Document | str]
) -> Document | str:
    if not record.whole:
        if layout.more.isdisjoint(tag for tag, _ in record.values):
            return f"a record without its end {layout.closes!r} and with little in it; cut in half"
        record.doubts[f"the record has no end {layout.closes!r}; it may be cut in half"] = None
    if not record.begun:
        record.doubts[f"the record has no beginning {layout.opens!r}; it may be cut in half"] = None
    return to_document(record)


def _records(text: Text, layout: Layout) -> Iterator[Record | Stray]:
    """Yield a record from each line that opens one, or has a tag outside of any, up to its end.

    What stands between records comes too; what stands before the first is the file's own heading.
    """
    record: Record | None = None
    stray = Stray(1, told=False)
    for number, line in text.lines_of_any_end():
        match = layout.tag.match(line)
        tag = match[1] if match else ""
        foreign = text.opens(line)
        if not foreign and (tag == layout.opens or (tag and record is None and _begins(tag, layout, stray))):
            yield from _ended(record, stray)
            record = Record(number, begun=tag == layout.opens, whole=not layout.closes)
        elif record is not None and tag and tag == layout.closes and not foreign:
            record.whole = True
            yield record
            record, stray = None, Stray(number + 1)
            continue
        if record is None:
            stray.foreign = stray.foreign or foreign
            stray.add(line)
        else:
            _add(record, match, line, layout)
            _watch(record, line, number, foreign=foreign)
        size = stray.size if record is None else record.size
        if size > LONGEST_LINE:
            start, limit = stray.line if record is None else record.line, f"{LONGEST_LINE:,} characters"
            raise SourceError(f"{text.place}: line {start}: a record of over {limit}")
    yield from _ended(record, stray)


def _begins(tag: str, layout: Layout, stray: Stray) -> bool:
    """Tell whether a tag outside of records begins one whose first line is missing."""
    return not stray.foreign and tag not in {layout.closes, *layout.outside}


def _ended(record: Record | None, stray: Stray) -> Iterator[Record | Stray]:
    if record is not None:
        yield record
    elif any(map(str.strip, stray.lines)):
        yield stray


def _watch(record: Record, line: str, number: int, *, foreign: bool) -> None:
    """Keep the lines of an open record from the first on that opens another format."""
    if foreign and record.other is None:
        lines = record.lines[-1][1] if record.lines else []
        record.other = Stray(number, foreign=True, before=(len(record.lines), len(lines) - 1))
    if record.other is not None:
        record.other.add(line)


def _add(record: Record, match: re.Match[str] | None, line: str, layout: Layout) -> None:
    """Add a value; a line without a tag goes on with the one before, or is one more of the same tag."""
    value, doubts = mend(match[2] if match else line)
    record.size += len(line) + 1
    record.doubts.update(dict.fromkeys(doubts))
    value = value.strip()
    if match:
        record.lines.append((match[1], [value]))
    elif record.lines:
        tag, lines = record.lines[-1]
        if tag not in layout.listed:
            lines.append(value)
        elif value:
            record.lines.append((tag, [value]))


def name_of(written: str) -> str:
    """Turn `Family, Given, Suffix` round."""
    parts = [part.strip() for part in one_line(written).split(",")]
    if len(parts) not in {2, 3}:
        return one_line(written).rstrip(",")
    return " ".join(filter(None, [parts[1], parts[0], *parts[2:]]))


def authors_of(names: list[str]) -> list[Author]:
    """Give authors by their names, each once."""
    return [Author(name) for name in dict.fromkeys(filter(None, map(name_of, names)))]


def _unslashed(written: str) -> str:
    """Write `2021/02//spring`, as RIS has dates, as `2021-02`."""
    parts = [part.strip() for part in written.split("/")[:3]] if "/" in written else [written]
    return ("-" if all(part.isdigit() for part in parts if part) else " ").join(filter(None, parts))


def date_of(*written: str) -> str:
    """Read a date whose parts may stand in different values: `2031` and `MAY 15`, `2031 May-Jun`.

    >>> date_of("2019/Jan/5/"), date_of("2021/02//"), date_of("1 Jan.-Feb.", "2020"), date_of("in press")
    ('2019-01-05', '2021-02', '2020-01-01', '')
    """
    written = tuple(map(_unslashed, written))
    told = " ".join(filter(None, written))
    exact = max(map(read_date, written), key=len, default="")
    year, month = _YEAR.search(told), _MONTH.search(told)
    if len(exact) > len("2031") or year is None or month is None:
        return exact or (year[0] if year else "")
    name = month[0][:3].capitalize()
    day = _DAY.search(told[month.end() :]) or _DAY.search(told[: month.start()])
    with_day = read_date(f"{name} {day[0]}, {year[0]}") if day else ""
    return with_day or read_date(f"{name} {year[0]}") or year[0]
