"""Documents → Extractions: spaCy is the frame, our components find spans, entities, relations and results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

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
    read = _reading(nlp)
    for document in documents:
        yield replace(read(document.text), document=document.id)


def _reading(nlp: Language) -> Callable[[str], Extraction]:
    """Ask our pipe itself where it is the only one: no other then needs tokens, which cost a twentieth."""
    if nlp.pipe_names == ["claimgraph"]:
        ours: Any = nlp.get_pipe("claimgraph")
        return cast("Callable[[str], Extraction]", ours.read)
    return lambda text: nlp(text)._.extraction
