import json

import rdflib
from rdflib.compare import to_isomorphic

from kg.model import Quad
from kg.resources import ontology_path

CONTEXT = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]


def test_json_ld_with_the_context_says_the_same(quads: list[Quad]) -> None:
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    graph = rdflib.Graph().parse(data=lines, format="nt")
    document = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert to_isomorphic(rdflib.Graph().parse(data=document, format="json-ld")) == to_isomorphic(graph)


def test_the_short_names_are_used(quads: list[Quad]) -> None:
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    graph = rdflib.Graph().parse(data=lines, format="nt")
    nodes = json.loads(graph.serialize(format="json-ld", context=CONTEXT))["@graph"]
    model = next(node for node in nodes if node["@id"].endswith("/model/wren"))
    assert model["@type"] == "Model"
    assert model["prefLabel"] == "Wren"
    names = {name for node in nodes for name in node}
    assert {name for name in names if ":" in name} == set()
