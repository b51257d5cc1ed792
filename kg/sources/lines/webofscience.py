"""Web of Science's plain text, with tags (ISI) or as a table of tags → one document a record."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import takewhile

from kg.model import Author, Document
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.files import Text, mend
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.text.cleaning import one_line, untagged

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: |\t|$)(.*)")
_STARTS = re.compile(r"(?:FN .*\r?\n(?:VR .*\r?\n)?\s*)?PT [A-Z]+[ \t]*\r?\n(?:.*\r?\n){0,20}?(?:AU|TI) \S")
_TABLE = re.compile(r"PT\tAU\t|Publication Type\tAuthors\t")
# The same table, its columns written out.
_WRITTEN_OUT = {
    **{"Publication Type": "PT", "Authors": "AU", "Author Full Names": "AF", "Group Authors": "CA"},
    **{"Article Title": "TI", "Source Title": "SO", "Conference Title": "CT", "Language": "LA"},
    **{"Author Keywords": "DE", "Abstract": "AB", "Addresses": "C1", "ORCIDs": "OI", "DOI": "DI"},
    **{"Publication Date": "PD", "Publication Year": "PY", "WoS Categories": "WC", "Pubmed Id": "PM"},
    "UT (Unique WOS ID)": "UT",
}
_LISTED = frozenset({"AU", "AF", "CA", "C1", "BA"})
_LAYOUT = tagged.Layout(
    _TAG,
    opens="PT",
    closes="ER",
    listed=_LISTED,
    outside=frozenset({"FN", "VR", "EF"}),
    more=frozenset({"AU", "AF", "AB"}),
)
_IN_CELL = re.compile(r"(?:\[[^\]]*+\]?|[^;\[]++|;(?! ))++")
_PLACE = re.compile(r"(?:\[([^\]]*)\]\s*)?(.+)", re.S)


def recognise(head: str) -> bool:
    """Tell the export by the line that opens a record, or by the first tags of its table."""
    head = head.lstrip("\ufeff \r\n")
    return _STARTS.match(head) is not None or _TABLE.match(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    if _TABLE.match(text.head.lstrip("\ufeff \r\n")):
        yield from _rows(text)
    else:
        yield from tagged.read(text, _LAYOUT, _document)


def _rows(text: Text) -> Iterator[Found]:
    """Read the table: a record a line, `; ` between names; nothing in it is quoted."""
    tags: list[str] = []
    for line in text.lines():
        written, doubts = mend(line.text)
        cells = [cell.strip().strip('"') for cell in written.split("\t")]
        if not tags:
            tags = [_WRITTEN_OUT.get(cell, cell) for cell in cells]
            continue
        if not written.strip():
            continue
        record = tagged.Record(line.number, dict.fromkeys(doubts))
        for tag, cell in zip(tags, cells, strict=False):
            values = map(str.strip, _IN_CELL.findall(cell)) if tag in _LISTED else [cell]
            record.lines += [(tag, [value]) for value in values if value]
        yield Found(f"line {line.number}", _document(record))


def _document(record: tagged.Record) -> Document | str:
    return compose(
        one_line(untagged(record.first("TI"))),
        untagged(record.first("AB")),
        format="webofscience",
        id=record.first("UT"),
        authors=_authors(record),
        organizations=[place for _, place in _places(record)],
        issued=tagged.date_of(record.first("PY"), record.first("PD")),
        venue=one_line(untagged(record.first("SO", "CT"))),
        categories=[one_line(one) for one in record.first("WC").split(";")],
        keywords=[one_line(untagged(one)) for one in record.first("DE").split(";")],
        identifiers={"doi": record.first("DI"), "pmid": record.first("PM")},
        language=record.first("LA"),
        doubts=record.doubts,
    )


def _authors(record: tagged.Record) -> list[Author]:
    """Read authors by their full names, with the addresses that name them and their ORCIDs."""
    written = list(dict.fromkeys(map(one_line, record.all("AF", "AU", "BA"))))
    places: dict[str, dict[str, None]] = {}
    for names, place in _places(record):
        for name in names:
            places.setdefault(name, {})[place] = None
    ids = dict(one.strip().rpartition("/")[::2] for one in one_line(record.first("OI")).split(";"))
    people = [
        Author(
            tagged.name_of(name),
            tuple(places.get(name, ())),
            orcid.find(ids.get(name, "")),
        )
        for name in written
    ]
    return [*people, *tagged.authors_of(record.all("CA"))]


def _places(record: tagged.Record) -> list[tuple[list[str], str]]:
    """Part addresses from the names before them: `[Byron, Ada; Li, Bo] Kite Lab, Windham.`

    Each ends with a stop, and may go over several lines.
    """
    known = {one_line(name) for tag in ("AF", "AU") for name in record.all(tag)}
    found: list[tuple[list[str], str]] = []
    held: list[str] = []
    for line in record.all("C1"):
        held.append(line)
        if line.endswith(".") or held[0].startswith("["):
            found.append(_parted(one_line(" ".join(held)), known))
            held = []
    return [*found, _parted(one_line(" ".join(held)), known)] if held else found


def _parted(address: str, known: Container[str]) -> tuple[list[str], str]:
    match = _PLACE.fullmatch(address)
    if match is None:
        return [], ""
    if match[1]:
        return [name.strip() for name in match[1].split(";")], match[2].rstrip(" .")
    parts = [part.strip() for part in match[2].split(";")]
    names = list(takewhile(known.__contains__, parts))
    return names, "; ".join(parts[len(names) :]).rstrip(" .")
