"""Namings → Web Annotations: which stretch of the text names which entity (W3C Web Annotation Data Model)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document, Naming
from kg.rdf import vocab
from kg.rdf.terms import count, decimal, literal
from kg.rdf.triples import Triple


def annotation(document: Document, naming: Naming) -> Iterator[Triple]:
    """Describe one mention: the entity is the body, the span of the text the target."""
    start, end = naming.span
    body = vocab.entity(naming.entity)
    node = vocab.minted("mention", document.id, body, str(start), str(end))
    target, position, quote = (vocab.part(node, name) for name in ("target", "position", "quote"))
    yield node, vocab.TYPE, vocab.ANNOTATION
    yield node, vocab.HAS_BODY, body
    yield node, vocab.HAS_TARGET, target
    yield node, vocab.CONFIDENCE, decimal(naming.confidence)
    yield node, vocab.PAPER, vocab.paper(document.id)
    yield target, vocab.TYPE, vocab.SPECIFIC_RESOURCE
    yield target, vocab.HAS_SOURCE, vocab.text(document.id)
    yield target, vocab.HAS_SELECTOR, position
    yield target, vocab.HAS_SELECTOR, quote
    yield position, vocab.TYPE, vocab.POSITION_SELECTOR
    yield position, vocab.START, count(start)
    yield position, vocab.END, count(end)
    yield quote, vocab.TYPE, vocab.QUOTE_SELECTOR
    yield quote, vocab.EXACT, literal(document.text[start:end])
