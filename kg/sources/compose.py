"""What a reader took from one record → a document, completed as all are: id, links, organizations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Author, Document, Link
from kg.sources import identifiers as names
from kg.sources.identity import mint_id
from kg.sources.links import find
from kg.text.language import language_of, tag_of

NO_TITLE = "no title; a paper needs one"


def compose(
    title: str,
    abstract: str,
    *,
    format: str,
    id: str = "",
    authors: Iterable[Author] = (),
    complete: bool = True,
    organizations: Iterable[str] = (),
    issued: str = "",
    venue: str = "",
    categories: Iterable[str] = (),
    keywords: Iterable[str] = (),
    identifiers: Mapping[str, str] | None = None,
    links: Iterable[Link] = (),
    language: str = "",
    licence: str = "",
    doubts: Iterable[str] = (),
    body: str = "",
) -> Document | str:
    """Make a document, or say that it has no title; empty names, doubles and copies of links fall away."""
    if not title:
        return NO_TITLE
    people = tuple(author for author in authors if author.name)
    links = tuple(links)
    of_authors = (name for author in people for name in author.affiliations)
    found = {link.url: link for link in (*reversed(find(abstract, field="abstract")), *reversed(links))}
    distinct = tuple(reversed(found.values()))
    return Document(
        id=id or mint_id(title, abstract),
        title=title,
        abstract=abstract,
        authors=people,
        authors_complete=complete,
        organizations=tuple(dict.fromkeys(filter(None, (*organizations, *of_authors)))),
        issued=issued,
        venue=venue,
        categories=tuple(dict.fromkeys(filter(None, categories))),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
        identifiers=names.tidied(identifiers or {}, (link.url for link in links if _is_own(link))),
        links=distinct,
        code_available=any(link.kind == "code" for link in distinct),
        language=tag_of(language) or language_of(f"{title} {abstract}") or "en",
        licence=licence,
        format=format,
        doubts=tuple(doubts),
        body=body,
    )


_TOLD = frozenset({"comment", "comments", "note", "n1", "abstract"})


def _is_own(link: Link) -> bool:
    """Whether an address leads to the paper itself; one in a comment may lead to its data or to another."""
    return link.kind in {"page", "pdf"} and link.field.lower() not in _TOLD
