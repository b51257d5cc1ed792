"""One JSON object → a document, whichever of the field names that people use it has.

Title and abstract are kept as given, character for character; other fields are tidied (spaces, entities).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Document, Identifier, Link
from kg.sources import identifiers, people
from kg.sources.dates import read_date
from kg.sources.identity import mint_id
from kg.sources.links import Kind, find, read_field
from kg.sources.objects.fields import NOTHING, Record, normal, tidy
from kg.text.language import language_of, tag_of

_TITLE = ("title", "papertitle")
_NAME = ("name",)
"""A title, where an abstract stands beside it: what conferences show of their papers."""
_ABSTRACT = ("abstract", "summary", "paperabstract", "abstracttext")
_ID = ("id", "paperid", "uid", "key")
_DATE = (
    *("issued", "published", "publicationdate", "publisheddate", "datepublished", "date", "year"),
    *("yearpublished", "updatedate", "created", "publishedat", "starttime"),
)
_VENUE = (
    "venue",
    "journal",
    "booktitle",
    "conference",
    "containertitle",
    "journalref",
    "proceeding",
    "journals",
)
_KEYWORDS = ("keywords", "keyword", "tags", "tasks")
_CATEGORIES = ("categories", "category", "primarycategory", "subjects", "topic")
_LICENCE = ("licence", "license", "rights")
_LANGUAGE = ("language", "lang")
_SCHEMES = {
    "acl": ("acl", "aclid", "anthologyid"),
    "arxiv": ("arxiv", "arxivid", "eprint", "paperarxivid"),
    "doi": ("doi",),
    "openalex": ("openalex", "openalexid"),
    "openreview": ("openreview", "openreviewid", "forum"),
    "pmc": ("pmc", "pmcid"),
    "pmid": ("pmid", "pubmedid"),
}
_LINKS: dict[str, Kind | None] = {
    "github": "code",
    "code": "code",
    "codeurl": "code",
    "repository": "code",
    "repo": "code",
    "repourl": "code",
    "githubrepo": "code",
    "githuburl": "code",
    "weights": "weights",
    "modelurl": "weights",
    "huggingface": None,
    "dataseturl": "data",
    "dataurl": "data",
    "project": "page",
    "projectpage": "page",
    "projecturl": "page",
    "homepage": "page",
    "website": "page",
    "site": "page",
    "url": "page",
    "urls": "page",
    "link": "page",
    "pdf": "pdf",
    "pdfurl": "pdf",
    "urlpdf": "pdf",
    "urlabs": "page",
    "paperurl": "page",
    "paperurlabs": "page",
    "paperurlpdf": "pdf",
    "paperpdfurl": "pdf",
    "downloadurl": "page",
    "sourcefulltexturls": "page",
}
_OWN = frozenset(
    {"site", "url", "urls", "link", "pdf", "pdfurl", "urlpdf", "urlabs", "paperurlabs", "paperurlpdf"}
    | {"paperurl", "paperpdfurl", "downloadurl", "sourcefulltexturls"}
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def to_document(
    fields: dict[str, object], *, doubts: tuple[str, ...] = (), format: str = "records"
) -> Document | str:
    """Make a document of a record, or say what it lacks: a title. An abstract may be missing."""
    record = Record(fields)
    title = _alone(record.first(_TITLE) or (record.among(_ABSTRACT) and record.first(_NAME)) or None)
    if not isinstance(title, str) or not title.strip():
        fact = "no title" if title is None or isinstance(title, str) else "the title is no text"
        return f"{fact}; expected a field 'title' with text"
    abstract = _alone(record.first(_ABSTRACT)) or ""
    if not isinstance(abstract, str):
        abstract, doubts = "", (*doubts, "the abstract is no text and was left out")
    authors = people.read(record)
    links = tuple(_links(record, abstract))
    return Document(
        id=_id(record) or mint_id(title, abstract),
        title=title,
        abstract=abstract,
        authors=authors.authors,
        authors_complete=authors.complete,
        organizations=authors.organizations,
        issued=_issued(record),
        venue=_venue(record),
        categories=_categories(record),
        keywords=record.texts(_KEYWORDS),
        identifiers=_identifiers(record, links),
        links=links,
        code_available=any(link.kind == "code" for link in links),
        language=tag_of(record.text(_LANGUAGE)) or language_of(f"{title} {abstract}") or "en",
        licence=record.text(_LICENCE),
        format=format,
        doubts=doubts,
    )


def has_title(fields: dict[str, object]) -> bool:
    """Tell whether an object is a paper's record at all: it has a title, of whatever type."""
    filled = {normal(name) for name, value in fields.items() if value not in NOTHING}
    return not filled.isdisjoint(_TITLE) or (
        not filled.isdisjoint(_NAME) and not filled.isdisjoint(_ABSTRACT)
    )


def _alone(value: object) -> object:
    """A text that stands alone in a list is that text (Crossref writes titles so)."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _id(record: Record) -> str:
    value = record.first(_ID)
    if isinstance(value, str) and value.strip():
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _issued(record: Record) -> str:
    """The date field; where there is none, the year in the venue's name (`iclr/iclr2025`)."""
    dates = (read_date(tidy(record.first((name,)))) for name in record.among(_DATE))
    if issued := next((date for date in dates if date), ""):
        return issued
    years = _YEAR.findall(_venue(record))
    return years[-1] if years else ""


def _venue(record: Record) -> str:
    """The venue's name; CORE lists journals as objects."""
    value = record.first(_VENUE)
    first = value[0] if isinstance(value, list) else value
    return Record(first).text(("title", "name")) if isinstance(first, dict) else tidy(first)


def _categories(record: Record) -> tuple[str, ...]:
    """Codes of arXiv stand with spaces between, those of others with commas or semicolons."""
    value = record.first(_CATEGORIES)
    if isinstance(value, str) and not re.search(r"[;,]", value):
        return tuple(value.split())
    return record.texts(_CATEGORIES)


def _identifiers(record: Record, links: tuple[Link, ...]) -> tuple[Identifier, ...]:
    written = {scheme: record.text(names) for scheme, names in _SCHEMES.items()}
    # An address in the abstract or of a project may lead to another paper.
    own = [link.url for link in links if normal(link.field) in _OWN]
    return identifiers.tidied(written, own)


def _links(record: Record, abstract: str) -> Iterator[Link]:
    found: dict[str, Link] = {}
    for name in record.among(_LINKS):
        value = record.first((name,))
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                for link in read_field(text, field=record.written(name), kind=_LINKS[name]):
                    found.setdefault(link.url, link)
    for link in find(abstract, field="abstract"):
        found.setdefault(link.url, link)
    return iter(found.values())
