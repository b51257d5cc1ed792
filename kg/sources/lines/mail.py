"""arXiv's mailings, listings and `.abs` files (parts between two backslashes) → one document a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text, mend
from kg.sources.found import Found, Rest
from kg.sources.identifiers import without_version
from kg.sources.links import find
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_QUOTED = r"(?:> ?)*"
_STARTS = re.compile(rf"^{_QUOTED}\\\\\s*\n{_QUOTED}(?:arXiv|Paper)[^\n:]{{0,40}}: ?\S", re.M)
_QUOTE = re.compile(_QUOTED)
_MARK = "\\\\"
_NAMED = re.compile(r"(arXiv|Paper)\b[^:]{0,40}:\s*(\S+)")
_FIELD = re.compile(r"([A-Z][A-Za-z-]*)(?: \(.*?\))?: +(.*)")
_RULE = re.compile(r"-{20,}|(?:%+-+){5,}")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r",? and |,")
_LONGEST = 20_000
"""Lines of one paper; the record with most authors of all has under 1,000."""


def recognise(head: str) -> bool:
    """Tell a mailing by two backslashes and a paper's number below them."""
    return _STARTS.search(head.replace("\r\n", "\n")) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each paper."""
    for record in _records(text):
        yield Found(f"line {record.line}", _document(record))


@dataclass(slots=True)
class _Record:
    line: int
    header: list[str] = field(default_factory=list)
    abstract: list[str] | None = None
    whole: bool = False

    def is_paper(self) -> bool:
        """Tell a paper by its number in the first line."""
        return bool(self.header) and _NAMED.match(self.header[0]) is not None

    def lines(self) -> list[str]:
        """Give all lines, a blank one for the backslashes above the abstract."""
        return self.header if self.abstract is None else [*self.header, "", *self.abstract]


def _records(text: Text) -> Iterator[_Record]:
    """Cut the text at its backslashes: header, abstract, and whatever stands between papers."""
    record: _Record | None = None
    between, since = [], 1
    for number, written in text.lines_of_any_end():
        line = written[_QUOTE.match(written).end() :].rstrip()  # type: ignore[union-attr]
        if record is None:
            between.append("" if line == _MARK else line)
            record = _Record(number + 1) if line == _MARK else None
        elif line == _MARK and record.abstract is None and record.header:
            record.abstract = []
        elif line.startswith(_MARK) or _RULE.match(line) or len(record.lines()) > _LONGEST:
            record.whole = True
            if record.is_paper():
                text.passed.append(Rest(since, "\n".join(between)))
                yield record
                between, since = [], number + 1
            else:
                between += [*record.lines(), ""]
            record = _Record(number + 1) if line == _MARK and not record.header else None
        else:
            (record.header if record.abstract is None else record.abstract).append(line)
    if record is not None and record.is_paper():
        text.passed.append(Rest(since, "\n".join(between)))
        between, since = _cut(record, text), record.line + len(record.lines())
        yield record
    elif record is not None:
        between += record.lines()
    text.passed.append(Rest(since, "\n".join(between)))


def _cut(record: _Record, text: Text) -> list[str]:
    """Take away from a record without end what begins within it as another format does."""
    lines = record.header if record.abstract is None else record.abstract
    at = next((at for at, line in enumerate(lines) if at and text.opens(line)), len(lines))
    taken = lines[at:]
    del lines[at:]
    return taken


def _document(record: _Record) -> Document | str:
    fields = _fields(record.header)
    found = _NAMED.match(record.header[0])
    name = found[2].rstrip(",;") if found else ""
    abstract, doubts = mend("\n".join(record.abstract or ()))
    if not record.whole:
        doubts = (*doubts, "the record has no end; it may be cut in half")
    return compose(
        _plain(fields.get("Title", "")),
        paragraphs(latex.plain(abstract)),
        format="mail",
        id=without_version(name),
        authors=_authors(_plain(fields.get("Authors") or fields.get("Author", ""))),
        issued=_issued(fields.get("Date", "")),
        venue=_plain(fields.get("Journal-ref", "")),
        categories=fields.get("Categories", "").split(),
        identifiers={"arxiv": name, "doi": next(iter(fields.get("DOI", "").split()), "")},
        links=_links(name, fields),
        licence=fields.get("License", ""),
        doubts=doubts,
    )


def _fields(header: list[str]) -> dict[str, str]:
    """Read the header's fields, each of which may go on in lines that begin with blanks; the first counts."""
    fields: dict[str, str] = {}
    last = ""
    for line in header[1:]:
        match = _FIELD.match(line)
        if match and match[1] not in fields:
            last = match[1]
            fields[last] = mend(match[2])[0]
        elif match:
            last = ""
        elif last and line.startswith(" "):
            fields[last] += f" {mend(line.strip())[0]}"
    return fields


def _plain(text: str) -> str:
    return one_line(latex.plain(text))


def _authors(written: str) -> Iterator[Author]:
    """Read `A. Lee (Kite Lab), B. Li (1) and C. Wu ((1) Wind Works)`; bracketed numbers are not followed."""
    places: list[str] = []

    def put_by(match: re.Match[str]) -> str:
        places.append(match[1].strip())
        return f"\x00{len(places) - 1}\x01"

    for _ in range(3):
        written = _BRACKETS.sub(put_by, written)
    for part in _BETWEEN.split(written):
        name = re.sub(r"\x00\d+\x01", "", part)
        told = [places[int(number)] for number in re.findall(r"\x00(\d+)\x01", part)]
        named = (place for place in told if re.search(r"[A-Za-z]{3}", place) and "\x00" not in place)
        yield Author(one_line(name), tuple(named))


def _issued(written: str) -> str:
    time = parsedate(written.partition("(")[0].strip())
    return read_date(f"{time[0]:04}-{time[1]:02}-{time[2]:02}") if time else ""


def _links(name: str, fields: dict[str, str]) -> Iterator[Link]:
    if name:
        yield Link(f"https://arxiv.org/abs/{without_version(name)}", "page", "arXiv")
    yield from find(fields.get("Comments", ""), field="Comments")
