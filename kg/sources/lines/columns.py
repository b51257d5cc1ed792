"""Columns and cells of tables, as programs export them → fields that `papers` knows, with their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kg.sources.objects.fields import normal

_PEOPLE_APART = re.compile(r";\s*(?![^()]*\))")
_NUMBER = re.compile(r"\s*\(\d+\)(?=\s*(?:;|$))")
_INITIALS = re.compile(r"^(?:[A-Z]\.[ -]?)+,\s*")
_IN_BRACKETS = re.compile(r"[^()]*\((.*)\)\s*", re.S)


def _as_written(cell: str) -> object:
    return cell


def _barred(cell: str) -> object:
    """OpenAlex: `Ada Byron|Bo Li`."""
    return [part.strip() for part in cell.split("|")]


def _together(cell: str) -> object:
    """OpenAlex: institutions of all authors, each once; whose they are is not told."""
    return [_barred(cell)]


def _unnumbered(cell: str) -> object:
    """Scopus: `Byron, Ada (57200000001); Li, Bo (57200000002)`."""
    return _NUMBER.sub("", cell)


def _behind_names(cell: str) -> object:
    """Scopus: `Byron A., Kite Lab, Windham; Li B., University of Wind`."""
    # Older files have a comma behind the family name too.
    return [[_INITIALS.sub("", part.partition(", ")[2])] for part in cell.split(";")]


def _in_brackets(cell: str) -> object:
    """Dimensions: `Byron, Ada (Kite Lab; University of Wind); Li, Bo (Kite Lab)`."""
    places = (_IN_BRACKETS.fullmatch(part) for part in _PEOPLE_APART.split(cell))
    return [[one.strip() for one in it[1].split(";")] if it else [] for it in places]


class Column(NamedTuple):
    """What a column holds, and how its cells are read; of two that hold the same the `better` one counts."""

    field: str
    read: Callable[[str], object] = _as_written
    better: bool = False


# What programs call the columns that `papers` knows under another name.
_FIELDS = {
    **dict.fromkeys(("documenttitle", "articletitle", "displayname"), "title"),
    **dict.fromkeys(("abstractnote", "ab"), "abstract"),
    **dict.fromkeys(("publicationtitle", "sourcetitle", "journalbook", "sourcename"), "venue"),
    **dict.fromkeys(("anthologytitle", "proceedingstitle", "conferencename", "source"), "venue"),
    **dict.fromkeys(("publicationyear", "pubyear", "pubdate", "datepublished"), "year"),
    **dict.fromkeys(("authoraffiliations", "authorsaffiliation"), "affiliations"),
    **dict.fromkeys(("authorkeywords", "manualtags", "automatictags"), "keywords"),
    **dict.fromkeys(("fieldsofstudy", "woscategories"), "categories"),
    **dict.fromkeys(("languageoforiginaldocument",), "language"),
    **dict.fromkeys(("openaccesslicense", "primarylocationlicense"), "licence"),
    **dict.fromkeys(("articleurl", "landingpageurl", "primarylocationlandingpageurl"), "url"),
    **dict.fromkeys(("pdflink", "primarylocationpdfurl", "bestoalocationpdfurl"), "pdf"),
    **{"fulltexturl": "urls", "sourceurls": "urls", "idsopenalex": "openalex", "idspmid": "pmid"},
    **{"lensid": "id", "utuniquewosid": "id", "primarylocationsourcedisplayname": "venue"},
}
_COLUMNS = {
    **{name: Column(field) for name, field in _FIELDS.items()},
    "authorfullnames": Column("authors", _unnumbered, better=True),
    "authorswithaffiliations": Column("affiliations", _behind_names, better=True),
    "authorsrawaffiliation": Column("affiliations", _in_brackets, better=True),
    "authorsaffiliations": Column("affiliations", _in_brackets, better=True),
    "authorshipsauthordisplayname": Column("authors", _barred),
    "authorshipsinstitutionsdisplayname": Column("affiliations", _together),
    "keywordsdisplayname": Column("keywords", _barred),
    "topicsdisplayname": Column("categories", _barred),
}
_LEFT_OUT = Column("")


def columns_of(written: Iterable[str], names: Mapping[str, str]) -> tuple[Column, ...]:
    """Tell what columns hold: by what the user says in `names`, else by what programs call them."""
    own = {normal(theirs): ours for theirs, ours in names.items()}
    given = set(own.values())
    return tuple(_column(name.strip(), own, given) for name in written)


def _column(name: str, own: Mapping[str, str], given: set[str]) -> Column:
    if ours := own.get(normal(name)):
        return Column(ours)
    known = _COLUMNS.get(normal(name), Column(name))
    return _LEFT_OUT if known.field in given else known


def record_of(columns: Iterable[Column], cells: Iterable[str]) -> dict[str, object]:
    """Make a record of a row; empty cells are none, and of several for one thing the first counts."""
    filled = [
        (column, cell) for column, cell in zip(columns, cells, strict=False) if column.field and cell.strip()
    ]
    record: dict[str, object] = {}
    for column, cell in sorted(filled, key=lambda it: not it[0].better):
        record.setdefault(column.field, column.read(cell))
    return record
