"""Files → what each was taken for, how many records it holds, and what they have and lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from kg.model import Document
from kg.sources.reading import Seen

FIELDS = (
    *("abstract", "authors", "organizations", "issued", "venue", "categories", "keywords"),
    *("identifiers", "links", "licence"),
)
"""What a document may hold beside its title."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One file: its documents by format, its rejects by reason, and how many documents hold each field."""

    file: str
    formats: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        """How many records became documents."""
        return self.formats.total()

    @property
    def records(self) -> int:
        """How many records there are, with those that became none."""
        return self.documents + self.rejects.total()


def survey(seen: Iterable[Seen]) -> Iterator[Survey]:
    """Sum up each file as soon as it is read."""
    for file, records in groupby(seen, key=lambda it: it.file):
        summed = Survey(file)
        for record in records:
            if isinstance(record.outcome, Document):
                _add(summed, record.outcome)
            else:
                summed.rejects[record.outcome.reason] += 1
        yield summed


def _add(summed: Survey, document: Document) -> None:
    summed.formats[document.format] += 1
    summed.languages[document.language] += 1
    summed.held.update(name for name in FIELDS if getattr(document, name))
