"""Columns and rows of terms → the result formats of the W3C.

SPARQL 1.1 Query Results JSON Format, CSV and TSV Formats; triple terms as SPARQL 1.2 writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Rows: TypeAlias = Sequence[Sequence[Term | None]]

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
NUMBERS: Final = frozenset(
    f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")
)
"""The types of what is aligned as a number."""
_BARE: Final = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{XSD}double": re.compile(r"[+-]?(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+"),
}


def json(columns: Sequence[str], rows: Rows) -> str:
    """Write SPARQL results JSON; unbound columns are left out of a binding."""
    bindings = [
        {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
        for row in rows
    ]
    whole = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode() + "\n"


def json_truth(truth: bool) -> str:
    """Write the answer of an ASK as SPARQL results JSON."""
    return orjson.dumps({"head": {}, "boolean": truth}, option=orjson.OPT_INDENT_2).decode() + "\n"


def csv(columns: Sequence[str], rows: Rows) -> str:
    """Write CSV: values alone, lines ended by CR LF as RFC 4180 has it."""
    cells = (["" if term is None else plain(term) for term in row] for row in rows)
    return "".join(map(csv_line, (columns, *cells)))


def csv_line(cells: Iterable[str]) -> str:
    """Write one line of CSV."""
    return ",".join(map(_csv_field, cells)) + "\r\n"


def tsv(columns: Sequence[str], rows: Rows) -> str:
    """Write TSV: every term as Turtle writes it, so that nothing is lost."""
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join("" if term is None else _turtle_term(term) for term in row) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def plain(term: Term) -> str:
    """Write a term as its value alone, without type or language.

    >>> plain(Literal("MoE", language="en"))
    'MoE'
    """
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == f"{XSD}string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _csv_field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def _turtle_term(term: Term) -> str:
    if (
        isinstance(term, Literal)
        and term.datatype.value in _BARE
        and _BARE[term.datatype.value].fullmatch(term.value)
    ):
        return term.value
    # N-Triples need not escape a tab, and the format's columns end at one.
    return str(term).replace("\t", "\\t")
