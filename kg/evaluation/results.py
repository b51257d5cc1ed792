"""Gold and predicted results of one paper → how many agree in value, in subject and metric, in all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.evaluation.counts import Count, count_pairs
from kg.evaluation.entities import clusters, matched
from kg.extraction.exchange import Record, ResultRecord

_UNITS = {
    "percent": "%", "times": "x", "×": "x", "pp": "points", "percentage points": "points", "point": "points",
    "thousand": "k", "million": "m", "billion": "b", "trillion": "t",
}  # fmt: skip


def count_results(gold: Record, predicted: Record, link: Mapping[str, str]) -> dict[str, Count]:
    """Count results at three levels: `values`, `results`, `full`."""
    names = (_surfaces(gold), _surfaces(predicted))

    def same_value(ours: ResultRecord, theirs: ResultRecord) -> bool:
        return _value(ours) == _value(theirs)

    def same_result(ours: ResultRecord, theirs: ResultRecord) -> bool:
        same_subject = str(ours["subject"]) == matched(link, theirs["subject"])
        return same_value(ours, theirs) and same_subject and _same_metric(ours, theirs, link, names)

    def same_all(ours: ResultRecord, theirs: ResultRecord) -> bool:
        return same_result(ours, theirs) and _ends(ours) == _ends(theirs, link)

    tests = {"values": same_value, "results": same_result, "full": same_all}
    sizes = len(predicted["results"]), len(gold["results"])
    return {
        measure: Count(count_pairs(gold["results"], predicted["results"], test), *sizes)
        for measure, test in tests.items()
    }


def _value(result: ResultRecord) -> tuple[float | str, str, str]:
    text = str(result["value"]).replace(",", "").rstrip(".")
    unit = (result.get("unit") or "").strip().lower()
    try:
        return round(float(text), 6), result["kind"], _UNITS.get(unit, unit)
    except ValueError:
        return text, result["kind"], _UNITS.get(unit, unit)


def _same_metric(
    ours: ResultRecord,
    theirs: ResultRecord,
    link: Mapping[str, str],
    names: tuple[Mapping[str, list[set[str]]], Mapping[str, list[set[str]]]],
) -> bool:
    """The same entity; or the words of one name of it lie within those of the other's."""
    if matched(link, theirs["metric"]) == str(ours["metric"]):
        return True
    left, right = (_metric_names(one, its) for one, its in zip((ours, theirs), names, strict=True))
    return any(a and b and (a <= b or b <= a) for a in left for b in right)


def _metric_names(result: ResultRecord, surfaces: Mapping[str, list[set[str]]]) -> Sequence[set[str]]:
    metric = str(result["metric"])
    return surfaces.get(metric, []) if metric.isdigit() else [_words(metric)]


def _surfaces(record: Record) -> dict[str, list[set[str]]]:
    return {
        number: [_words(record["text"][mention["start"] : mention["end"]]) for mention in mentions]
        for number, mentions in clusters(record).items()
    }


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())}


def _ends(result: ResultRecord, link: Mapping[str, str] | None = None) -> list[frozenset[str]]:
    fields = (result.get("dataset"), result.get("baseline"))
    lists = [[ref for ref in str(field or "").split(",") if ref] for field in fields]
    return [frozenset(refs if link is None else (matched(link, ref) for ref in refs)) for refs in lists]
