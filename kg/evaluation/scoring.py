"""Gold and predicted records by id → counts of every measure → the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import EvaluationError
from kg.evaluation.counts import Count, count_pairs, count_same
from kg.evaluation.entities import matched, matched_entities
from kg.evaluation.results import count_results
from kg.extraction.exchange import Record
from kg.model import PAPER, EntityType, Predicate

_EMPTY: Record = {"mentions": [], "relations": [], "results": [], "text": ""}


@dataclass(frozen=True, slots=True)
class Scores:
    """The counts by measure, in the order of the report; and how the two files fit.

    Measures by type are named `mentions:Model`, `overlap:Model`; by relation `relations:uses`.
    """

    counts: Mapping[str, Count]
    papers: int
    missing: tuple[str, ...]


def score(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Scores:
    """Count every measure over the gold papers; a paper without predictions counts as one with none.

    Raises EvaluationError where the two share no paper, or a paper's text differs (offsets cannot fit).
    """
    _check_fit(gold, predicted)
    counts: dict[str, Count] = defaultdict(Count)
    for identifier, record in gold.items():
        for measure, count in _count(record, predicted.get(identifier, _EMPTY)).items():
            counts[measure] += count
    missing = tuple(identifier for identifier in gold if identifier not in predicted)
    return Scores({measure: counts[measure] for measure in _MEASURES}, len(gold), missing)


def report(scores: Scores) -> str:
    """Write the scores as lines for people; relations that neither file has are left out."""
    lines = [
        f"{_label(measure):18s} P {count.precision:5.1f}  R {count.recall:5.1f}  F1 {count.f1:5.1f}"
        f"   gold {count.gold}"
        for measure, count in scores.counts.items()
        if count.gold or count.predicted or not measure.startswith("relations:")
    ]
    lines.append(f"{'papers':18s} {scores.papers}, {len(scores.missing)} of them without predictions")
    return "\n".join(lines) + "\n"


_MEASURES = (
    "mentions",
    *(f"mentions:{kind.value}" for kind in EntityType),
    "spans",
    "overlap",
    *(f"overlap:{kind.value}" for kind in EntityType),
    "entities",
    "relations",
    *(f"relations:{name.value}" for name in Predicate),
    "values",
    "results",
    "full",
)


def _label(measure: str) -> str:
    family, _, member = measure.partition(":")
    return (
        f"  { ({'mentions': '', 'overlap': 'o:', 'relations': 'r:'}[family]) }{member}" if member else measure
    )


def _check_fit(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> None:
    shared = [identifier for identifier in gold if identifier in predicted]
    if gold and not shared:
        raise EvaluationError(
            f"no id of gold (first: {next(iter(gold))}) is among the {len(predicted)} predicted papers; "
            "extract the papers that gold holds"
        )
    for identifier in shared:
        if gold[identifier]["text"] != predicted[identifier]["text"]:
            raise EvaluationError(
                f"{identifier}: the predicted text is not gold's; extract from the same text"
            )


class _Exact(NamedTuple):
    start: int
    end: int
    type: str


def _count(gold: Record, predicted: Record) -> dict[str, Count]:
    link = matched_entities(gold, predicted)
    numbers = [len({mention["entity"] for mention in one["mentions"]}) for one in (predicted, gold)]
    counts = _count_mentions(_exact(gold), _exact(predicted))
    counts["entities"] = Count(len(link), *numbers)
    link[PAPER] = PAPER
    return counts | _count_relations(gold, predicted, link) | count_results(gold, predicted, link)


def _exact(record: Record) -> set[_Exact]:
    return {_Exact(mention["start"], mention["end"], mention["type"]) for mention in record["mentions"]}


def _count_mentions(gold: set[_Exact], predicted: set[_Exact]) -> dict[str, Count]:
    counts = {"mentions": count_same(gold, predicted)}
    counts["spans"] = count_same({one[:2] for one in gold}, {one[:2] for one in predicted})
    counts["overlap"] = Count()
    for kind in EntityType:
        ours, theirs = ({one for one in exact if one.type == kind.value} for exact in (gold, predicted))
        counts[f"mentions:{kind.value}"] = count_same(ours, theirs)
        hits = count_pairs(sorted(ours), sorted(theirs), lambda a, b: a.start < b.end and b.start < a.end)
        counts[f"overlap:{kind.value}"] = Count(hits, len(theirs), len(ours))
        counts["overlap"] += counts[f"overlap:{kind.value}"]
    return counts


def _count_relations(gold: Record, predicted: Record, link: Mapping[str, str]) -> dict[str, Count]:
    ours = {_triple(a, name, b) for a, name, b in gold["relations"]}
    theirs = {_triple(matched(link, a), name, matched(link, b)) for a, name, b in predicted["relations"]}
    counts = {"relations": count_same(ours, theirs)}
    for name in Predicate:
        pair = ({triple for triple in triples if triple[0] == name.value} for triples in (ours, theirs))
        counts[f"relations:{name.value}"] = count_same(*pair)
    return counts


def _triple(subject: str, name: str, object_: str) -> tuple[str, ...]:
    ends = [str(subject), str(object_)]
    return (name, *(sorted(ends) if name == Predicate.COMPARED_WITH.value else ends))
