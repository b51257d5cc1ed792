"""PubMed's format of tags (MEDLINE, `.nbib`) → one document a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Author, Document
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.text.cleaning import one_line, untagged

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_STARTS = re.compile(r"^[ \t\r\ufeff]{0,9}PMID- ?\d+", re.M)
_LAYOUT = tagged.Layout(_TAG, opens="PMID")
_SHORT = re.compile(r"^([^,]*\S) ([A-Z]{1,3})$")
_DOI = re.compile(r"(10\.\S+) \[doi\]")


def recognise(head: str) -> bool:
    """Tell the format by the line that opens a record."""
    return _STARTS.search(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    yield from tagged.read(text, _LAYOUT, _document)


def _document(record: tagged.Record) -> Document | str:
    dois = [match[1] for value in record.all("LID") + record.all("AID") if (match := _DOI.match(value))]
    pmid = record.first("PMID")
    return compose(
        one_line(untagged(record.first("TI", "BTI"))).rstrip("."),
        untagged(record.first("AB")),
        format="medline",
        id=pmid,
        authors=_authors(record),
        issued=tagged.date_of(record.first("DP")),
        venue=one_line(untagged(record.first("JT", "TA", "BTI"))),
        categories=[one_line(value.replace("*", "")) for value in record.all("MH")],
        keywords=[one_line(value.strip("*")) for value in record.all("OT")],
        identifiers={"doi": next(iter(dois), ""), "pmid": pmid, "pmc": record.first("PMC")},
        language=record.first("LA"),
        doubts=record.doubts,
    )


def _authors(record: tagged.Record) -> list[Author]:
    """Read authors; addresses and ORCID stand behind each."""
    full = bool(record.all("FAU"))
    authors: list[Author] = []
    for tag, value in record.values:
        if tag == ("FAU" if full else "AU") or tag == "CN":
            authors.append(Author(tagged.name_of(_SHORT.sub(r"\1, \2", value, count=1))))
        elif tag == "AD" and authors:
            last = authors[-1]
            place = one_line(value).rstrip(" .")
            authors[-1] = Author(last.name, (*last.affiliations, place), last.orcid)
        elif tag == "AUID" and authors:
            last = authors[-1]
            authors[-1] = Author(last.name, last.affiliations, last.orcid or orcid.find(value))
    return authors
