"""Namings → Web Annotations: which stretch of the text names which entity (W3C Web Annotation Data Model).

The target is the span as the NLP Interchange Format has it, with offsets and text, and not a resource with
selectors of its own: claims rest on the same spans, and a mention takes a third of the triples.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document, Naming
from kg.rdf import vocab
from kg.rdf.terms import decimal
from kg.rdf.triples import Triple


def annotation(document: Document, naming: Naming) -> Iterator[Triple]:
    """Describe one mention: the entity is the body, the span of the text the target."""
    body = vocab.entity(naming.entity)
    node = vocab.minted("mention", document.id, body, *map(str, naming.span))
    yield node, vocab.TYPE, vocab.ANNOTATION
    yield node, vocab.HAS_BODY, body
    yield node, vocab.HAS_TARGET, vocab.span(document.id, naming.span)
    yield node, vocab.CONFIDENCE, decimal(naming.confidence)
    yield node, vocab.PAPER, vocab.paper(document.id)
