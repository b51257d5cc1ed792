"""A document's text, its sentences and the spans that claims rest on → triples (NLP Interchange Format)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Document, Span
from kg.rdf import vocab
from kg.rdf.terms import count, literal
from kg.rdf.triples import Triple


def context(document: Document) -> Iterator[Triple]:
    """Describe the text that all offsets count into."""
    node, text = vocab.text(document.id), document.text
    yield vocab.paper(document.id), vocab.TEXT, node
    yield node, vocab.TYPE, vocab.NIF_CONTEXT
    yield node, vocab.IS_STRING, literal(text)
    yield node, vocab.BEGIN_INDEX, count(0)
    yield node, vocab.END_INDEX, count(len(text))


def sentences(document: Document, spans: Iterable[Span]) -> Iterator[Triple]:
    """Describe the sentences."""
    for span in spans:
        yield vocab.span(document.id, span), vocab.TYPE, vocab.NIF_SENTENCE
        yield from _stretch(document, span)


def phrases(document: Document, spans: Iterable[Span], sentences: Iterable[Span]) -> Iterator[Triple]:
    """Describe the spans that claims rest on, each in the sentence where it begins."""
    within = sorted(sentences)
    for span in spans:
        node = vocab.span(document.id, span)
        yield node, vocab.TYPE, vocab.NIF_PHRASE
        for sentence in within:
            if sentence.start <= span.start < sentence.end:
                yield node, vocab.IN_SENTENCE, vocab.span(document.id, sentence)
        yield from _stretch(document, span)


def _stretch(document: Document, span: Span) -> Iterator[Triple]:
    node = vocab.span(document.id, span)
    yield node, vocab.REFERENCE_CONTEXT, vocab.text(document.id)
    yield node, vocab.BEGIN_INDEX, count(span.start)
    yield node, vocab.END_INDEX, count(span.end)
    yield node, vocab.ANCHOR_OF, literal(document.text[span.start : span.end])
