"""A document's bibliographic data → triples, each kind of fact with the record's field as its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from kg.model import Document
from kg.rdf import vocab
from kg.rdf.terms import boolean, date, literal, tagged, web_iri
from kg.rdf.triples import Triple
from kg.text.affiliations import units

LINKS: Final = {
    "code": vocab.CODE_REPOSITORY,
    "weights": vocab.WEIGHTS,
    "data": vocab.DATA,
    "page": vocab.PAGE,
    "pdf": vocab.PDF,
}
IDENTIFIERS: Final = {"arxiv": vocab.ARXIV_ID, "doi": vocab.DOI}


class Fact(NamedTuple):
    """What a field of the record says of the paper."""

    field: str
    predicate: str
    object: str


def paper(document: Document, *, abstract: bool = True) -> Iterator[Triple]:
    """Describe the paper, its authors, and the fields that say so."""
    node = vocab.paper(document.id)
    yield node, vocab.TYPE, vocab.SCHOLARLY_ARTICLE
    yield node, vocab.TYPE, vocab.RESEARCH_PAPER
    yield node, vocab.IDENTIFIER, literal(document.id)
    yield from ((node, vocab.DOUBT, literal(doubt)) for doubt in _doubts(document))
    facts = [fact for fact in _facts(document) if abstract or fact.predicate != vocab.ABSTRACT]
    for fact in facts:
        yield node, fact.predicate, fact.object
    yield from _people(document)
    yield from _fields(document, facts)


def organizations(document: Document) -> tuple[tuple[str, ...], ...]:
    """List the organizations of the paper and of its authors, each once, with the wholes it is part of."""
    of_authors = (name for author in document.authors for name in author.affiliations)
    chains = (chain for name in (*document.organizations, *of_authors) for chain in units(name))
    return tuple(dict.fromkeys(chains))


def _facts(document: Document) -> Iterator[Fact]:
    yield Fact("title", vocab.TITLE, tagged(document.title, document.language))
    if document.abstract:
        yield Fact("abstract", vocab.ABSTRACT, tagged(document.abstract, document.language))
    if document.issued:
        yield Fact("issued", vocab.ISSUED, date(document.issued))
    if document.venue:
        yield Fact("venue", vocab.VENUE, literal(document.venue))
    if document.licence:
        yield Fact("licence", vocab.RIGHTS, literal(document.licence))
    yield from (Fact("categories", vocab.CATEGORY, literal(one)) for one in document.categories)
    yield from (Fact("keywords", vocab.KEYWORD, literal(one)) for one in document.keywords)
    yield from _author_facts(document)
    yield from _link_facts(document)
    yield from (Fact("sources", vocab.SOURCE, literal(one)) for one in document.sources)
    for identifier in document.identifiers:
        if identifier.scheme in IDENTIFIERS:
            yield Fact("identifiers", IDENTIFIERS[identifier.scheme], literal(identifier.value))
        else:
            scheme_and_value = f"{identifier.scheme}:{identifier.value}"
            yield Fact("identifiers", vocab.OTHER_IDENTIFIER, literal(scheme_and_value))


def _author_facts(document: Document) -> Iterator[Fact]:
    for author in document.authors:
        yield Fact("authors", vocab.CREATOR, vocab.person(author.name))
    if document.authors:
        names = "; ".join(author.name for author in document.authors)
        yield Fact("authors", vocab.AUTHOR_LIST, literal(names))
        yield Fact("authors", vocab.AUTHORS_COMPLETE, boolean(document.authors_complete))
    of_paper = {chain for name in document.organizations for chain in units(name)}
    for chain in organizations(document):
        field = "organizations" if chain in of_paper else "authors"
        yield Fact(field, vocab.AFFILIATION, vocab.entity(vocab.organization(chain[0])))


def _link_facts(document: Document) -> Iterator[Fact]:
    if document.code_available:
        yield Fact("code", vocab.CODE_AVAILABLE, boolean(True))
    for link in document.links:
        page = web_iri(link.url)
        if page is not None:
            yield Fact(link.field, LINKS[link.kind], page)


def _doubts(document: Document) -> Iterator[str]:
    yield from document.doubts
    for link in document.links:
        if web_iri(link.url) is None:
            yield f"left out the {link.kind} link {link.url}: no http(s) address"


def _people(document: Document) -> Iterator[Triple]:
    """Describe each author; of namesakes, who are one, the first gives the name.

    A unit of an organization is part of it in each paper that says so.
    """
    authors = {vocab.person(author.name): author for author in reversed(document.authors)}
    for node, author in reversed(authors.items()):
        yield node, vocab.TYPE, vocab.PERSON
        yield node, vocab.PREF_LABEL, literal(author.name)
        page = web_iri(f"https://orcid.org/{author.orcid.rsplit('/', 1)[-1]}") if author.orcid else None
        if page is not None:
            yield node, vocab.EXACT_MATCH, page
    for author in document.authors:
        for chain in (chain for name in author.affiliations for chain in units(name)):
            place = vocab.entity(vocab.organization(chain[0]))
            yield vocab.person(author.name), vocab.WORKS_FOR, place
    for chain in organizations(document):
        for unit, whole in pairwise(map(vocab.organization, chain)):
            if unit != whole:
                yield vocab.entity(unit), vocab.SUB_ORGANIZATION_OF, vocab.entity(whole)


def _fields(document: Document, facts: Iterable[Fact]) -> Iterator[Triple]:
    told: dict[str, dict[str, None]] = {}
    for fact in facts:
        told.setdefault(fact.field, {})[fact.predicate] = None
    for field, predicates in told.items():
        node = vocab.minted("record", document.id, field)
        yield node, vocab.TYPE, vocab.RECORD_FIELD
        yield node, vocab.PAPER, vocab.paper(document.id)
        yield node, vocab.FIELD, literal(field)
        yield from ((node, vocab.ABOUT, predicate) for predicate in predicates)
