"""Extractions → Claims: `link` for one document alone, `links` for what depends on several."""

from kg.linking.claims import link
from kg.linking.lexicon import Lexicon, Row, load_lexicon

__all__ = ["Lexicon", "Row", "link", "load_lexicon"]
