"""The beginning of a text → the reader that takes it.

Another format is one module more with `recognise(head)` and `read(text)`, and one line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.sources import (
    anthology,
    arxivlist,
    atom,
    bibtex,
    dblp,
    endnote,
    jats,
    latexml,
    listing,
    mail,
    markdown,
    medline,
    metatags,
    oai,
    pdf,
    pubmed,
    records,
    refer,
    ris,
    table,
    tei,
    weblist,
    webofscience,
)
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.layouts import LAYOUTS


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how a text is known by its beginning, how it is read, and in words what it looks like."""

    name: str
    recognise: Callable[[str], bool]
    read: Callable[[Text], Iterator[Found]]
    looks_like: str


_TABLE = Reader("table", table.recognise, table.read, "a first row that names a column 'title', then papers")

READERS = (
    Reader("records", records.recognise, records.read, "JSON or JSONL records with a title"),
    Reader(
        "webofscience",
        webofscience.recognise,
        webofscience.read,
        "plain text of Web of Science with records from 'PT ' on",
    ),
    _TABLE,
    Reader("atom", atom.recognise, atom.read, "an answer of arXiv's API in Atom with entries"),
    Reader("anthology", anthology.recognise, anthology.read, "XML of the ACL Anthology with papers"),
    Reader("jats", jats.recognise, jats.read, "JATS with articles"),
    Reader("tei", tei.recognise, tei.read, "TEI with a header"),
    Reader("oai", oai.recognise, oai.read, "records harvested by OAI-PMH: arXiv's own, or Dublin Core"),
    Reader("pubmed", pubmed.recognise, pubmed.read, "XML of PubMed with articles"),
    Reader("endnote", endnote.recognise, endnote.read, "XML of EndNote with records"),
    Reader("dblp", dblp.recognise, dblp.read, "XML of DBLP, and JSON of its search"),
    Reader("bibtex", bibtex.recognise, bibtex.read, "BibTeX with entries"),
    Reader("ris", ris.recognise, ris.read, "RIS with records from 'TY  - ' on"),
    Reader("refer", refer.recognise, refer.read, "records of refer from '%0 ' on, as EndNote exports them"),
    Reader("medline", medline.recognise, medline.read, "records of PubMed from 'PMID- ' on"),
    Reader("mail", mail.recognise, mail.read, "mailings and listings of arXiv, .abs files"),
    Reader(
        "arxivlist", arxivlist.recognise, arxivlist.read, "listings of arXiv in HTML: new, recent, a month"
    ),
    Reader(
        "latexml", latexml.recognise, latexml.read, "a paper's full text in HTML, as arXiv and ar5iv show it"
    ),
    Reader("metatags", metatags.recognise, metatags.read, "a paper's page in HTML with a tag citation_title"),
    Reader("html", weblist.recognise, weblist.read, "HTML that lists papers"),
    Reader("listing", listing.recognise, listing.read, "a listing with first lines like 'CLMay 21, 2025'"),
    Reader("markdown", markdown.recognise, markdown.read, "Markdown that lists papers with links to them"),
)

_PDF = "pdf"  # the only one of bytes

FORMATS = tuple(sorted({*(it.name for it in (*READERS, *LAYOUTS)), _PDF}))
"""What `Document.format` can be; of JSON each layout is one."""


def described() -> dict[str, str]:
    """Say of each format what it looks like."""
    told = {it.name: it.looks_like for it in (*READERS, *LAYOUTS)} | {_PDF: pdf.LOOKS_LIKE}
    return {name: told[name] for name in FORMATS}


def choose(head: str, *, names: Mapping[str, str]) -> Reader | None:
    """Give the first reader that takes a text; `names` tells columns that no program is known to write."""
    found = next((reader for reader in READERS if reader.recognise(head)), None)
    return _TABLE if found is None and table.recognises(head, names) else found
