"""What the picture shows: papers, entities, statements and figures, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span

PAPER_TYPE = "Paper"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of evidence; `marks` count code points within it, end exclusive."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's title and bibliographic facts; `links` are pairs of kind and URL."""

    title: str
    issued: str = ""
    identifier: str = ""
    authors: str = ""
    abstract: str = ""
    organizations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that papers name: its type and its names, the preferred one first."""

    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one paper with its passages, or a link whose `basis` is a record's field or a rule.

    `subject`, `object`, `paper`, `metric` and `datasets` are IRIs; a link between entities has no paper.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    confidence: float
    paper: str = ""
    modality: str = ""
    margin: str = ""
    metric: str = ""
    datasets: tuple[str, ...] = ()
    basis: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A result or a size, its value as the paper writes it.

    `metric` is the metric's IRI, `what` the words for it, or for what a size counts, where no entity stands.
    """

    iri: str
    subject: str
    paper: str
    value: str
    kind: str
    confidence: float
    metric: str = ""
    what: str = ""
    datasets: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    baselines: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
