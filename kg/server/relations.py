"""Predicates → the words a reader sees, in the order in which they are shown; the picture says the same.

`kg/viz/web/words.js` has the same table for the picture; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Final

RELATIONS: Final = {
    "introduces": ("introduces", "introduced by"),
    "outperforms": ("outperforms", "outperformed by"),
    "comparedWith": ("compared with", "compared with"),
    "basedOn": ("based on", "basis of"),
    "variantOf": ("variant of", "has variants"),
    "typeOf": ("is a", "has kinds"),
    "uses": ("uses", "used by"),
    "partOf": ("part of", "has parts"),
    "addresses": ("addresses", "addressed by"),
    "trainedOn": ("trained on", "used to train"),
    "evaluatedOn": ("evaluated on", "used to evaluate"),
    "measuredBy": ("measured by", "measures"),
    "developedBy": ("developed by", "developed"),
    "runsOn": ("runs on", "runs"),
    "affiliation": ("comes from", "papers from it"),
    "creator": ("written by", "wrote"),
}
"""The name of a property → as its subject says it, and as its object would."""

_ORDER: Final = list(RELATIONS)


def says(relation: str, *, inverse: bool = False) -> str:
    """Say a relation as its subject would, or with `inverse` as its object.

    >>> says("outperforms", inverse=True)
    'outperformed by'
    """
    return RELATIONS.get(relation, (relation, f"{relation} (of)"))[inverse]


def rank(relation: str) -> int:
    """Give the place of a relation among all; what is not known comes last."""
    return _ORDER.index(relation) if relation in RELATIONS else len(_ORDER)
