"""The made-up papers of the linking tests, with bibliographic data, as claims and quads."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extraction.exchange import from_json
from kg.linking import link, links, load_lexicon
from kg.model import Author, Claim, Document, Extraction, Identifier, Link, LinkClaim, Quad
from kg.rdf import link_quads, to_quads

BIRDS = Path(__file__).parents[1] / "linking" / "papers.jsonl"


Papers = dict[str, tuple[Document, Extraction]]


def described(document: Document) -> Document:
    return replace(
        document,
        authors=(
            Author("Ada Finch", ("Department of Song, Wren University, UK",)),
            Author("Bo Li", orcid="0000-0001-2345-6789"),
        ),
        authors_complete=False,
        organizations=("tencent-ai",),
        issued="2025-05-21",
        venue="Aviary",
        categories=("cs.CL",),
        identifiers=(Identifier("arxiv", "2505.00001"), Identifier("acl", "2025.x-1")),
        links=(
            Link("https://github.com/x/y", "code", "abstract"),
            Link("javascript:alert(1)", "page", "url"),
        ),
        code_available=True,
        doubts=("title cut?",),
    )


@pytest.fixture(scope="session")
def papers() -> Papers:
    read = [from_json(json.loads(line)) for line in BIRDS.read_text(encoding="utf-8").splitlines()]
    return {document.id: (described(document), extraction) for document, extraction in read}


@pytest.fixture(scope="session")
def claims(papers: Papers) -> list[Claim]:
    lexicon = load_lexicon()
    return [claim for paper in papers.values() for claim in link(*paper, lexicon)]


@pytest.fixture(scope="session")
def linked(papers: Papers, claims: list[Claim]) -> list[LinkClaim]:
    texts = {document.id: document.text for document, _ in papers.values()}
    return list(links(claims, load_lexicon(), texts=texts))


@pytest.fixture(scope="session")
def quads(papers: Papers, claims: list[Claim], linked: list[LinkClaim]) -> list[Quad]:
    """All paper graphs, then the graph of links."""
    own = {name: [claim for claim in claims if claim.document == name] for name in papers}
    told = [quad for name, paper in papers.items() for quad in to_quads(*paper, own[name])]
    return [*told, *link_quads(linked)]
