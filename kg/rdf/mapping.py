"""A document, its extraction and its claims → the quads of its named graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.model import Claim, Document, Extraction, Naming, Quad, RelationClaim, ResultClaim, Span
from kg.rdf import claims as mapped
from kg.rdf import entities, mentions, papers, spans, vocab
from kg.rdf.triples import Level, Triple


def to_quads(
    document: Document, extraction: Extraction, claims: Iterable[Claim], *, evidence: Level = "full"
) -> Iterator[Quad]:
    """Write all that one paper says into its graph, each statement once.

    `evidence` says how much text goes with it: `full`; `compact` leaves out the mentions and keeps the
    sentences and spans that claims rest on; `none` leaves out every text but the title and keeps offsets.
    """
    graph = vocab.paper_graph(document.id)
    triples = dict.fromkeys(_triples(document, extraction, tuple(claims), evidence))
    return (Quad(*triple, graph) for triple in triples)


def _triples(
    document: Document, extraction: Extraction, claims: tuple[Claim, ...], level: Level
) -> Iterator[Triple]:
    namings = [claim for claim in claims if isinstance(claim, Naming)]
    relations = [claim for claim in claims if isinstance(claim, RelationClaim)]
    figures = [claim for claim in claims if isinstance(claim, ResultClaim)]
    said: list[RelationClaim | ResultClaim] = [*relations, *figures]
    spoken_of = [entity for claim in said for entity in mapped.entities(claim)]
    yield from papers.paper(document, abstract=level != "none")
    yield from entities.described(document, namings, spoken_of)
    yield from mapped.summary(document, spoken_of, said)
    for relation in relations:
        yield from mapped.relation(relation)
    for figure in figures:
        yield from mapped.figure(figure)
    if level != "none":
        full = level == "full"
        yield from _text(document, said, extraction.sentences if full else (), namings if full else ())


def _text(
    document: Document,
    said: list[RelationClaim | ResultClaim],
    sentences: Sequence[Span],
    namings: Sequence[Naming],
) -> Iterator[Triple]:
    """Describe the text: what claims rest on in it, with these sentences and mentions besides."""
    spans_cited, sentences_cited = mapped.cited(said)
    for naming in namings:
        yield from mentions.annotation(document, naming)
    phrases = spans_cited | {naming.span for naming in namings}
    yield from spans.text(document, sorted(phrases), sorted(sentences_cited.union(sentences)))
