"""Documents of one reading → documents whose ids are all different; copies are told apart from namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from kg.model import Document
from kg.text.names import slug

_SLUG_LENGTH = 48
_WORD = re.compile(r"[^\W_]+")


def mint_id(title: str, abstract: str) -> str:
    """Make an id from a paper's words, so that the same paper gets the same one anywhere."""
    digest = sha256(f"{title}\n{abstract}".encode()).hexdigest()[:8]
    words = " ".join(_WORD.findall(title))  # a slug of the marks between would add a second hash
    return f"{slug(words)[:_SLUG_LENGTH].strip('-')}-{digest}"


class Ids:
    """The ids given so far; grows by about 200 bytes a document."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, str]] = {}

    def admit(self, document: Document, place: str) -> Document | str:
        """Give the document, under a minted id where another has its id, or say whose copy it is.

        The same text of another format is no copy: it may tell more of the paper.
        """
        digest = sha256(f"{document.format}\n{document.text}{_whose(document)}".encode()).digest()[:16]
        mine = digest, place
        for name in ids_of(document):
            held = self._known.setdefault(name, mine)
            if held is mine:
                return _under(document, name)
            if held[0] == digest:
                return f"duplicate of {held[1]}: same id {name!r}, same title and abstract"
        minted = mint_id(document.title, document.abstract)
        return f"id {minted!r} belongs to {self._known[minted][1]} already, with another text"


def ids_of(document: Document) -> Iterator[str]:
    """Yield the ids that a document may have been given; most need no other than the first."""
    yield document.id
    yield mint_id(document.title, document.abstract)
    yield mint_id(document.title, f"{document.abstract}\n{document.format}")
    yield mint_id(document.title, f"{document.abstract}\n{document.format}{_whose(document)}")


def _whose(document: Document) -> str:
    """The first author, where a paper has no more than a title: that alone names none (`Deep learning`)."""
    bare = not document.abstract and document.id == mint_id(document.title, "")
    return f"\n{document.authors[0].name}" if bare and document.authors else ""


def _under(document: Document, name: str) -> Document:
    if name == document.id:
        return document
    doubt = f"id {document.id!r} belongs to another paper too; this one was minted"
    return replace(document, id=name, doubts=(*document.doubts, doubt))
