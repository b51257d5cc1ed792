"""A work of Crossref, or of any program that writes CSL-JSON (Zotero, DataCite) → a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.objects.values import at, raw_at, rows_at, text_at, texts_at
from kg.text.cleaning import one_line, untagged

_DATES = ("issued", "published", "published-print", "published-online", "posted", "created")
_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:Abstract|Summary)\s*</(?:jats:)?title>", re.I)


def fits(record: dict[str, object]) -> bool:
    """Tell a work by how CSL writes dates, or by a DOI beside Crossref's own fields."""
    return isinstance(at(record, "issued", "date-parts"), list) or ("DOI" in record and "member" in record)


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a work."""
    title, subtitle = (_first(record, name) for name in ("title", "subtitle"))
    whole = f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title
    if any(text_at(update, "type") == "retraction" for update in rows_at(record, "updated-by")):
        doubts = (*doubts, "Crossref says that the paper was retracted")
    return compose(
        whole,
        untagged(_HEADING.sub("", raw_at(record, "abstract"))),
        format="crossref",
        id=text_at(record, "DOI") or text_at(record, "id"),
        authors=map(_author, rows_at(record, "author")),
        issued=_issued(record),
        venue=_first(record, "container-title") or _first(record, "event", "name") or _server(record),
        categories=texts_at(record, "subject"),
        keywords=_keywords(record),
        identifiers=_identifiers(record),
        links=_links(record),
        language=text_at(record, "language"),
        licence=_licence(record),
        doubts=doubts,
    )


def _licence(record: dict[str, object]) -> str:
    """The licence of the published version; the one for text mining only where there is no other."""
    order = {"vor": 0, "tdm": 2}
    told = sorted(rows_at(record, "license"), key=lambda one: order.get(text_at(one, "content-version"), 1))
    return next(filter(None, (text_at(one, "URL") for one in told)), "")


def _first(record: dict[str, object], *path: str) -> str:
    """Crossref writes a list of one where CSL has a text."""
    return one_line(untagged(raw_at(record, *path) or raw_at(record, *path, 0)))


def _server(record: dict[str, object]) -> str:
    return text_at(record, "group-title") or text_at(record, "institution", 0, "name")


def _author(author: dict[str, object]) -> Author:
    parts = [
        text_at(author, name)
        for name in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    ]
    name = " ".join(filter(None, parts)) or text_at(author, "name") or text_at(author, "literal")
    places = (text_at(place, "name") for place in rows_at(author, "affiliation"))
    return Author(name, tuple(filter(None, places)), orcid.find(text_at(author, "ORCID")))


def _issued(record: dict[str, object]) -> str:
    """The first of the dates that is one; `[[2024, 5]]` has no day, and `[[null]]` nothing at all."""
    for name in _DATES:
        parts = [text_at(record, name, "date-parts", 0, place) for place in range(3)]
        if date := read_date("-".join(filter(None, parts))):
            return date
    return ""


def _keywords(record: dict[str, object]) -> list[str]:
    """CSL has one text, with commas between."""
    return [part.strip() for part in re.split(r"[;,]", text_at(record, "keyword"))]


def _identifiers(record: dict[str, object]) -> dict[str, str]:
    """A preprint's DOI that arXiv gave names the arXiv paper."""
    preprints = (text_at(one, "id") for one in rows_at(record, "relation", "has-preprint"))
    arxiv = next((one[15:] for one in preprints if one.lower().startswith("10.48550/arxiv.")), "")
    return {"doi": text_at(record, "DOI"), "arxiv": arxiv, "pmid": text_at(record, "PMID")}


def _links(record: dict[str, object]) -> Iterator[Link]:
    if address := text_at(record, "resource", "primary", "URL") or text_at(record, "URL"):
        yield Link(address, "page", "URL")
    for link in rows_at(record, "link"):
        if text_at(link, "content-type") == "application/pdf":
            yield Link(text_at(link, "URL"), "pdf", "link")
