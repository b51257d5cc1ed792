"""The data types that flow from files to graph; this package imports nothing of ours.

Offsets are Unicode code points into `Document.text`, end exclusive: `text[start:end] == exact`, always.
"""

from kg.model.claim import (
    Claim,
    Entity,
    Evidence,
    LinkClaim,
    NameKind,
    Naming,
    Quad,
    RelationClaim,
    ResultClaim,
)
from kg.model.document import Author, Document, Identifier, Link, Reject
from kg.model.extraction import (
    COMPARISONS,
    PAPER,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Quantity,
    Ref,
    Relation,
    Result,
    ResultKind,
    Span,
)

__all__ = [
    "COMPARISONS",
    "PAPER",
    "Author",
    "Claim",
    "Document",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Identifier",
    "Link",
    "LinkClaim",
    "Mention",
    "NameKind",
    "Naming",
    "Predicate",
    "Quad",
    "Quantity",
    "Ref",
    "Reject",
    "Relation",
    "RelationClaim",
    "Result",
    "ResultClaim",
    "ResultKind",
    "Span",
]
