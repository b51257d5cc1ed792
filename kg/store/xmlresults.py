"""Columns and rows of terms → the SPARQL Query Results XML Format of the W3C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.store.formats import XSD, Rows, Term

_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_HEAD: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def rows(columns: Sequence[str], found: Rows) -> str:
    """Write SPARQL results XML; characters that XML 1.0 cannot hold become U+FFFD."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    results = "".join(f"<result>{''.join(_bindings(columns, row))}</result>\n" for row in found)
    return f"{_XML_HEAD}<head>{head}</head>\n<results>\n{results}</results>\n</sparql>\n"


def truth(answer: bool) -> str:
    """Write the answer of an ASK as SPARQL results XML."""
    return f"{_XML_HEAD}<head/>\n<boolean>{'true' if answer else 'false'}</boolean>\n</sparql>\n"


def _bindings(columns: Sequence[str], row: Sequence[Term | None]) -> Iterator[str]:
    for name, term in zip(columns, row, strict=True):
        if term is not None:
            yield f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"


def _xml_term(term: Term) -> str:
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    value = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    typed = "" if term.datatype.value == f"{XSD}string" else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{typed}>{value}</literal>"
