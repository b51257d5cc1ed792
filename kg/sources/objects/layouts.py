"""A JSON object → a document, by the layout that it has: a service's own, or plain fields with a title.

Another layout is one module more with `fits(record)` and `to_document(record)`, and one line in `LAYOUTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kg.model import Document
from kg.sources.markup import dblp
from kg.sources.objects import (
    arxivdump,
    crossref,
    europepmc,
    huggingface,
    openalex,
    openreview,
    papers,
    s2orc,
    semanticscholar,
)

Record = dict[str, object]


class _ToDocument(Protocol):
    def __call__(self, record: Record, /, *, doubts: tuple[str, ...] = ()) -> Document | str: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """How one service writes a paper: how an object of it is known, and what becomes of it."""

    name: str
    fits: Callable[[Record], bool]
    to_document: _ToDocument
    looks_like: str


LAYOUTS = (
    Layout("openalex", openalex.fits, openalex.to_document, "JSON of OpenAlex: works"),
    Layout("openreview", openreview.fits, openreview.to_document, "JSON of OpenReview: notes, API v2 or v1"),
    Layout("crossref", crossref.fits, crossref.to_document, "JSON of Crossref, and CSL-JSON"),
    Layout(
        "arxivdump", arxivdump.fits, arxivdump.to_document, "JSONL of arXiv's metadata dump, and unarXive"
    ),
    Layout("s2orc", s2orc.fits, s2orc.to_document, "JSON of S2ORC, doc2json and CORD-19: papers in full"),
    Layout("europepmc", europepmc.fits, europepmc.to_document, "JSON of Europe PMC: papers"),
    Layout("huggingface", huggingface.fits, huggingface.to_document, "JSON of Hugging Face's daily papers"),
    Layout("dblp", dblp.fits, dblp.to_document, "XML of DBLP, and JSON of its search"),
    Layout(
        "semanticscholar",
        semanticscholar.fits,
        semanticscholar.to_document,
        "JSON of Semantic Scholar: Graph API, old API, bulk data",
    ),
)


def fits(record: Record) -> bool:
    """Tell whether an object is a paper's record at all: a service's, or one with a title."""
    return papers.has_title(record) or any(layout.fits(record) for layout in LAYOUTS)


def to_document(record: Record, *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of an object, or say why there is none."""
    found = next((layout for layout in LAYOUTS if layout.fits(record)), None)
    read = found.to_document if found else papers.to_document
    return read(record, doubts=doubts)
