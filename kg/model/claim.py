"""What papers claim of entities, what links them, and the statement that a graph has of either."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

# At run time: the codec reads the types of fields from here.
from kg.model.extraction import EntityType, Predicate, ResultKind, Span


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """The thing that mentions name, across documents. Type and normal form alone make its identity."""

    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a claim is held: spans with their sentences, a record's field, a rule's or lexicon's row."""

    kind: Literal["text", "record", "rule", "lexicon"]
    spans: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    row: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The document names `entity` at `span`, written `text[start:end]`."""

    document: str
    entity: Entity
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """What one paper says of two things (`None`: the paper itself); a comparison may have the last three."""

    document: str
    subject: Entity | None
    predicate: Predicate
    object: Entity | None
    confidence: float
    evidence: Evidence
    modality: Literal["", "hedged"] = ""
    margin: str = ""
    metric: Entity | None = None
    datasets: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultClaim:
    """A figure of `subject` (`None`: the paper itself); `value` is in the base unit (560B → 560000000000)."""

    document: str
    subject: Entity | None
    metric: Entity | str
    value: Decimal
    unit: str
    kind: ResultKind
    as_written: str
    confidence: float
    evidence: Evidence
    bound: Literal["", "low", "high"] = ""
    counts: str = ""
    datasets: tuple[Entity, ...] = ()
    tasks: tuple[Entity, ...] = ()
    baselines: tuple[Entity, ...] = ()


Claim: TypeAlias = Naming | RelationClaim | ResultClaim  # what ONE paper says
NameKind: TypeAlias = Literal["prefLabel", "altLabel", "exactMatch", "betterWhen"]


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """What depends on several papers or on the lexicon; `justification` is a `semapv:` term's local name."""

    subject: Entity
    predicate: Literal["canonical", "type", "variantOf", "subOrganizationOf", NameKind]
    object: Entity | str
    confidence: float
    justification: str
    evidence: Evidence


class Quad(NamedTuple):
    """One statement, its four terms already written as N-Quads writes them (`<iri>`, `"text"@en`)."""

    subject: str
    predicate: str
    object: str
    graph: str

    def line(self) -> str:
        """The statement as a line of N-Quads, line feed included."""
        return f"{self.subject} {self.predicate} {self.object} {self.graph} .\n"
