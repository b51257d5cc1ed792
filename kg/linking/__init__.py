"""Extractions → Claims: `link` for one document alone, `links` for what depends on several."""

from kg.linking.claims import link
from kg.linking.closure import closure
from kg.linking.lexicon import Lexicon, Row, load_lexicon, read_text
from kg.linking.links import links, settle
from kg.linking.observed import Observed, observe

__all__ = [
    "Lexicon",
    "Observed",
    "Row",
    "closure",
    "link",
    "links",
    "load_lexicon",
    "observe",
    "read_text",
    "settle",
]
