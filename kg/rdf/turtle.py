"""Quads → one Turtle file for people: graphs merged, sorted, short names, without the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO, Final

from kg.model import Quad
from kg.rdf import vocab
from kg.rdf.sorting import distinct
from kg.rdf.terms import XSD_BOOLEAN, XSD_DECIMAL
from kg.rdf.triples import Triple

_EVIDENCE: Final = frozenset((vocab.EVIDENCE, vocab.EVIDENCE_SPAN, vocab.TEXT))
_EVIDENCE_NODES: Final = tuple(f"<{vocab.ID}{kind}/" for kind in ("text", "mention", "record", "link"))
_ORDER: Final = (
    "paper",
    "model",
    "system",
    "method",
    "dataset",
    "task",
    "metric",
    "hardware",
    "organization",
)
_NAMESPACES: Final = {namespace: prefix for prefix, namespace in vocab.PREFIXES.items()}
_SPLIT: Final = re.compile(r"<(.*[/#])([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)>")
_TYPED: Final = re.compile(r'("(?:[^"\\]|\\.)*")\^\^(<.*>)')
_PLAIN_DECIMAL: Final = re.compile(r'"(-?\d+\.\d+)"')


def write_turtle(quads: Iterable[Quad], file: IO[bytes]) -> None:
    """Write each statement once, papers first, by subject; texts, mentions, spans and reasons stay out."""
    for prefix, namespace in sorted(vocab.PREFIXES.items()):
        file.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    told = distinct(quad[:3] for quad in quads if not _is_evidence(quad))
    blocks = [(subject, _block(subject, triples)) for subject, triples in groupby(told, itemgetter(0))]
    for _, block in sorted(blocks, key=lambda named: _place(named[0])):
        file.write(block.encode())


def short(term: str) -> str:
    """Write a term of N-Quads as Turtle does, shorter where Turtle has a shorter form.

    >>> short("<https://w3id.org/claimgraph/id/model/bert>"), short('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    ('model:bert', '0.9')
    """
    if term.startswith("<"):
        return _short_iri(term)
    typed = _TYPED.fullmatch(term)
    return term if typed is None else _short_literal(typed[1], typed[2])


def _is_evidence(quad: Quad) -> bool:
    return quad.predicate in _EVIDENCE or quad.subject.startswith(_EVIDENCE_NODES)


def _place(subject: str) -> int:
    """Put papers first, then what they name, then people and claims."""
    kind = subject.removeprefix(f"<{vocab.ID}").split("/", 1)[0]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _block(subject: str, triples: Iterable[Triple]) -> str:
    lines = sorted(_lines(triples), key=lambda line: (not line.startswith("a "), line))
    return f"\n{short(subject)} " + " ;\n    ".join(lines) + " .\n"


def _lines(triples: Iterable[Triple]) -> Iterator[str]:
    for predicate, group in groupby(triples, itemgetter(1)):
        verb = "a" if predicate == vocab.TYPE else short(predicate)
        yield f"{verb} {', '.join(short(object_) for _, _, object_ in group)}"


def _short_iri(term: str) -> str:
    found = _SPLIT.fullmatch(term)
    prefix = None if found is None else _NAMESPACES.get(found[1])
    return term if found is None or prefix is None else f"{prefix}:{found[2]}"


def _short_literal(quoted: str, datatype: str) -> str:
    if datatype == XSD_BOOLEAN and quoted in ('"true"', '"false"'):
        return quoted.strip('"')
    bare = _PLAIN_DECIMAL.fullmatch(quoted)
    if datatype == XSD_DECIMAL and bare is not None:
        return bare[1]
    return f"{quoted}^^{_short_iri(datatype)}"
