"""Documents of one reading → documents whose ids are all different; copies are told apart from namesakes."""

from __future__ import annotations

import re
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


class Register:
    """The ids given so far; grows by about 200 bytes a document."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, str]] = {}

    def admit(self, document: Document, place: str) -> Document | str:
        """Give the document, under a minted id where another text has its id, or say whose copy it is."""
        digest = sha256(document.text.encode()).digest()[:16]
        held = self._known.get(document.id)
        if held is None:
            self._known[document.id] = digest, place
            return document
        if held[0] == digest:
            return f"duplicate of {held[1]}: same id {document.id!r}, same title and abstract"
        doubt = f"id {document.id!r} belongs to another paper too; this one was minted"
        minted = mint_id(document.title, document.abstract)
        if minted == document.id:
            return f"id {minted!r} belongs to {held[1]} already, with another text"
        return self.admit(replace(document, id=minted, doubts=(*document.doubts, doubt)), place)
