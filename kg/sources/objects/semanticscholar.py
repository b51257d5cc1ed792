"""A paper of Semantic Scholar (JSON of the Graph API, the old API, or the bulk data) → a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.objects.values import raw_at, rows_at, text_at, texts_at
from kg.text.cleaning import one_line, untagged

_SHA = re.compile(r"[0-9a-f]{40}")
_OWN = ("externalids", "corpusid", "s2fieldsofstudy", "citationvelocity", "influentialcitationcount")
_SCHEMES = (("arxiv", "arxiv"), ("doi", "doi"), ("acl", "acl"), ("pubmed", "pmid"), ("pubmedcentral", "pmc"))


def fits(record: dict[str, object]) -> bool:
    """Tell a paper by fields that only this service has, or by its hash for an id."""
    names = {name.lower() for name in record}
    return "title" in names and (
        not names.isdisjoint(_OWN) or bool(_SHA.fullmatch(raw_at(record, "paperId")))
    )


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a paper; the bulk data write the fields' names in small letters."""
    paper = _small(record)
    corpus = text_at(paper, "corpusid")
    return compose(
        one_line(untagged(raw_at(paper, "title"))),
        untagged(raw_at(paper, "abstract")),
        format="semanticscholar",
        id=text_at(paper, "paperid") or (f"CorpusID:{corpus}" if corpus else ""),
        authors=map(_author, rows_at(paper, "authors")),
        issued=read_date(text_at(paper, "publicationdate")) or read_date(text_at(paper, "year")),
        venue=_venue(paper),
        categories=_fields_of_study(paper),
        keywords=[text_at(topic, "topic") for topic in rows_at(paper, "topics")],
        identifiers=_identifiers(paper, corpus),
        links=_links(paper),
        licence=text_at(paper, "openaccesspdf", "license"),
        doubts=doubts,
    )


def _small(record: dict[str, object]) -> dict[str, object]:
    return {name.lower(): value for name, value in record.items()}


def _venue(paper: dict[str, object]) -> str:
    told = (("venue",), ("journal", "name"), ("publicationvenue", "name"))
    return next(filter(None, (text_at(paper, *path) for path in told)), "")


def _fields_of_study(paper: dict[str, object]) -> list[str]:
    return texts_at(paper, "fieldsofstudy") or [
        text_at(one, "category") for one in rows_at(paper, "s2fieldsofstudy")
    ]


def _author(author: dict[str, object]) -> Author:
    return Author(
        text_at(author, "name"),
        tuple(texts_at(author, "affiliations")),
        orcid.find(text_at(author, "externalIds", "ORCID")),
    )


def _identifiers(paper: dict[str, object], corpus: str) -> dict[str, str]:
    external = paper.get("externalids")
    names = _small(external) if isinstance(external, dict) else {}
    found = {scheme: text_at(names, name) for name, scheme in _SCHEMES}
    found["arxiv"] = found["arxiv"] or text_at(paper, "arxivid")
    found["doi"] = found["doi"] or text_at(paper, "doi")
    found["s2"] = corpus or text_at(names, "corpusid")
    return found


def _links(paper: dict[str, object]) -> Iterator[Link]:
    if address := text_at(paper, "url"):
        yield Link(address, "page", "url")
    if address := text_at(paper, "openaccesspdf", "url"):
        yield Link(address, "pdf", "openAccessPdf")
