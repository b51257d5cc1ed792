"""A document's extraction ↔ one JSON object, in the shape that annotated gold files have, with more keys.

Gold keys: `id`, `title`, `text`, `mentions`, `relations` (three items each) and `results` (all values text).
Ours besides: `sentences`, `quantities`, lists parallel to `relations` (`relation_confidences`,
`relation_evidence`, `relation_modalities`), and `confidence` in mentions and results.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, TypeAlias, TypedDict, cast

from kg.errors import ExtractionError
from kg.model import (
    Document,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Quantity,
    Relation,
    Result,
    ResultKind,
    Span,
)

Bound: TypeAlias = Literal["", "low", "high"]
Modality: TypeAlias = Literal["", "hedged"]
Pair: TypeAlias = list[int]
"""A span as JSON has it: start, end."""


class MentionRecord(TypedDict, total=False):
    """A mention; gold has no `confidence`."""

    start: int
    end: int
    type: str
    entity: int
    text: str
    confidence: float


class QuantityRecord(TypedDict):
    """A quantity; `value` is text, so that no digit is lost."""

    start: int
    end: int
    number: Pair
    value: str
    unit: str
    kind: str
    bound: str
    counts: str


class ResultRecord(TypedDict, total=False):
    """A result; lists of entity numbers are joined by commas; gold lacks `quantity` and `confidence`."""

    subject: str
    metric: str
    value: str
    unit: str
    kind: str
    bound: str
    dataset: str
    task: str
    baseline: str
    quantity: QuantityRecord
    confidence: float


class Record(TypedDict, total=False):
    """One line of the exchange."""

    id: str
    title: str
    text: str
    mentions: list[MentionRecord]
    relations: list[list[str]]
    results: list[ResultRecord]
    sentences: list[Pair]
    quantities: list[QuantityRecord]
    relation_confidences: list[float]
    relation_evidence: list[list[Pair]]
    relation_modalities: list[str]


def to_json(document: Document, extraction: Extraction) -> Record:
    """Write an extraction and the text that its offsets count into."""
    text, relations = document.text, extraction.relations
    return {
        "id": document.id,
        "title": document.title,
        "text": text,
        "mentions": [_mention_record(mention, text) for mention in extraction.mentions],
        "relations": [[one.subject, one.predicate.value, one.object] for one in relations],
        "results": [_result_record(result, text) for result in extraction.results],
        "sentences": [list(span) for span in extraction.sentences],
        "quantities": [_quantity_record(quantity) for quantity in extraction.quantities],
        "relation_confidences": [one.confidence for one in relations],
        "relation_evidence": [[list(span) for span in one.evidence] for one in relations],
        "relation_modalities": [one.modality for one in relations],
    }


def from_json(record: Record) -> tuple[Document, Extraction]:
    """Read a line that `to_json` wrote, or one of a gold file (its figures are then looked up in the text).

    Raises ExtractionError where the record lacks a key or says what no extraction can say.
    """
    try:
        return _document(record), _extraction(record)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        place = record.get("id", "?") if isinstance(record, dict) else "?"
        raise ExtractionError(
            f"record {place}: {type(error).__name__} {error}; expected a line as `kg extract` writes it"
        ) from error


def _mention_record(mention: Mention, text: str) -> MentionRecord:
    return {
        "start": mention.start,
        "end": mention.end,
        "type": mention.type.value,
        "entity": mention.entity,
        "text": text[mention.start : mention.end],
        "confidence": mention.confidence,
    }


def _quantity_record(quantity: Quantity) -> QuantityRecord:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "number": list(quantity.number),
        "value": str(quantity.value),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "bound": quantity.bound,
        "counts": quantity.counts,
    }


def _result_record(result: Result, text: str) -> ResultRecord:
    quantity = result.quantity
    return {
        "subject": result.subject,
        "metric": result.metric,
        "value": text[quantity.number.start : quantity.number.end],
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "bound": quantity.bound,
        "dataset": ",".join(result.datasets),
        "task": ",".join(result.tasks),
        "baseline": ",".join(result.baselines),
        "quantity": _quantity_record(quantity),
        "confidence": result.confidence,
    }


def _document(record: Record) -> Document:
    title, text = record["title"], record["text"]
    if not text.startswith(f"{title}\n"):
        raise ValueError("text does not start with the title")
    return Document(id=record["id"], title=title, abstract=text[len(title) + 1 :])


def _extraction(record: Record) -> Extraction:
    return Extraction(
        document=record["id"],
        sentences=tuple(_span(pair) for pair in record.get("sentences", [])),
        mentions=tuple(_mention(one) for one in record["mentions"]),
        quantities=tuple(_quantity(one) for one in record.get("quantities", [])),
        relations=_relations(record),
        results=tuple(_result(one, record["text"]) for one in record["results"]),
    )


def _span(pair: Pair) -> Span:
    start, end = pair
    return Span(start, end)


def _mention(record: MentionRecord) -> Mention:
    kind = EntityType(record["type"])
    return Mention(record["start"], record["end"], kind, record["entity"], record.get("confidence", 1.0))


def _quantity(record: QuantityRecord) -> Quantity:
    return Quantity(
        record["start"],
        record["end"],
        number=_span(record["number"]),
        value=Decimal(record["value"]),
        unit=record["unit"],
        kind=ResultKind(record["kind"]),
        bound=_bound(record["bound"]),
        counts=record["counts"],
    )


def _relations(record: Record) -> tuple[Relation, ...]:
    """Join the lists that lie parallel to `relations`; gold has none of them."""
    count = len(record["relations"])
    confidences = record.get("relation_confidences", [1.0] * count)
    nothing: list[list[Pair]] = [[]] * count
    evidence = record.get("relation_evidence", nothing)
    modalities = record.get("relation_modalities", [""] * count)
    return tuple(
        Relation(
            subject,
            Predicate(name),
            object_,
            confidence=confidence,
            evidence=tuple(_span(pair) for pair in spans),
            modality=_modality(modality),
        )
        for (subject, name, object_), confidence, spans, modality in zip(
            record["relations"], confidences, evidence, modalities, strict=True
        )
    )


def _result(record: ResultRecord, text: str) -> Result:
    return Result(
        subject=record["subject"],
        metric=record["metric"],
        quantity=_quantity(record["quantity"]) if "quantity" in record else _found_quantity(record, text),
        datasets=_refs(record.get("dataset", "")),
        tasks=_refs(record.get("task", "")),
        baselines=_refs(record.get("baseline", "")),
        confidence=record.get("confidence", 1.0),
    )


def _found_quantity(record: ResultRecord, text: str) -> Quantity:
    """Look a gold figure up: its first stand in the text that is no part of a longer number."""
    digits = record["value"]
    found = re.search(rf"(?<![\d.,]){re.escape(digits)}(?![.,]?\d)", text) or re.search(
        re.escape(digits), text
    )
    if found is None:
        raise ValueError(f"the figure {digits} is not in the text")
    span = Span(*found.span())
    return Quantity(
        *span,
        number=span,
        value=Decimal(digits.replace(",", "")),
        unit=record.get("unit", ""),
        kind=ResultKind(record["kind"]),
        bound=_bound(record.get("bound", "")),
        counts=record["metric"] if record["kind"] == ResultKind.SIZE.value else "",
    )


def _refs(joined: str) -> tuple[str, ...]:
    return tuple(ref for ref in joined.split(",") if ref)


def _bound(text: str) -> Bound:
    if text not in ("", "low", "high"):
        raise ValueError(f"bound {text!r}")
    return cast(Bound, text)


def _modality(text: str) -> Modality:
    if text not in ("", "hedged"):
        raise ValueError(f"modality {text!r}")
    return cast(Modality, text)
