"""The beginning of a text → the reader that takes it.

Another format is one module more with `recognise(head)` and `read(text)`, and one line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import bibtex, listing, mail, medline, refer, ris, table, webofscience
from kg.sources.markup import anthology, atom, dblp, endnote, jats, oai, pubmed, rss, tei
from kg.sources.markup.elements import of_first
from kg.sources.objects import records
from kg.sources.objects.layouts import LAYOUTS
from kg.sources.openers import LINED, is_markup, openers
from kg.sources.pages import arxivlist, latexml, markdown, metatags, weblist
from kg.sources.pdf import reader as pdf


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
    Reader("rss", rss.recognise, rss.read, "a feed in RSS with items, as arXiv's daily ones"),
    Reader("pubmed", pubmed.recognise, pubmed.read, "XML of PubMed with articles"),
    Reader("endnote", endnote.recognise, endnote.read, "XML of EndNote with records"),
    Reader("dblp", dblp.recognise, dblp.read, "XML of DBLP, and JSON of its search"),
    Reader(
        "arxivlist", arxivlist.recognise, arxivlist.read, "listings of arXiv in HTML: new, recent, a month"
    ),
    Reader(
        "latexml", latexml.recognise, latexml.read, "a paper's full text in HTML, as arXiv and ar5iv show it"
    ),
    Reader("metatags", metatags.recognise, metatags.read, "a paper's page in HTML with a tag citation_title"),
    Reader("html", weblist.recognise, weblist.read, "HTML that lists papers"),
    Reader("bibtex", bibtex.recognise, bibtex.read, "BibTeX with entries"),
    Reader("ris", ris.recognise, ris.read, "RIS with records from 'TY  - ' on"),
    Reader("refer", refer.recognise, refer.read, "records of refer from '%0 ' on, as EndNote exports them"),
    Reader("medline", medline.recognise, medline.read, "records of PubMed from 'PMID- ' on"),
    Reader("mail", mail.recognise, mail.read, "mailings and listings of arXiv, .abs files"),
    Reader("listing", listing.recognise, listing.read, "a listing with first lines like 'CLMay 21, 2025'"),
    Reader("markdown", markdown.recognise, markdown.read, "Markdown that lists papers with links to them"),
)

_BY_NAME = {reader.name: reader for reader in READERS}
_MOST = 50
"""Lines that open a format, of which the first that a reader confirms counts."""

NEAR = 1 << 12
"""Characters behind such a line, among which there is what confirms it."""

_PDF = "pdf"  # the only one of bytes

FORMATS = tuple(sorted({*(it.name for it in (*READERS, *LAYOUTS)), _PDF}))
"""What `Document.format` can be; of JSON each layout is one."""


def described() -> dict[str, str]:
    """Say of each format what it looks like."""
    told = {it.name: it.looks_like for it in (*READERS, *LAYOUTS)} | {_PDF: pdf.LOOKS_LIKE}
    return {name: told[name] for name in FORMATS}


def choose(head: str, *, names: Mapping[str, str]) -> Reader | None:
    """Give the first reader that takes a text; `names` tells columns that no program is known to write."""
    if is_markup(head):
        head = of_first(head)
    found = next((reader for reader in READERS if reader.recognise(head)), None)
    if found is None:
        return _TABLE if table.recognises(head, names) else None
    return _first_opened(head) or found if found.name in LINED else found


def opened(beginning: str, opener: str, *, names: Mapping[str, str]) -> Reader | None:
    """Give the reader of a text that begins as the format `opener` does, if that confirms it."""
    if opener == "markup":
        return choose(beginning, names=names)
    reader = _BY_NAME[opener]
    return reader if reader.recognise(beginning) else None


def _first_opened(head: str) -> Reader | None:
    """Of formats that stand line by line in one text, the first one there reads what holds the others."""
    begun = ((name, head[at : at + NEAR]) for at, name in openers(head, _MOST) if name in LINED)
    return next((_BY_NAME[name] for name, near in begun if _BY_NAME[name].recognise(near)), None)
