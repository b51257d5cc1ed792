"""Four made-up papers about birds, as `kg extract` writes them."""

import json
from pathlib import Path

import pytest

from kg.extraction.exchange import from_json
from kg.linking import Lexicon, load_lexicon
from kg.model import Document, Extraction

Papers = dict[str, tuple[Document, Extraction]]


@pytest.fixture(scope="session")
def papers() -> Papers:
    lines = (Path(__file__).parent / "papers.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        document.id: (document, extraction) for document, extraction in map(from_json, map(json.loads, lines))
    }


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
