"""A term of the graph → text for people, which neither drives a terminal nor reorders its neighbours."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import NamedNode

from kg.rdf.vocab import PREFIXES
from kg.store.formats import Term, plain

_NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda each: (-len(each[1]), each[0]))
_LOCAL: Final = re.compile(r"[\w%][\w.%-]*(?<!\.)|")
# Control characters drive the terminal, bidirectional marks reorder what stands beside them, and what is no
# character cannot stand in XML.
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def shown(term: Term | None) -> str:
    """Write a term for people: IRIs by our prefixes, literals by their value, controls as U+FFFD.

    >>> shown(NamedNode("https://w3id.org/claimgraph/id/model/hunyuan-turbos"))
    'model:hunyuan-turbos'
    """
    if term is None:
        return ""
    return safe(shortened(term.value) if isinstance(term, NamedNode) else plain(term))


def safe(text: str) -> str:
    """Put U+FFFD for what would drive the terminal or reorder its neighbours; line feeds become spaces."""
    return _UNSAFE.sub("\ufffd", text.replace("\n", " "))


def local(iri: str) -> str:
    """Give the last part of an IRI, which says most: `outperforms` of the ontology's term."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def kind(class_iri: str) -> str:
    """Say what a thing of a class is, as people do: `Model`, `Paper`."""
    name = local(class_iri)
    return "Paper" if name == "ScholarlyArticle" else name


def shortened(iri: str) -> str:
    """Write an IRI by our prefix where that is exact, else in full."""
    for prefix, namespace in _NAMESPACES:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
