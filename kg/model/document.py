"""A paper as its source has it: text, bibliographic data, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Author:
    """A person (or a team) as the source names them, in the source's order."""

    name: str
    affiliations: tuple[str, ...] = ()
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that belongs to the paper, and where it was found (`abstract`, or a record's field)."""

    url: str
    kind: Literal["code", "weights", "data", "page", "pdf"]
    field: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name for the paper in a public scheme: `arxiv`, `doi`, `acl`, `openreview`, `openalex`, …"""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper's text (of full texts a `body`) and bibliographic data, `issued` as exact as its source.

    `doubts` says what the reader, `format`, was not sure of; `sources` names the records of a merged one.
    """

    id: str
    title: str
    abstract: str
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    organizations: tuple[str, ...] = ()
    issued: str = ""
    venue: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    code_available: bool = False
    language: str = "en"
    licence: str = ""
    format: str = ""
    doubts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    body: str = ""

    @property
    def text(self) -> str:
        """Title, line feed, abstract, and a body after a blank line: what every offset counts into."""
        return _joined(self.title, self.abstract, self.body)


@lru_cache(maxsize=4)
def _joined(title: str, abstract: str, body: str) -> str:
    """Join the parts; of a book the text is asked for tens of thousands of times."""
    return f"{title}\n" + "\n\n".join(filter(None, (abstract, body)))


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not become a document: where it stands and why it was left out."""

    file: str
    record: str
    reason: str
