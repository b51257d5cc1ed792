"""The endpoint and its graph → RDF that says what they are: SPARQL Service Description and VoID."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.rdf.vocab import ID, ONTOLOGY, PREFIXES

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
    "nq": "N-Quads",
    "trig": "TriG",
}
RDF_FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
"""The engine's name of each format."""

_TYPE: Final = NamedNode(f"{PREFIXES['rdf']}type")
_TITLE: Final = NamedNode(f"{PREFIXES['dcterms']}title")
_Node = NamedNode | BlankNode


def service(endpoint: str, *, update: bool) -> list[Triple]:
    """Describe the endpoint: its languages, formats, features and dataset."""
    this, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    languages = ["SPARQL10Query", "SPARQL11Query", *(["SPARQL11Update"] if update else [])]
    said = [
        *_said(this, _TYPE, [_sd("Service")]),
        *_said(this, _sd("endpoint"), [NamedNode(endpoint)]),
        *_said(this, _sd("supportedLanguage"), [_sd(name) for name in languages]),
        *_said(this, _sd("resultFormat"), [NamedNode(_FORMATS + name) for name in _FORMAT_NAMES.values()]),
        *_said(this, _sd("defaultDataset"), [dataset]),
        *_said(dataset, _TYPE, [_sd("Dataset")]),
        *_said(dataset, _sd("defaultGraph"), [default]),
        *_said(default, _TYPE, [_sd("Graph")]),
    ]
    return list(said)


def dataset(
    root: str, *, triples: int, classes: Mapping[str, int], predicates: Mapping[str, int]
) -> list[Triple]:
    """Describe the graph in VoID: how much of what it holds, and where it is read."""
    this = NamedNode(f"{root}.well-known/void")
    said = [
        *_said(this, _TYPE, [_void("Dataset")]),
        *_said(this, _TITLE, [Literal("What machine-learning papers claim", language="en")]),
        *_said(this, _void("sparqlEndpoint"), [NamedNode(f"{root}sparql")]),
        *_said(this, _void("uriSpace"), [Literal(ID)]),
        *_said(this, _void("vocabulary"), [NamedNode(ONTOLOGY)]),
        *_said(this, _void("triples"), [Literal(triples)]),
        *_said(this, _void("classes"), [Literal(len(classes))]),
        *_said(this, _void("properties"), [Literal(len(predicates))]),
        *_parts(this, "class", "entities", classes),
        *_parts(this, "property", "triples", predicates),
    ]
    return list(said)


def written(triples: Iterable[Triple], format: str) -> bytes:
    """Write triples in one of the formats of graphs."""
    prefixes = {"sd": SD, "void": VOID, "dcterms": PREFIXES["dcterms"], "formats": _FORMATS, "kg": ONTOLOGY}
    file = io.BytesIO()
    pyoxigraph.serialize(triples, file, format=RDF_FORMATS[format], prefixes=prefixes)
    return file.getvalue()


def _parts(whole: _Node, kind: str, counted: str, counts: Mapping[str, int]) -> Iterator[Triple]:
    for number, (name, count) in enumerate(sorted(counts.items())):
        part = BlankNode(f"{kind}{number}")
        yield Triple(whole, _void(f"{kind}Partition"), part)
        yield Triple(part, _void(kind), NamedNode(_full(name)))
        yield Triple(part, _void(counted), Literal(count))


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name.strip("<>")


def _said(subject: _Node, predicate: NamedNode, objects: Iterable[_Node | Literal]) -> Iterator[Triple]:
    return (Triple(subject, predicate, each) for each in objects)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)
