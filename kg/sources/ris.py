"""RIS (Zotero, EndNote, Scopus, Web of Science, publishers) → one document a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import SourceError
from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import MONTH, read_date
from kg.sources.files import LONGEST_LINE, Text, mend
from kg.sources.found import Found
from kg.sources.links import Kind, find, read_field
from kg.text.cleaning import one_line, untagged

_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: |$)(.*)")
_STARTS = re.compile(r"^[ \t\r\ufeff]{0,9}TY  - ", re.M)
_TITLES = ("TI", "T1", "CT", "BT")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "BT", "C3", "T3", "PB")
_AUTHORS = ("AU", "A1")
_ABSTRACTS = ("AB", "N2")
_DATES = ("DA", "Y1", "PY")
_LINKS: tuple[tuple[str, Kind], ...] = (("UR", "page"), ("L2", "page"), ("LK", "page"), ("L1", "pdf"))
_MONTH = re.compile(MONTH)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def recognise(head: str) -> bool:
    """Tell RIS by a line that opens a record."""
    return _STARTS.search(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    for record in _records(text):
        yield Found(f"line {record.line}", _document(record))


@dataclass(slots=True)
class _Record:
    """The values of a record by their tags, while it is being read; `whole` once it has been closed."""

    line: int
    whole: bool = False
    doubts: dict[str, None] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    size: int = 0

    def all(self, *tags: str) -> list[str]:
        """Give all values of the first of the tags that has any."""
        return next((self.values[tag] for tag in tags if tag in self.values), [])

    def first(self, *tags: str) -> str:
        """Give the first value of the first of the tags that has any."""
        return next(iter(self.all(*tags)), "")


def _records(text: Text) -> Iterator[_Record]:
    """Yield a record for each `TY` up to its `ER`, to the next `TY`, or to the end."""
    record: _Record | None = None
    for number, line in text.lines_of_any_end():
        match = _TAG.match(line)
        if match and match[1] == "TY":
            if record is not None:
                yield record
            record = _Record(number)
        elif record is not None and match and match[1] == "ER":
            record.whole = True
            yield record
            record = None
        elif record is not None:
            _add(record, match, line)
            if record.size > LONGEST_LINE:
                raise SourceError(
                    f"{text.place}: line {record.line}: a record of over {LONGEST_LINE:,} characters"
                )
    if record is not None:
        yield record


def _add(record: _Record, match: re.Match[str] | None, line: str) -> None:
    """Add a value; a line without a tag goes on with the one before: a keyword more, or more of its text."""
    value, doubts = mend(match[2] if match else line)
    record.size += len(line)
    record.doubts.update(dict.fromkeys(doubts))
    if not value.strip():
        return
    if match:
        record.last = match[1]
        record.values.setdefault(match[1], []).append(value.strip())
    elif record.last == "KW":
        record.values["KW"].append(value.strip())
    elif record.last:
        record.values[record.last][-1] += f"\n{value.strip()}"


def _document(record: _Record) -> Document | str:
    if not record.whole and not record.values.keys() & {*_AUTHORS, *_ABSTRACTS}:
        return "a record without its end 'ER  -' and with little in it; cut in half"
    doubts = [
        *record.doubts,
        *([] if record.whole else ["the record has no end 'ER  -'; it may be cut in half"]),
    ]
    return compose(
        one_line(untagged(record.first(*_TITLES))),
        untagged(record.first(*_ABSTRACTS)),
        format="ris",
        id=record.first("ID"),
        authors=_authors(record),
        organizations=[one_line(value) for value in record.all("AD")],
        issued=_issued(record),
        venue=one_line(record.first(*_VENUES)),
        keywords=[one_line(keyword.strip("*")) for keyword in record.all("KW")],
        identifiers={"doi": record.first("DO", "DI")},
        links=_links(record),
        language=record.first("LA"),
        doubts=doubts,
    )


def _authors(record: _Record) -> Iterator[Author]:
    """Turn `Family, Given, Suffix` round; each name counts once (IEEE Xplore gives some twice)."""
    ids = [orcid.find(value) for value in record.all("AO")]
    names = list(dict.fromkeys(filter(None, map(_name, record.all(*_AUTHORS)))))
    for at, name in enumerate(names):
        yield Author(name, orcid=ids[at] if len(ids) == len(names) else "")


def _name(written: str) -> str:
    parts = [part.strip() for part in one_line(written).split(",")]
    if len(parts) not in {2, 3}:
        return one_line(written)
    return " ".join(filter(None, [parts[1], parts[0], *parts[2:]]))


def _issued(record: _Record) -> str:
    """The most exact date: `2021/02/01/`, `2019/Jan/5`, `1 Jan.-Feb. 2019`, `2014`, `Jun` beside a year."""
    year = next((found[0] for tag in _DATES if (found := _YEAR.search(record.first(tag)))), "")
    dates = [_date(record.first(tag), year) for tag in _DATES]
    return max(dates, key=len, default="")


def _date(written: str, year: str) -> str:
    digits = "-".join(filter(None, (part.strip() for part in written.split("/")[:3])))
    if date := read_date(digits):
        return date
    month = _MONTH.search(written)
    own = _YEAR.search(written)
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", written)
    if month is None:
        return own[0] if own else ""
    exact = read_date(f"{month[0][:3]} {day[0]}, {own[0] if own else year}") if day else ""
    return exact or read_date(f"{month[0][:3]} {own[0] if own else year}")


def _links(record: _Record) -> Iterator[Link]:
    for tag, kind in _LINKS:
        for value in record.all(tag):
            yield from read_field(value, field=tag, kind=kind)
    for value in record.all("N1"):
        yield from find(untagged(value), field="N1")
