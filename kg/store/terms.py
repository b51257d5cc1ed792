"""A query → the terms of our ontology in it that there are not: a typing error finds nothing, in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.rdf.vocab import ONTOLOGY
from kg.resources import ontology_path
from kg.store.entities import nearest
from kg.store.syntax import tokens

_TERM: Final = re.compile(r"^kg:(\w+) a ", re.MULTILINE)
_OTHERWISE: Final = re.compile(rf"PREFIX\s+kg:\s*<(?!{re.escape(ONTOLOGY)}>)", re.IGNORECASE)


def unknown(sparql: str) -> Iterator[str]:
    """Say of each term that is not in the ontology which one may be meant, in the order of the query."""
    if _OTHERWISE.search(sparql):
        return
    known = _TERM.findall(ontology_path("claimgraph.ttl").read_text(encoding="utf-8"))
    for term in dict.fromkeys(_used(sparql)):
        if term not in known:
            near = nearest(term, known)[:1]
            meant = f"did you mean kg:{near[0]}?" if near else "ontology/claimgraph.ttl lists its terms"
            yield f"kg:{term} is not in the ontology; {meant}"


def _used(sparql: str) -> Iterator[str]:
    for kind, text, _ in tokens(sparql):
        if kind == "name" and text.startswith("kg:"):
            yield from filter(None, [text.removeprefix("kg:").rstrip(".")])
        elif kind == "iri" and text.startswith(f"<{ONTOLOGY}"):
            yield from filter(None, [text[len(ONTOLOGY) + 1 : -1]])
