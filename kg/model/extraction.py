"""What one document's text says, by spans of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

PAPER: Literal["paper"] = "paper"
"""The reference that stands for the paper itself wherever an entity number may stand."""
Ref: TypeAlias = str
"""An entity's number within its extraction, as text (`"3"`), or `PAPER`."""


class EntityType(StrEnum):
    """What kind of thing a mention names (annotation guidelines, table of types)."""

    MODEL = "Model"
    METHOD = "Method"
    SYSTEM = "System"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"
    ORGANIZATION = "Organization"
    HARDWARE = "Hardware"


class Predicate(StrEnum):
    """The thirteen relations of the annotation guidelines; directed but for `COMPARED_WITH`."""

    INTRODUCES = "introduces"
    ADDRESSES = "addresses"
    USES = "uses"
    PART_OF = "part_of"
    BASED_ON = "based_on"
    TYPE_OF = "type_of"
    EVALUATED_ON = "evaluated_on"
    TRAINED_ON = "trained_on"
    OUTPERFORMS = "outperforms"
    COMPARED_WITH = "compared_with"
    MEASURED_BY = "measured_by"
    DEVELOPED_BY = "developed_by"
    RUNS_ON = "runs_on"


COMPARISONS = (Predicate.OUTPERFORMS, Predicate.COMPARED_WITH)
"""Those that set two things against each other; only the first says who wins."""


class ResultKind(StrEnum):
    """How a figure is meant (annotation guidelines, result lines)."""

    ABSOLUTE = "absolute"
    IMPROVEMENT = "improvement"
    RATIO = "ratio"
    REDUCTION = "reduction"
    RANK = "rank"
    SIZE = "size"


class Span(NamedTuple):
    """A stretch of `Document.text`, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity; mentions of one thing share `entity`; `confidence` has two decimals."""

    start: int
    end: int
    type: EntityType
    entity: int
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text: `text[start:end]` is all of it, unit and what it counts included.

    `number` is the span of the digits, `value` the digits without the unit's factor (`560B` → 560), `counts`
    the words for what a size counts (`activated parameters`).
    """

    start: int
    end: int
    number: Span
    value: Decimal
    unit: str = ""
    kind: ResultKind = ResultKind.ABSOLUTE
    bound: Literal["", "low", "high"] = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text says about two mentions of one document.

    `evidence` holds the spans it rests on: one for each end, the cue for `PAPER`.
    """

    subject: Ref
    predicate: Predicate
    object: Ref
    confidence: float = 1.0
    evidence: tuple[Span, ...] = ()
    modality: Literal["", "hedged"] = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that the text claims; `metric` is an entity number, or words where none is marked."""

    subject: Ref
    metric: str
    quantity: Quantity
    datasets: tuple[Ref, ...] = ()
    tasks: tuple[Ref, ...] = ()
    baselines: tuple[Ref, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document's text, mentions in text order, entities numbered from 1."""

    document: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
