"""Documents → Extractions: spaCy is the frame, our components find spans, entities, relations and results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["extract", "load_nlp"]


def load_nlp(*, rules: bool = False) -> Language:
    """Make spaCy's blank English with our pipe `claimgraph`, by the shipped network or by rules.

    Nothing is read from the network. Raises ExtractionError where the weights are missing or damaged.
    """
    from kg.extraction import nlp

    return nlp.load(rules=rules)


def extract(documents: Iterable[Document], nlp: Language) -> Iterator[Extraction]:
    """Extract each document by itself, in input order; no result depends on another document.

    `nlp` is what `load_nlp` gives, or any pipeline of yours with the pipe `claimgraph` in it.
    """
    from kg.extraction.nlp import reading

    read = reading(nlp)
    for document in documents:
        yield replace(read(document.text), document=document.id)
