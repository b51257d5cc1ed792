"""A document's text, its sentences, and the spans of mentions and claims → NLP Interchange Format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Document, Span
from kg.rdf import vocab
from kg.rdf.terms import count, literal
from kg.rdf.triples import Triple
from kg.text.places import around


def text(document: Document, phrases: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Triple]:
    """Describe the text that all offsets count into, sentences of it, and phrases; both in text order."""
    yield from _context(document)
    for span in sentences:
        yield from _stretch(document, span, vocab.NIF_SENTENCE)
    for span in phrases:
        yield from _stretch(document, span, vocab.NIF_PHRASE)
    yield from _inside(document, phrases, sentences)


def _context(document: Document) -> Iterator[Triple]:
    node, text = vocab.text(document.id), document.text
    yield vocab.paper(document.id), vocab.TEXT, node
    yield node, vocab.TYPE, vocab.NIF_CONTEXT
    yield node, vocab.IS_STRING, literal(text)
    yield node, vocab.BEGIN_INDEX, count(0)
    yield node, vocab.END_INDEX, count(len(text))


def _stretch(document: Document, span: Span, class_: str) -> Iterator[Triple]:
    node = vocab.span(document.id, span)
    yield node, vocab.TYPE, class_
    yield node, vocab.REFERENCE_CONTEXT, vocab.text(document.id)
    yield node, vocab.BEGIN_INDEX, count(span.start)
    yield node, vocab.END_INDEX, count(span.end)
    yield node, vocab.ANCHOR_OF, literal(document.text[span.start : span.end])


def _inside(document: Document, phrases: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Triple]:
    """Tell in which sentence each phrase begins."""
    for span in phrases:
        sentence = around(sentences, span.start)
        if sentence is not None:
            yield vocab.span(document.id, span), vocab.IN_SENTENCE, vocab.span(document.id, sentence)
