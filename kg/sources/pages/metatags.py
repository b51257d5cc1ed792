"""A paper's own page (arXiv, publishers), by the tags it has for search engines → a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.links import Kind, find
from kg.sources.pages.pagetree import is_page, named, page_of, text_of, told
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs, untagged

_ABSTRACTS = ("abstract", "acl-abstract", "abstract-content", "abstractSection")
_DATES = ("publication_date", "date", "online_date", "year", "cover_date")
_VENUES = ("journal_title", "conference_title", "inbook_title", "conference", "technical_report_institution")


def recognise(head: str) -> bool:
    """Tell a paper's page by the tag that names its title."""
    return is_page(head) and "citation_title" in head


def read(text: Text) -> Iterator[Found]:
    """Yield the paper of the page."""
    page = page_of(text)
    tags = list(_tags(page.root))
    titled = any(name == "title" for name, _ in tags)
    found = [Found("page", _document(page.root, tags))] if titled else []
    yield from told(page, found, text)


def _document(page: etree._Element, tags: list[tuple[str, str]]) -> Document | str:
    first: dict[str, str] = {}
    for name, value in tags:
        first.setdefault(name, value)
    return compose(
        first["title"],
        _abstract(page, first),
        format="metatags",
        id=first.get("arxiv_id") or first.get("doi", ""),
        authors=_authors(tags),
        issued=next(filter(None, (read_date(first.get(name, "")) for name in _DATES)), ""),
        venue=next(filter(None, (first.get(name, "") for name in _VENUES)), ""),
        keywords=[word.strip() for name, value in tags if name == "keywords" for word in value.split(";")],
        identifiers={"arxiv": first.get("arxiv_id", ""), "doi": first.get("doi", "")},
        links=_links(first),
        language=first.get("language", ""),
    )


def _tags(page: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the tags `citation_…` without that, and their texts."""
    for tag in page.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").lower()
        value = one_line(latex.plain(tag.get("content", "")))
        if name.startswith("citation_") and value:
            yield name.removeprefix("citation_"), value


def _abstract(page: etree._Element, first: Mapping[str, str]) -> str:
    """Take the abstract's tag, else the element of the page that is named so."""
    if tagged := first.get("abstract", ""):
        return paragraphs(untagged(tagged))
    shown = max((text_of(one) for one in named(page, *_ABSTRACTS)), key=len, default="")
    return shown.removeprefix("Abstract").lstrip(" :.")


def _authors(tags: list[tuple[str, str]]) -> list[Author]:
    """Read authors; affiliation and ORCID stand after each."""
    authors: list[Author] = []
    for name, value in tags:
        if name == "author":
            family, comma, given = value.partition(", ")
            authors.append(Author(f"{given} {family}" if comma else value))
        elif authors and name in {"author_institution", "author_orcid"}:
            last = authors[-1]
            places = (*last.affiliations, value) if name == "author_institution" else last.affiliations
            authors[-1] = Author(last.name, places, last.orcid or orcid.find(value))
    return authors


def _links(first: Mapping[str, str]) -> Iterator[Link]:
    kinds: tuple[tuple[str, Kind], ...] = (
        ("pdf_url", "pdf"),
        ("abstract_html_url", "page"),
        ("public_url", "page"),
    )
    for name, kind in kinds:
        for link in find(first.get(name, ""), field=f"citation_{name}")[:1]:
            yield Link(link.url, kind, link.field)
