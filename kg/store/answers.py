"""What a query gave → text: table, Markdown, and the result formats of the W3C."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""A value of a row; RDF 1.1 graphs hold no triple terms, the engine's type allows them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT: one term a column, `None` where the column is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
