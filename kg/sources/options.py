"""How a reading can differ from the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.model import Document
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs, untagged

NAMES = (
    *("title", "abstract", "id", "authors", "affiliations", "date", "venue", "categories", "keywords"),
    *("doi", "arxiv", "acl", "openreview", "url", "pdf", "code", "language", "licence"),
)
"""What a user's field or column can be said to hold."""

_AS_WRITTEN = frozenset({"listing", "records", "table"})


@dataclass(frozen=True, slots=True)
class Options:
    """What the user wants otherwise.

    `names` says of plain records and tables what the user's fields and columns hold (`{"Titel": "title"}`);
    with `clean` the text of plain formats too is freed from LaTeX, tags and odd white space.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    clean: bool = False


def cleaned(document: Document) -> Document:
    """Free title and abstract from markup where the format is plain; all other formats do so on reading."""
    if document.format not in _AS_WRITTEN:
        return document
    title = one_line(untagged(latex.plain(document.title)))
    return replace(
        document,
        title=title or document.title,
        abstract=paragraphs(untagged(latex.plain(document.abstract))),
    )
