"""Records of one paper from several sources → one document with what each told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Author, Document, Identifier, Link
from kg.sources.identifiers import of_preprints

_PUT_UP = re.compile(r"arxiv|^corr\b|medrxiv|chemrxiv|\bssrn\b|preprint", re.I)
_MINTED = "this one was minted"
_BEST = (
    *("anthology", "openreview", "arxivdump", "oai", "atom", "mail", "arxivlist", "rss", "jats", "pubmed"),
    *("medline", "europepmc", "crossref", "metatags", "openalex", "semanticscholar", "huggingface"),
    *(
        "webofscience",
        "bibtex",
        "endnote",
        "refer",
        "ris",
        "latexml",
        "tei",
        "s2orc",
        "table",
        "records",
        "dblp",
    ),
    *("pdf", "html", "markdown", "listing"),
)


def merged(documents: Sequence[Document]) -> Document:
    """Make one document of all records of a paper, whatever their order.

    The text is of one of them, so that offsets hold; what it lacks is taken from the others, and `sources`
    tells them all.
    """
    ranked = sorted(documents, key=_rank)
    best = ranked[0]
    authors = max((it for it in ranked if it.authors), key=lambda it: it.authors_complete, default=best)
    return replace(
        best,
        authors=tuple(_completed(author, ranked) for author in authors.authors),
        authors_complete=authors.authors_complete,
        organizations=tuple(dict.fromkeys(name for it in ranked for name in it.organizations)),
        issued=next(filter(None, (it.issued for it in ranked)), ""),
        venue=_venue(ranked),
        categories=tuple(dict.fromkeys(name for it in ranked for name in it.categories)),
        keywords=tuple(dict.fromkeys(name for it in ranked for name in it.keywords)),
        identifiers=_identifiers(ranked),
        links=_links(ranked),
        code_available=any(it.code_available for it in ranked),
        licence=next(filter(None, (it.licence for it in ranked)), ""),
        sources=tuple(map(_named, ranked)),
        body=next(filter(None, (it.body for it in ranked)), ""),
    )


def _named(document: Document) -> str:
    """Name a record: `atom:3101.00001 (2031-01-02)`."""
    where = " ".join(filter(None, (document.venue, document.issued)))
    return f"{document.format}:{document.id}" + (f" ({where})" if where else "")


def _rank(document: Document) -> tuple[object, ...]:
    """The best record has an abstract and is of a source that takes care; the rest decides among equals."""
    minted = any(_MINTED in doubt for doubt in document.doubts)
    care = _BEST.index(document.format) if document.format in _BEST else len(_BEST)
    return (not document.abstract, minted, care, document.id, document.text)


def _completed(author: Author, ranked: Sequence[Document]) -> Author:
    """Take affiliations and ORCID from whichever record has them under the same name."""
    same = [it for document in ranked for it in document.authors if it.name == author.name]
    affiliations = next((it.affiliations for it in (author, *same) if it.affiliations), ())
    return Author(author.name, affiliations, next((it.orcid for it in (author, *same) if it.orcid), ""))


def _venue(ranked: Sequence[Document]) -> str:
    """Prefer where it was published to where it was put up."""
    venues = [it.venue for it in ranked if it.venue]
    return next((venue for venue in venues if not _PUT_UP.search(venue)), next(iter(venues), ""))


def _identifiers(ranked: Sequence[Document]) -> tuple[Identifier, ...]:
    """Give each scheme's name once; a published DOI before a preprint's, else the best record's."""
    found: dict[str, str] = {}
    told = [identifier for document in ranked for identifier in document.identifiers]
    for identifier in sorted(told, key=lambda it: of_preprints(it.value.lower())):
        found.setdefault(identifier.scheme, identifier.value)
    return tuple(Identifier(scheme, value) for scheme, value in sorted(found.items()))


def _links(ranked: Sequence[Document]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for document in ranked:
        for link in document.links:
            found.setdefault(link.url, link)
    return tuple(found.values())
