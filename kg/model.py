"""The data types that flow from files to graph; this module imports nothing of ours.

Offsets are Unicode code points into `Document.text`, end exclusive: `text[start:end] == exact`, always.
"""

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
class Author:
    """A person (or a team) as the source names them, in the source's order."""

    name: str
    affiliations: tuple[str, ...] = ()
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that belongs to the paper, and where it was found (`abstract`, or a record's field)."""

    url: str
    kind: Literal["code", "weights", "data", "page", "pdf"]
    field: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name for the paper in a public scheme: `arxiv`, `doi`, `acl`, `openreview`, `openalex`, …"""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper's text (of full texts a `body`) and bibliographic data, `issued` as exact as its source.

    `doubts` says what the reader, `format`, was not sure of; `sources` names the records of a merged one.
    """

    id: str
    title: str
    abstract: str
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    organizations: tuple[str, ...] = ()
    issued: str = ""
    venue: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    code_available: bool = False
    language: str = "en"
    licence: str = ""
    format: str = ""
    doubts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    body: str = ""

    @property
    def text(self) -> str:
        """Title, line feed, abstract, and a body after a blank line: what every offset counts into."""
        return f"{self.title}\n" + "\n\n".join(filter(None, (self.abstract, self.body)))


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not become a document: where it stands and why it was left out."""

    file: str
    record: str
    reason: str


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
