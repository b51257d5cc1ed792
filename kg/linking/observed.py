"""Claims of many documents → how often, where and how each entity is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kg.linking.abbreviations import abbreviates
from kg.model import Claim, Entity, EntityType, Naming
from kg.text.latex import in_line
from kg.text.names import normal_form


@dataclass(slots=True)
class Observed:
    """What all documents together show: `documents` counts them by entity, `forms` the written names.

    `long_forms` counts, by type and abbreviation, the documents that spell it out, by what they spell.
    """

    documents: Counter[Entity] = field(default_factory=Counter)
    forms: dict[Entity, Counter[str]] = field(default_factory=dict)
    long_forms: dict[tuple[EntityType, str], Counter[str]] = field(default_factory=dict)

    def add(self, namings: Iterable[Naming], text: str) -> None:
        """Add one document's namings; with an empty `text` nothing is known of how names are written."""
        written: dict[Entity, Counter[str]] = {}
        for naming in namings:
            form = in_line(text[naming.span.start : naming.span.end])
            written.setdefault(naming.entity, Counter())[form] += 1
        for entity, forms in written.items():
            forms.pop("", None)
            self.documents[entity] += 1
            self.forms.setdefault(entity, Counter()).update(forms)
            self._spell_out(entity.type, forms)

    def update(self, other: Observed) -> None:
        """Add what other documents show."""
        self.documents.update(other.documents)
        for entity, forms in other.forms.items():
            self.forms.setdefault(entity, Counter()).update(forms)
        for key, counts in other.long_forms.items():
            self.long_forms.setdefault(key, Counter()).update(counts)

    def subtract(self, other: Observed) -> None:
        """Take away what other documents show; counts may fall below zero."""
        self.documents.subtract(other.documents)
        for entity, forms in other.forms.items():
            self.forms.setdefault(entity, Counter()).subtract(forms)
        for key, counts in other.long_forms.items():
            self.long_forms.setdefault(key, Counter()).subtract(counts)

    def standing(self) -> Observed:
        """Leave out what no document shows any more, after some were taken away."""
        documents = +self.documents
        forms = {entity: +self.forms[entity] for entity in documents}
        return Observed(documents, forms, {key: +longs for key, longs in self.long_forms.items() if +longs})

    def changes(self) -> Iterator[Entity]:
        """Name the entities of which, taken as a difference, this shows anything; some may come twice."""
        yield from (entity for entity, count in self.documents.items() if count)
        yield from (entity for entity, forms in self.forms.items() if any(forms.values()))
        yield from (Entity(*key) for key, counts in self.long_forms.items() if any(counts.values()))

    def _spell_out(self, kind: EntityType, forms: Iterable[str]) -> None:
        pairs = {
            (normal_form(short), normal_form(long))
            for short in forms
            for long in forms
            if abbreviates(short, long)
        }
        for short, long in pairs:
            self.long_forms.setdefault((kind, short), Counter())[long] += 1


def observe(claims: Iterable[Claim], texts: Mapping[str, str]) -> Observed:
    """Go through the claims once; those of one document stand together."""
    observed = Observed()
    for document, namings in groupby(_namings(claims), key=lambda naming: naming.document):
        observed.add(namings, texts.get(document, ""))
    return observed


def _namings(claims: Iterable[Claim]) -> Iterator[Naming]:
    return (claim for claim in claims if isinstance(claim, Naming))
