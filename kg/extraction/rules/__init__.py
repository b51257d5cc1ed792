"""Mentions, entities, relations and results by rules: the floor that the network is measured against."""

from __future__ import annotations

from kg.extraction import abbreviations, quantities
from kg.extraction.rules import entities, mentions, relations, results
from kg.model import Extraction
from kg.text import sentences

__all__ = ["read"]


def read(text: str) -> Extraction:
    """Run every rule over one text, each fed by the ones before it; `document` is left empty.

    >>> read("FooNet").sentences
    (Span(start=0, end=6),)
    """
    spans = sentences.split(text)
    pairs = abbreviations.find(text)
    figures = quantities.find(text)
    named = entities.group(text, mentions.find(text, spans, pairs), pairs)
    return Extraction(
        document="",
        sentences=spans,
        mentions=named,
        quantities=figures,
        relations=relations.find(text, spans, named, figures),
        results=results.find(text, spans, named, figures),
    )
