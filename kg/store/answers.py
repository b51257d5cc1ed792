"""What a query gave → text, in a format that is named: for people, or one of the W3C's."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.rdf.vocab import PREFIXES
from kg.store import formats

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""A value of a row; RDF 1.1 graphs hold no triple terms, but the engine's type allows them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT: one term a column, `None` where the column is unbound.

    `note` says what was left out, and how to have it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    note: str = field(default="", compare=False)

    def write(self, format: str = "table", *, width: int = 80) -> str:
        """Write the rows as `table` (at most `width` columns), `md`, `json`, `csv`, `tsv` or `xml`."""
        if format == "table":
            from kg.store import tables

            return tables.table(self.columns, self.rows, width=width)
        return _writer(format, _ROWS)(self.columns, self.rows)


def written(found: Answer | bool | Sequence[Triple], format: str = "table", *, width: int = 80) -> str:
    """Write whatever a query gave: rows, yes or no, or triples (always as Turtle)."""
    if isinstance(found, Answer):
        return found.write(format, width=width)
    if isinstance(found, bool):
        return _writer(format, _TRUTHS)(found)
    if format not in ("table", "ttl"):
        raise QueryError(f"format {format}: the query gives triples; ask for ttl")
    return turtle(found)


def turtle(triples: Sequence[Triple]) -> str:
    """Write triples as Turtle, sorted, with those of our prefixes that occur in them."""
    sorted_triples = sorted(
        set(triples), key=lambda each: (str(each.subject), str(each.predicate), str(each.object))
    )
    out = io.BytesIO()
    serialize(sorted_triples, out, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    # The engine writes prefixes in the order of a hash table, and all of them.
    lines = out.getvalue().decode().split("\n")
    said = "\n".join(line for line in lines if not line.startswith("@prefix "))
    declared = sorted(line for line in lines if line.startswith("@prefix ") and line.split()[1] in said)
    return "\n".join([*declared, said])


def _writer(format: str, writers: dict[str, Callable[..., str]]) -> Callable[..., str]:
    if format not in writers:
        known = ", ".join(sorted({"table", *writers}))
        raise QueryError(f"format {format}: does not fit this answer; choose {known}")
    return writers[format]


def _markdown(columns: Sequence[str], rows: formats.Rows) -> str:
    from kg.store import tables

    return tables.markdown(columns, rows)


def _xml(columns: Sequence[str], rows: formats.Rows) -> str:
    from kg.store import xmlresults

    return xmlresults.rows(columns, rows)


def _xml_truth(truth: bool) -> str:
    from kg.store import xmlresults

    return xmlresults.truth(truth)


_ROWS: dict[str, Callable[..., str]] = {
    "csv": formats.csv,
    "json": formats.json,
    "md": _markdown,
    "tsv": formats.tsv,
    "xml": _xml,
}
_TRUTHS: dict[str, Callable[..., str]] = {
    "csv": lambda truth: f"{'true' if truth else 'false'}\n",
    "json": formats.json_truth,
    "md": lambda truth: f"{'yes' if truth else 'no'}\n",
    "table": lambda truth: f"{'yes' if truth else 'no'}\n",
    "tsv": lambda truth: f"{'true' if truth else 'false'}\n",
    "xml": _xml_truth,
}
