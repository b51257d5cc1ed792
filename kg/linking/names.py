"""A document's mentions → the entity that each number stands for, by rules that see this document alone."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TypeAlias

from kg.linking.abbreviations import abbreviates
from kg.linking.lexicon import Lexicon
from kg.model import PAPER, Document, Entity, EntityType, Extraction, Predicate, Relation
from kg.text.names import normal_form

_normal_form = lru_cache(maxsize=65536)(normal_form)

Forms: TypeAlias = dict[str, Counter[str]]
"""Normal form → how often the document writes it in which way."""


def entities(document: Document, extraction: Extraction, lexicon: Lexicon) -> dict[int, Entity]:
    """Name each entity: its most frequent type, and the normal form of its best name in this document."""
    own = {relation.object for relation in extraction.relations if _introduces(relation)}
    types: dict[int, Counter[EntityType]] = {}
    forms: dict[int, Forms] = {}
    for mention in extraction.mentions:
        written = document.text[mention.start : mention.end]
        names = forms.setdefault(mention.entity, {}).setdefault(_normal_form(written), Counter())
        names[written] += 1
        types.setdefault(mention.entity, Counter())[mention.type] += 1
    found = {}
    for number, seen in sorted(types.items()):
        kind = min(seen, key=lambda one: (-seen[one], one))
        found[number] = Entity(kind, _best(kind, forms[number], str(number) in own, lexicon))
    return found


def _introduces(relation: Relation) -> bool:
    return relation.subject == PAPER and relation.predicate is Predicate.INTRODUCES


def _best(kind: EntityType, forms: Forms, own: bool, lexicon: Lexicon) -> str:
    """Choose a name that the lexicon prefers, of the paper's own things the usual name, else a long one."""
    known = [form for form in forms if lexicon.is_canonical(Entity(kind, form))]
    candidates = known or (not own and _long(forms)) or list(forms)
    candidates = [form for form in candidates if form not in _macros(forms)] or candidates
    return min(candidates, key=lambda form: (-forms[form].total(), -len(form), form))


def _macros(forms: Forms) -> set[str]:
    r"""Find what is only written as a macro of the paper's own, which no reader sees: `\sys`, also `sys`."""
    macros = {name[1:] for names in forms.values() for name in names if name.startswith("\\")}
    return {form for form, names in forms.items() if all(name.lstrip("\\") in macros for name in names)}


def _long(forms: Forms) -> list[str]:
    """Leave out the forms that abbreviate another one."""
    return [
        form
        for form, names in forms.items()
        if not any(
            abbreviates(name, long)
            for name in names
            for other, longs in forms.items()
            if other != form
            for long in longs
        )
    ]
