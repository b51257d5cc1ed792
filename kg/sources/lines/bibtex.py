"""BibTeX and BibLaTeX → one document an entry; a broken entry is left out alone.

bibtexparser tells the entries and fields apart. Macros are filled in wherever they are defined, and what an
entry lacks is taken from the one that its `crossref` names, wherever that stands.
"""

from __future__ import annotations

import logging
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from kg.errors import SourceError
from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.dates import MONTH, read_date
from kg.sources.files import Text, mend
from kg.sources.found import Found, Rest
from kg.sources.lines import bibnames
from kg.sources.links import Kind, find, read_field
from kg.text import latex
from kg.text.cleaning import one_line, untagged

_ENTRY = re.compile(r"""^[ \t\ufeff]*@[A-Za-z]+[ \t]*[{(](?:\s*[^\s,{}()="#]{0,300}\s*,|.*=)""", re.M)
_STARTS = re.compile(r"[ \t\ufeff]*@[ \t]*\w+[ \t]*[{(]")
_PARTS = re.compile(r'[{}"#]|[^{}"#]+')
_URL_ESCAPE = re.compile(r"\{?\\([_%#&~{}])\}?|\\url\s?|[{}]")
_DEEPEST = 5
_ROOM, _ROOM_IN_MACRO = 100_000, 1_000
"""Characters that macros may bring into a field, and into another; some name others a thousand times."""
_CLOSES = {"{": "}", '"': '"'}
_NESTING = {"{": 1, "}": -1}
_LONGEST_FACT = 200
_NO_END = "Unexpectedly reached end of file"
_MANY = 100
_MOST = 2000
_NEXT = re.compile(r"(?<=[})])[ \t]*(?=@\w+[ \t]*[{(])")
_MONTH = re.compile(MONTH, re.I)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PREPRINT = re.compile(
    r"arXiv[:\s]+(?:e-prints,?\s+)?(?:arXiv:)?((?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?)", re.I
)
_VENUES = ("journal", "journaltitle", "booktitle", "maintitle", "eventtitle", "school", "institution")
_LINKS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("url", "ee", "website", "project", "bdsk-url-1", "bdsk-url-2"), "page"),
    **dict.fromkeys(("code", "github", "repository"), "code"),
    "pdf": "pdf",
}

# What the parser would warn of on standard error is told by our rejects.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


