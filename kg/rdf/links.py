"""Link claims → the quads of the graph of links: each link plainly, and as a node that says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Entity, EntityType, LinkClaim, Quad
from kg.rdf import vocab
from kg.rdf.terms import decimal, iri, literal
from kg.rdf.triples import Triple


def link_quads(links: Iterable[LinkClaim]) -> Iterator[Quad]:
    """Write each statement of the links once."""
    triples = dict.fromkeys(triple for link in links for triple in (*plain(link), *_reasons(link)))
    return (Quad(*triple, vocab.LINKS_GRAPH) for triple in triples)


def plain(link: LinkClaim) -> Iterator[Triple]:
    """Write what the link says, without why.

    A family, which no paper names, gets the classes of its type. Of a type that papers do not agree on
    nothing is said plainly: under its canonical IRI the entity has the settled one.
    """
    subject = vocab.entity(link.subject)
    if link.predicate != "type":
        yield subject, vocab.LINKS[link.predicate], _object(link)
    elif link.object == link.subject.type:
        yield from ((subject, vocab.TYPE, class_) for class_ in vocab.CLASSES[link.subject.type])


def _reasons(link: LinkClaim) -> Iterator[Triple]:
    subject, predicate, object_ = vocab.entity(link.subject), vocab.LINKS[link.predicate], _object(link)
    node = vocab.link(subject, predicate, object_)
    yield node, vocab.TYPE, vocab.LINK
    yield node, vocab.SUBJECT, subject
    yield node, vocab.PREDICATE, predicate
    yield node, vocab.OBJECT, object_
    yield node, vocab.CONFIDENCE, decimal(link.confidence)
    yield node, vocab.JUSTIFICATION, vocab.justification(link.justification)
    yield node, vocab.RULE, literal(link.evidence.row)


def _object(link: LinkClaim) -> str:
    if isinstance(link.object, Entity):
        return vocab.entity(link.object)
    if link.predicate == "type":
        return vocab.CLASSES[EntityType(link.object)][0]
    return iri(link.object) if link.predicate == "exactMatch" else literal(link.object)
