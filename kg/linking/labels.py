"""Entities that are one → the name they have together, and the other names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Final

from kg.linking.candidates import CURATED, LEXICAL
from kg.linking.lexicon import Lexicon
from kg.linking.observed import Observed
from kg.linking.resolve import Decision
from kg.model import Entity, EntityType, Evidence, LinkClaim
from kg.text.names import normal_form

_LESS: Final = re.compile(
    r"\b(?:error(?: rate)?|loss|latency|perplexity|regret|(?:inference|training|running) time|memory usage)$"
)
"""Metrics that are better the lower they are, whatever stands before."""


def labels(observed: Observed, decision: Decision, lexicon: Lexicon) -> Iterator[LinkClaim]:
    """Name what several papers or the lexicon name: the lexicon's name, else the form written most often.

    What has a long form is called by it: `Gaussian process`, not `GP`.
    The lexicon's organizations are named at any rate, for records speak of them without a mention.
    """
    unseen = {entity: (0, Counter[str]()) for entity in lexicon.organizations if lexicon.is_canonical(entity)}
    together = unseen | _together(observed, decision)
    for entity in sorted(together, key=attrgetter("type", "name")):  # a third of the time of their own order
        documents, forms = together[entity]
        row = lexicon.row(entity)
        if row is not None:
            evidence = Evidence("lexicon", row=row.reason)
            yield LinkClaim(entity, "prefLabel", row.name, 1.0, CURATED, evidence)
            if row.match:
                yield LinkClaim(entity, "exactMatch", row.match, 1.0, CURATED, evidence)
            if row.better:
                yield LinkClaim(entity, "betterWhen", row.better, 1.0, CURATED, evidence)
            for whole in lexicon.wholes(entity):
                yield LinkClaim(entity, "subOrganizationOf", whole, 1.0, CURATED, evidence)
            yield from _others(entity, row.name, forms)
        elif documents > 1 and forms:
            yield from _by_count(entity, forms)
        told = _LESS.search(entity.name) if row is None and entity.type is EntityType.METRIC else None
        if told:
            evidence = Evidence("rule", row=f"less {told[0]} is better")
            yield LinkClaim(entity, "betterWhen", "lower", 0.9, LEXICAL, evidence)


def best(forms: Mapping[str, int]) -> str:
    """Choose the form written most often, of equals the first by the alphabet."""
    return _ranked(forms)[0]


def _ranked(forms: Mapping[str, int]) -> list[str]:
    return sorted(forms, key=lambda form: (-forms[form], form))


def _together(observed: Observed, decision: Decision) -> dict[Entity, tuple[int, Counter[str]]]:
    """Add up documents and written forms of all entities that stand under one."""
    documents: Counter[Entity] = Counter()
    forms: dict[Entity, Counter[str]] = {}
    for entity, count in observed.documents.items():
        target = decision.canonical(entity)
        documents[target] += count
        forms.setdefault(target, Counter()).update(observed.forms[entity])
    return {entity: (documents[entity], counts) for entity, counts in forms.items()}


def _by_count(entity: Entity, forms: Mapping[str, int]) -> Iterator[LinkClaim]:
    own = (form for form in _ranked(forms) if normal_form(form) == entity.name)
    preferred = next(own, "") or best(forms)
    total = sum(forms.values())
    confidence = round(forms[preferred] / total, 2)
    evidence = Evidence("rule", row=f"written so {forms[preferred]} of {total} times")
    yield LinkClaim(entity, "prefLabel", preferred, confidence, LEXICAL, evidence)
    yield from _others(entity, preferred, forms)


def _others(entity: Entity, preferred: str, forms: Mapping[str, int]) -> Iterator[LinkClaim]:
    for form in sorted(forms):
        if form != preferred:
            evidence = Evidence("rule", row=f"written so {forms[form]} of {sum(forms.values())} times")
            yield LinkClaim(entity, "altLabel", form, 1.0, LEXICAL, evidence)
