"""The ontology → its page for people: `python -m kg.rdf.reference > docs/ontology.md` writes it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.rdf.vocab import ONTOLOGY, PREFIXES
from kg.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

INTRODUCTION: Final = """\
# The ontology

Each paper has a named graph of its own, which holds all that this paper says. Each relation is there twice:
as a plain triple, which is easy to query, and as a claim with confidence and evidence. What depends on
several papers (which names are one thing, families of versions, preferred names) stands in the graph of
links, each statement with its reason. The store's default graph is the *resolved view*: every triple stands
once, each entity under its canonical IRI. `kg push --resolved IRI` gives it a name elsewhere.

| thing | IRI, after `https://w3id.org/claimgraph/` |
|---|---|
| term of the ontology | `ontology#…` |
| paper, person, entity | `id/<kind>/<name>` |
| claim, result, specification, mention, record field, link | `id/<kind>/<hash of what it says>` |
| text, and a stretch of it | `id/text/<paper>`, `id/text/<paper>#char=<start>,<end>` |
| graph of a paper | `graph/paper/<paper>` |
| graph of links, of edits | `graph/links`, `graph/edits` |

Offsets count Unicode code points, the end is exclusive, as in Python. The shapes in `ontology/shapes.ttl`
say what every thing must have, `ontology/context.jsonld` gives JSON-LD its short names.
"""


def page(path: Path | None = None) -> str:
    """Write the page for the ontology of the project, or the one at `path`."""
    from rdflib import OWL, RDF, Graph

    graph = Graph().parse(path or ontology_path("claimgraph.ttl"), format="turtle")
    parts = [INTRODUCTION, *_prefixes(), *_table(graph, "Classes", OWL.Class, ("class", "is also"))]
    for title, kind in (("Relations and other links", OWL.ObjectProperty), ("Values", OWL.DatatypeProperty)):
        parts += _table(graph, title, kind, ("property", "from → to"))
    parts += _table(graph, "Properties with things or names", RDF.Property, ("property", "from → to"))
    parts += _table(graph, "Units", _term("qudt", "Unit"), ("unit", ""))
    parts += _borrowed(graph)
    return "\n".join(parts)


def _prefixes() -> Iterator[str]:
    yield "\n## Prefixes\n"
    yield "`kg ask`, the server and the library know them without PREFIX lines.\n"
    yield "| prefix | IRI |"
    yield "|---|---|"
    yield from (f"| `{prefix}:` | `{namespace}` |" for prefix, namespace in PREFIXES.items())


def _table(graph: Graph, title: str, kind: Node, columns: tuple[str, str]) -> Iterator[str]:
    from rdflib import RDF, RDFS

    yield f"\n## {title}\n"
    yield f"| {columns[0]} | {columns[1]} | what it says |"
    yield "|---|---|---|"
    for term in sorted(graph.subjects(RDF.type, kind), key=str):
        if str(term).startswith(ONTOLOGY):
            comment = graph.value(term, RDFS.comment)
            yield f"| `{_short(term)}` | {_place(graph, term)} | {comment} |"


def _borrowed(graph: Graph) -> Iterator[str]:
    """List the terms of other vocabularies, with what is special about their use here."""
    from rdflib import RDF, RDFS

    yield "\n## From other vocabularies\n"
    yield "| term | use here |"
    yield "|---|---|"
    for term in sorted(set(graph.subjects(RDF.type, None)), key=str):
        prefixed = _short(term)
        if not prefixed.startswith(("kg:", "http")):
            yield f"| `{prefixed}` | {graph.value(term, RDFS.comment) or ''} |"
    yield ""


def _place(graph: Graph, term: Node) -> str:
    """Say what a class is part of, or from what to what a property leads."""
    from rdflib import RDFS

    above = [_short(one) for one in graph.objects(term, RDFS.subClassOf)]
    if above:
        return ", ".join(f"`{one}`" for one in sorted(above))
    start = _listed(graph, term, RDFS.domain, _term("schema", "domainIncludes"))
    end = _listed(graph, term, RDFS.range, _term("schema", "rangeIncludes"))
    return f"{start or 'any'} → {end or 'any'}" if start or end else ""


def _listed(graph: Graph, term: Node, *predicates: Node) -> str:
    found = sorted(_short(one) for predicate in predicates for one in graph.objects(term, predicate))
    return ", ".join(f"`{one}`" for one in found)


def _term(prefix: str, name: str) -> Node:
    from rdflib import URIRef

    return URIRef(f"{PREFIXES[prefix]}{name}")


def _short(term: Node) -> str:
    text = str(term)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


if __name__ == "__main__":
    sys.stdout.write(page())
