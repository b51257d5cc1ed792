"""claimgraph: from machine-learning papers to the graph of what they claim.

    >>> import kg
    >>> [document.title for document in kg.read("papers.jsonl")]                    # doctest: +SKIP
    >>> kg.build("papers.jsonl", "outputs")                                         # doctest: +SKIP
    >>> kg.open_store("outputs").query("ASK { ?model kg:outperforms ?other }")      # doctest: +SKIP

Each name is loaded when it is first used, so that `import kg` costs nothing. `docs/python.md` shows what the
names are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import loading

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.evaluation import score
    from kg.extraction import extract, load_nlp
    from kg.linking import Lexicon, link, links, load_lexicon
    from kg.model import (
        Author,
        Claim,
        Document,
        Entity,
        EntityType,
        Evidence,
        Extraction,
        Identifier,
        Link,
        LinkClaim,
        Mention,
        Naming,
        Predicate,
        Quad,
        Quantity,
        Reject,
        Relation,
        RelationClaim,
        Result,
        ResultClaim,
        ResultKind,
        Span,
    )
    from kg.pipeline import Summary, build, open_output, open_store
    from kg.rdf import to_quads
    from kg.sources import read
    from kg.store import Store
    from kg.store.answers import Answer
    from kg.store.claims import Told
    from kg.store.opened import OpenStore
    from kg.viz import to_networkx, write_page

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Author",
    "Claim",
    "Document",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Identifier",
    "KGError",
    "Lexicon",
    "Link",
    "LinkClaim",
    "Mention",
    "Naming",
    "OpenStore",
    "Predicate",
    "Quad",
    "Quantity",
    "Reject",
    "Relation",
    "RelationClaim",
    "Result",
    "ResultClaim",
    "ResultKind",
    "Span",
    "Store",
    "Summary",
    "Told",
    "__version__",
    "build",
    "extract",
    "link",
    "links",
    "load_lexicon",
    "load_nlp",
    "open_output",
    "open_store",
    "read",
    "score",
    "to_networkx",
    "to_quads",
    "write_page",
]

__getattr__ = loading(
    __name__,
    {
        "kg.errors": ("KGError",),
        "kg.evaluation": ("score",),
        "kg.extraction": ("extract", "load_nlp"),
        "kg.linking": ("Lexicon", "link", "links", "load_lexicon"),
        "kg.model": (
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
            "Naming",
            "Predicate",
            "Quad",
            "Quantity",
            "Reject",
            "Relation",
            "RelationClaim",
            "Result",
            "ResultClaim",
            "ResultKind",
            "Span",
        ),
        "kg.pipeline": ("Summary", "build", "open_output", "open_store"),
        "kg.rdf": ("to_quads",),
        "kg.sources": ("read",),
        "kg.store": ("Store",),
        "kg.store.answers": ("Answer",),
        "kg.store.claims": ("Told",),
        "kg.store.opened": ("OpenStore",),
        "kg.viz": ("to_networkx", "write_page"),
    },
)


def __dir__() -> list[str]:
    return __all__
