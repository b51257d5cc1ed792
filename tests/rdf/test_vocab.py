import json
import re
from typing import get_args, get_type_hints

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from kg.model import Entity, EntityType, LinkClaim, Predicate, Span
from kg.rdf import vocab
from kg.rdf.units import UNITS
from kg.resources import ontology_path

META = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://w3id.org/claimgraph/graph/")
"""The language itself, and names of graphs, which are no terms."""


def used() -> set[str]:
    """Gather every term that the modules hold."""
    found = set()
    for value in [*vars(vocab).values(), UNITS]:
        parts = value.values() if isinstance(value, dict) else [value]
        texts = [text for part in parts for text in (part if isinstance(part, tuple) else [part])]
        found |= {text[1:-1] for text in texts if isinstance(text, str) and re.fullmatch("<[^<>]+>", text)}
    return {term for term in found if not term.startswith(META)}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_path("claimgraph.ttl"))


def test_each_term_exists_in_the_ontology(ontology: rdflib.Graph) -> None:
    assert used() <= {str(term) for term in ontology.subjects(RDF.type)}


def test_each_of_our_terms_is_used(ontology: rdflib.Graph) -> None:
    own = {str(term) for term in ontology.subjects(RDF.type) if str(term).startswith(vocab.ONTOLOGY)}
    assert own == {term for term in used() if term.startswith(vocab.ONTOLOGY)}


def test_each_of_our_terms_has_a_label_and_a_comment(ontology: rdflib.Graph) -> None:
    own = {term for term in ontology.subjects(RDF.type) if str(term).startswith(vocab.ONTOLOGY)}
    bare = [
        term for term in own if None in (ontology.value(term, RDFS.label), ontology.value(term, RDFS.comment))
    ]
    assert bare == []


def test_what_a_term_of_ours_points_at_is_declared(ontology: rdflib.Graph) -> None:
    pointers = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf)
    targets = {target for pointer in pointers for target in ontology.objects(None, pointer)}
    declared = set(ontology.subjects(RDF.type))
    outside = {"http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
    assert {term for term in targets - declared if not str(term).startswith(tuple(outside))} == set()


def test_values_and_things_are_told_apart(ontology: rdflib.Graph) -> None:
    both = set(ontology.subjects(RDF.type, OWL.ObjectProperty)) & set(
        ontology.subjects(RDF.type, OWL.DatatypeProperty)
    )
    assert both == set()


def test_classes_say_in_the_ontology_what_the_graph_says(ontology: rdflib.Graph) -> None:
    for classes in vocab.CLASSES.values():
        own, *others = (rdflib.URIRef(each[1:-1]) for each in classes)
        assert set(ontology.objects(own, RDFS.subClassOf)) == set(others)


def test_tables_are_complete() -> None:
    assert set(vocab.PREDICATES) == set(Predicate)
    assert set(vocab.CLASSES) == set(EntityType)
    assert set(vocab.LINKS) == set(get_args(get_type_hints(LinkClaim)["predicate"]))


def test_the_context_knows_each_of_our_terms() -> None:
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    known = {value["@id"] for value in context.values() if isinstance(value, dict)}
    assert {term for term in used() if term.startswith(vocab.ONTOLOGY)} <= {
        identifier.replace("kg:", vocab.ONTOLOGY) for identifier in known
    }


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (vocab.entity(Entity(EntityType.MODEL, "quillon")), "<https://w3id.org/claimgraph/id/model/quillon>"),
        (vocab.paper("2505.1"), "<https://w3id.org/claimgraph/id/paper/2505.1>"),
        (vocab.paper_graph("a/b"), "<https://w3id.org/claimgraph/graph/paper/a%2Fb>"),
        (vocab.person("Ao  Liu"), "<https://w3id.org/claimgraph/id/person/ao-liu>"),
        (vocab.text("a>b"), "<https://w3id.org/claimgraph/id/text/a%3Eb>"),
        (vocab.span("d", Span(5, 14)), "<https://w3id.org/claimgraph/id/text/d#char=5,14>"),
        (vocab.minted("claim", "ab", "c"), "<https://w3id.org/claimgraph/id/claim/430fb1b4ac43316e>"),
        (vocab.justification("LexicalMatching"), "<https://w3id.org/semapv/vocab/LexicalMatching>"),
    ],
)
def test_iris(term: str, expected: str) -> None:
    assert term == expected


def test_no_two_contents_mint_one_iri() -> None:
    assert vocab.minted("claim", "ab", "c") != vocab.minted("claim", "a", "bc")
    assert vocab.minted("claim", "1:a") != vocab.minted("claim", "1", "a")
    assert vocab.entity(Entity(EntityType.MODEL, "c++")) != vocab.entity(Entity(EntityType.MODEL, "c"))
    assert vocab.entity(Entity(EntityType.MODEL, "\ud800 x")).startswith(
        "<https://w3id.org/claimgraph/id/model/x-"
    )