def recognise(head: str) -> bool:
    """Tell BibTeX by a line that opens an entry."""
    return _ENTRY.search(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry, or why there is none."""
    blocks = list(_blocks(text))
    strings = (block for _, block in reversed(blocks) if isinstance(block, String))
    macros = _worked_out({string.key.casefold(): str(string.value) for string in strings})
    entries = {entry.key.casefold(): entry for _, block in reversed(blocks) if (entry := _entry(block))}
    for line, block in blocks:
        entry = _entry(block)
        if entry is not None:
            yield Found(f"line {line}", _document(block, _fields(entry, entries, macros)))
        elif isinstance(block, ParsingFailedBlock):
            yield Found(f"line {line}", f"a broken entry ({_fault(block.error)}); left out alone")
            _pass_on(line, block.raw or "", text)
        elif isinstance(block, ImplicitComment):
            text.passed.append(Rest(line, block.comment))


def _pass_on(line: int, broken: str, text: Text) -> None:
    """A broken entry may go on to the end of the file; pass over what opens another format within it."""
    lines = broken.split("\n")
    other = next((at for at, one in enumerate(lines) if text.opens(one)), len(lines))
    if other < len(lines):
        text.passed.append(Rest(line + other, "\n".join(lines[other:])))


def _blocks(text: Text) -> Iterator[tuple[int, Block]]:
    """Parse piece by piece, each from a line that opens an entry to the next, so that damage stays within."""
    piece: list[str] = []
    start = 1
    for number, line in _lines(text):
        if piece and _STARTS.match(line):
            yield from _parsed(piece, start, text.place)
            piece = []
        start = start if piece else number
        piece.append(line)
    yield from _parsed(piece, start, text.place)


def _lines(text: Text) -> Iterator[tuple[int, str]]:
    """Number the lines, those that a lone carriage return ends too; a whole library on one is taken apart."""
    for number, line in text.lines_of_any_end():
        for part in _NEXT.split(line) if line.count("@") > _MANY else [line]:
            yield number, part


def _parsed(piece: list[str], start: int, place: str) -> Iterator[tuple[int, Block]]:
    if not any("@" in line for line in piece):
        yield start, ImplicitComment("\n".join(piece))
        return
    if max(line.count("@") for line in piece) > _MOST:
        raise SourceError(
            f"{place}: line {start}: a line with over {_MOST:,} times '@'; put each entry on its own"
        )
    for block in Splitter("\n".join(piece)).split().blocks:
        yield start + max(0, block.start_line or 0), block


def _fault(error: Exception) -> str:
    reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
    return one_line(reason).rstrip(".").replace(_NO_END, "its end is missing")[:_LONGEST_FACT]


def _entry(block: Block) -> Entry | None:
    """An entry is one even where its key, or one of its fields, is there twice."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
    return block if isinstance(block, Entry) else None


@dataclass(frozen=True, slots=True)
class _Fields:
    """An entry's fields by their names in small letters, macros filled in, still in LaTeX."""

    entry: Entry
    values: Mapping[str, str]

    def raw(self, *names: str) -> str:
        """Give the first of the fields that is not empty, in LaTeX."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    def text(self, *names: str) -> str:
        """Give the first of the fields as clean text on one line."""
        written = self.raw(*names)
        return one_line(latex.ungrouped(written)) if written else ""


def _fields(entry: Entry, entries: Mapping[str, Entry], macros: Mapping[str, str]) -> _Fields:
    """Resolve the fields; what the entry has not is its parent's, whose title is the name of the book."""
    own = _values(entry, macros)
    named = (own.get("crossref") or own.get("xdata", "")).casefold()
    parent = entries.get(named) if named else None
    if parent is None or parent is entry:
        return _Fields(entry, own)
    inherited = _values(parent, macros)
    inherited.setdefault("booktitle", inherited.get("title", ""))
    return _Fields(entry, {name: inherited[name] for name in sorted(_INHERITED & inherited.keys())} | own)


def _values(entry: Entry, macros: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for field in entry.fields:
        values.setdefault(field.key.casefold(), mend(_value(str(field.value), macros))[0].strip())
    return values


_OF_PARENT = "booktitle year date month publisher editor venue eventtitle journal journaltitle"
_INHERITED = frozenset(_OF_PARENT.split())


def _worked_out(written: Mapping[str, str]) -> Mapping[str, str]:
    """Fill macros into macros, a few deep, once for all entries; within itself a macro is its own name."""
    known: dict[str, str] = {}
    for _ in range(_DEEPEST):
        known = {
            name: _value(value, ChainMap({name: name}, known), _ROOM_IN_MACRO)
            for name, value in written.items()
        }
    return known


def _value(written: str, macros: Mapping[str, str], room: int = _ROOM) -> str:
    """Join `{…}`, `"…"`, numbers and macros; a macro that nobody defined stands for its own name (`nov`)."""
    pieces: list[str] = []
    opened, level = "", 0
    for part in _PARTS.findall(written):
        if opened and level == 0 and part == _CLOSES[opened]:
            opened = ""
        elif opened:
            level = max(0, level + _NESTING.get(part, 0))
            pieces.append(part)
        elif part in _CLOSES:
            opened = part
        elif part not in "#}" and room > 0:
            name = part.strip()
            pieces.append(macros.get(name.casefold(), name)[:room])
            room -= len(pieces[-1])
    return "".join(pieces)


def _document(block: Block, fields: _Fields) -> Document | str:
    title, subtitle = one_line(untagged(fields.text("title"))), fields.text("subtitle")
    people, complete = bibnames.read(fields.raw("author"))
    doubts = mend(fields.entry.raw or "")[1]
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        doubts = (*doubts, f"the field {names} is there twice; the first counts")
    arxiv = _arxiv(fields)
    return compose(
        f"{title}: {subtitle}" if title and subtitle else title or fields.text("booktitle"),
        untagged(latex.ungrouped(fields.raw("abstract"))),
        format="bibtex",
        id=mend(fields.entry.key)[0],
        authors=map(Author, people),
        complete=complete,
        organizations=map(str.strip, fields.text("affiliation", "affiliations").split(";")),
        issued=_issued(fields),
        venue=fields.text(*_VENUES),
        categories=fields.text("primaryclass", "eprintclass").split() if arxiv else (),
        keywords=_list(fields.text("keywords", "keyword")),
        identifiers={"arxiv": arxiv, "doi": _address(fields.raw("doi"))},
        links=_links(fields),
        language=fields.text("langid", "language"),
        licence=fields.text("license", "licence"),
        doubts=doubts,
    )


def _issued(fields: _Fields) -> str:
    """BibLaTeX's `date` (of a range its start), else `year`, `month` and `day`."""
    if date := read_date(fields.text("date").split("/")[0]):
        return date
    found = _YEAR.search(fields.text("year", "date"))
    year, month, day = found[0] if found else "", fields.text("month"), fields.text("day")
    if name := _MONTH.search(month):
        exact = read_date(f"{name[0][:3].title()} {day}, {year}") if day else ""
        return exact or read_date(f"{name[0][:3].title()} {year}") or read_date(year)
    written = "-".join(filter(None, (year, month, day if month else "")))
    return read_date(written) or read_date(year)


def _arxiv(fields: _Fields) -> str:
    """The `eprint` that is arXiv's, else the number in the journal's name (`arXiv preprint arXiv:…`)."""
    kind = fields.text("archiveprefix", "eprinttype").casefold()
    eprint = fields.text("eprint")
    if eprint and kind in {"arxiv", ""}:
        return eprint
    found = _PREPRINT.search(
        " ; ".join(fields.text(name) for name in ("journal", "howpublished", "note", "number"))
    )
    return found[1] if found else ""


def _links(fields: _Fields) -> Iterator[Link]:
    for name, kind in _LINKS.items():
        if written := fields.raw(name):
            yield from read_field(_address(written), field=name, kind=kind)
    for name in ("howpublished", "note"):
        if written := fields.raw(name):
            yield from find(_address(written), field=name)


def _address(written: str) -> str:
    """An address keeps its `~` and `--`; only what LaTeX needs before `_` and the like is taken away."""
    return one_line(_URL_ESCAPE.sub(lambda match: match[1] or "", written))


def _list(text: str) -> list[str]:
    return [part.strip() for part in re.split(";" if ";" in text else ",", text)]
