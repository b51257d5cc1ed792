"""A listing of three-line blocks → one document a block.

Line 1 glues category, date and an optional flag (`CVDec 3, 2024Code`), line 2 title, authors and
organizations (see `byline`), line 3 is the abstract, kept character for character. Blank lines count for
nothing. A block that is broken is left out with its reason, and reading goes on at the next first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Author, Document
from kg.sources.dates import MONTH, read_date
from kg.sources.files import Line, Text, mend
from kg.sources.found import Found
from kg.sources.identity import mint_id
from kg.sources.lines import byline
from kg.sources.links import find

_HEADER = re.compile(
    rf"\s*(?P<category>[A-Za-z]+(?:[.-][A-Za-z]+)*?)\s*(?P<date>{MONTH} *\d{{1,2}}, *\d{{4}})"
    r"\s*(?P<flag>[A-Za-z][A-Za-z ]*)?\s*$"
)
_DATED = re.compile(rf"{MONTH} *\d{{1,2}}, *\d{{4}}")
# A first line whose date is missing or damaged; a title has more words.
_NEARLY = re.compile(r"\s*(?:cs\.)?[A-Z]{2}\s*(?:[A-Z][a-z]{2,8}\.?\s*)?[\d ,./-]*(?:Code)?\s*$")
_CLASSES = (
    "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA"
    " MM MS NA NE NI OH OS PF PL RO SC SD SE SI SY"
)
_COMPUTER_SCIENCE = frozenset(_CLASSES.split())
_NO_DATE = "no date before the title; expected 'CLMay 21, 2025'"
_BLOCK = 3
_LONGEST_HEADER = 100


@dataclass(frozen=True, slots=True)
class _Header:
    category: str
    issued: str
    flag: str


def recognise(head: str) -> bool:
    """Tell a listing by any line that is a category and a date."""
    if not _DATED.search(head):
        return False
    return any(_first_line(line.removeprefix("\ufeff")) for line in head.split("\n"))


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each block, or why there is none."""
    for block in _blocks(text.own_lines(_first_line)):
        yield Found(f"line {block[0].number}", _outcome(block))


def _blocks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each block: up to three from a first line on, and what belongs to none in threes."""
    block: list[Line] = []
    for line in lines:
        if not line.text.strip():
            continue
        if block and (len(block) == _BLOCK or _first_line(line.text) or _NEARLY.match(line.text)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _outcome(block: list[Line]) -> Document | str:
    header = _header(block[0].text)
    if header is None:
        return _NO_DATE
    if not header.issued:
        return f"no such day in {block[0].text.strip()!r}; expected a date like 'May 21, 2025'"
    if len(block) < _BLOCK:
        lacks = "no abstract" if len(block) > 1 else "neither title nor abstract"
        return f"{lacks} after {block[0].text.strip()!r}; expected title and authors, then the abstract"
    if not all(line.whole for line in block):
        return "a line too long for a listing; expected three lines a paper"
    return _document(header, block)


def _first_line(text: str) -> re.Match[str] | None:
    return _HEADER.match(text) if len(text) < _LONGEST_HEADER else None


def _header(text: str) -> _Header | None:
    match = _first_line(text)
    if match is None:
        return None
    category = match["category"]
    if category in _COMPUTER_SCIENCE:
        category = f"cs.{category}"
    return _Header(category, read_date(match["date"]), (match["flag"] or "").strip())


def _document(header: _Header, block: list[Line]) -> Document | str:
    mended, doubts = mend(f"{block[1].text}\n{block[2].text}")
    glued, _, abstract = mended.partition("\n")
    parts = byline.split(glued, context=abstract)
    if not parts.title:
        return "no title before the authors"
    links = find(abstract, field="abstract")
    unknown = header.flag.lower() not in {"", "code"}
    return Document(
        id=mint_id(parts.title, abstract),
        title=parts.title,
        abstract=abstract,
        authors=tuple(map(Author, parts.authors)),
        authors_complete=parts.complete,
        organizations=parts.organizations,
        issued=header.issued,
        categories=(header.category,),
        links=links,
        code_available=header.flag.lower() == "code" or any(link.kind == "code" for link in links),
        format="listing",
        doubts=(*doubts, *parts.doubts, *([f"unknown flag {header.flag!r}"] if unknown else [])),
    )
