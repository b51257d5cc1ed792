"""Extractions → Claims: `link` for one document alone, `links` for what depends on several."""

from kg.linking.claims import link
from kg.linking.lexicon import Lexicon, Row, load_lexicon, read_text
from kg.linking.links import links

__all__ = ["Lexicon", "Row", "link", "links", "load_lexicon", "read_text"]
