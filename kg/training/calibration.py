"""A trained folder of weights and held-out papers → calibrations and thresholds.

The event behind every confidence is an exact match by the metric of record. What speaks for a claim
(`kg.extraction.signs`) becomes its confidence by one logistic a head; thresholds are then chosen on the
calibrated and rounded values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kg.evaluation.entities import matched_entities
from kg.evaluation.results import count_results
from kg.evaluation.scoring import score
from kg.extraction.exchange import Record, to_json
from kg.extraction.labels import LINKS, ROLES
from kg.extraction.pairs import Measured
from kg.extraction.reader import Reader, judged
from kg.extraction.relations import to_relations
from kg.extraction.signs import link_signs
from kg.extraction.weights import Calibration, Card, read_card
from kg.model import PAPER, Document, Extraction, Predicate, Ref
from kg.training.annotations import GoldPaper, to_record

GRID: tuple[float, ...] = tuple(step / 100 for step in (*range(10, 30, 2), *range(30, 75, 5)))
"""Finer where relations are claimed from."""
FEWEST = 40
"""A relation with fewer gold triples among the choosing papers takes the threshold of all together."""
COARSE = GRID[::2]
LOWEST = 0.03
HELD_BACK = 0.5
CANDIDATE = 0.2
"""The confidence from which on a mention may be what a figure belongs to."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Events:
    """What speaks for the claims of one head, `[claims, signs]`, and whether each was right, `[claims]`."""

    signs: Scores
    right: Scores


def uncalibrated(card: Card) -> Card:
    """Make a card that takes raw scores for confidences and claims nearly everything."""
    low = dict.fromkeys([*Predicate, "figure", *ROLES], LOWEST)
    low |= {
        "same": card.thresholds.get("same", 0.5),
        "metric": 0.3,
        "dataset": 0.3,
        "baseline": 0.3,
        "task": 0.5,
    }
    raw = dict.fromkeys(("mentions", "links", "roles", "figures"), Calibration())
    return replace(card, calibrations=raw, thresholds=low, digits=6)


def calibrated(folder: Path, papers: Sequence[GoldPaper]) -> Card:
    """Fit the calibrations on `papers`, then choose the thresholds on them."""
    gold = {paper.id: to_record(paper) for paper in papers}
    card, cut = _with_mentions(folder, papers, gold)
    measured = _measured(folder, card, papers)
    fits = {**card.calibrations, **_fits(_signed(papers, measured, card, gold))}
    card = replace(card, calibrations=fits, thresholds={**card.thresholds, "mention": cut}, digits=2)
    return _with_thresholds(card, papers, measured, gold)


def _with_mentions(
    folder: Path, papers: Sequence[GoldPaper], gold: Mapping[str, Record]
) -> tuple[Card, float]:
    """Calibrate mentions alone; give the card, and the confidence from which on they are kept.

    They come first: what is no candidate for a mention has no links either, and the other heads are fitted
    without it.
    """
    card = uncalibrated(read_card(folder))
    events = _signed(papers, _measured(folder, card, papers), card, gold)["mentions"]
    mention = fitted(events)
    calibrations = {**card.calibrations, "mentions": mention}
    card = _with(replace(card, calibrations=calibrations), {"candidate": CANDIDATE})
    return card, best_cut(mention, events, gold.values())


def _fits(events: Mapping[str, Events]) -> dict[str, Calibration]:
    """Fit the heads but that of mentions; roles are links of which the score alone is known."""
    links = events["links"]
    fits = {head: fitted(events[head]) for head in ("links", "figures")}
    return fits | {"roles": fitted(Events(links.signs[:, :1], links.right))}


def _with(card: Card, thresholds: Mapping[str, float]) -> Card:
    return replace(card, thresholds={**card.thresholds, **thresholds})


def _measured(folder: Path, card: Card, papers: Sequence[GoldPaper]) -> list[Measured]:
    reader = Reader(folder, card)
    return [reader.measure(paper.text) for paper in papers]


def best_cut(calibration: Calibration, events: Events, gold: Iterable[Record]) -> float:
    """Find the confidence from which on mentions are kept: where their F1 is best."""
    sure = calibration(events.signs.astype(np.float32)).round(2)
    wanted = sum(len(record["mentions"]) for record in gold)

    def f1(value: float) -> float:
        kept = sure >= value
        return float(2 * events.right[kept].sum() / (kept.sum() + wanted))

    return max((0.0, *GRID), key=f1)


def records(papers: Sequence[GoldPaper], measured: Sequence[Measured], card: Card) -> dict[str, Record]:
    """Judge every paper by `card`."""
    return {paper.id: _record(paper, judged(one, card)) for paper, one in zip(papers, measured, strict=True)}


def _record(paper: GoldPaper, extraction: Extraction) -> Record:
    title, abstract = paper.text.split("\n", 1)
    return to_json(Document(paper.id, title, abstract), extraction)


def fitted(events: Events) -> Calibration:
    """Fit weights and bias by maximum likelihood, the weights held back a little where claims are few."""

    def loss(numbers: Scores) -> float:
        scores = events.signs @ numbers[:-1] + numbers[-1]
        held_back = HELD_BACK * float(numbers[:-1] @ numbers[:-1])
        return float(np.sum(np.logaddexp(0, scores) - events.right * scores)) + held_back

    *weights, bias = minimize(loss, np.zeros(events.signs.shape[1] + 1), method="BFGS").x.tolist()
    return Calibration(tuple(round(weight, 4) for weight in weights), round(bias, 4))


def _signed(
    papers: Sequence[GoldPaper], measured: Sequence[Measured], card: Card, gold: Mapping[str, Record]
) -> dict[str, Events]:
    """What `card` claims, with all that speaks for it: for mentions and links more than one number."""
    events = events_of(records(papers, measured, card), gold)
    signs = {
        "mentions": [one.signs for one in measured],
        "links": [_relation_signs(one, card) for one in measured],
    }
    return events | {name: Events(np.concatenate(rows), events[name].right) for name, rows in signs.items()}


def _relation_signs(measured: Measured, card: Card) -> NDArray[np.float32]:
    """`[relations, signs]` of what `card` claims."""
    claimed = to_relations(measured, card)
    ends = [(_owner(measured, one.subject), _owner(measured, one.object)) for one in claimed]
    rows = np.array([measured.links.rows[pair] for pair in ends], dtype=np.int64)
    links = [LINKS.index(one.predicate) for one in claimed]
    return link_signs(measured, card, rows)[np.arange(len(rows)), links]


def _owner(measured: Measured, ref: Ref) -> int:
    return measured.paper if ref == PAPER else int(ref) - 1


def events_of(predicted: Mapping[str, Record], gold: Mapping[str, Record]) -> dict[str, Events]:
    """Gather what was claimed with its confidence, as log odds, and whether gold has just that, by head."""
    pairs: dict[str, list[tuple[float, bool]]] = {"mentions": [], "links": [], "figures": []}
    for paper, record in predicted.items():
        link = {**matched_entities(gold[paper], record), PAPER: PAPER}
        spans = {(one["start"], one["end"], one["type"]) for one in gold[paper]["mentions"]}
        pairs["mentions"] += [
            (one["confidence"], (one["start"], one["end"], one["type"]) in spans)
            for one in record["mentions"]
        ]
        triples = {_triple(*triple) for triple in gold[paper]["relations"]}
        found = zip(record["relations"], record["relation_confidences"], strict=True)
        pairs["links"] += [
            (sure, _triple(link.get(a, "?"), name, link.get(b, "?")) in triples)
            for (a, name, b), sure in found
        ]
        for result in record["results"]:
            alone: Record = {**record, "results": [result]}
            pairs["figures"].append(
                (result["confidence"], bool(count_results(gold[paper], alone, link)["results"].hit))
            )
    return {head: _as_events(found) for head, found in pairs.items()}


def _triple(subject: str, name: str, target: str) -> tuple[str, str, str]:
    """The two ends of a comparison without a winner have no order."""
    if name == Predicate.COMPARED_WITH:
        subject, target = sorted((subject, target))
    return subject, name, target


def _as_events(pairs: Sequence[tuple[float, bool]]) -> Events:
    sure = np.array([pair[0] for pair in pairs], dtype=np.float64).clip(1e-6, 1 - 1e-6)
    odds = np.log(sure / (1 - sure))
    return Events(odds[:, None], np.array([pair[1] for pair in pairs], dtype=np.float64))


def _with_thresholds(
    card: Card, papers: Sequence[GoldPaper], measured: Sequence[Measured], gold: Mapping[str, Record]
) -> Card:
    """Choose the thresholds by F1: of claims first, then role by role of what stands beside a figure."""

    def f1(trial: Card) -> dict[str, float]:
        counts = score(gold, records(papers, measured, trial)).counts
        return {measure: count.f1 for measure, count in counts.items()}

    card = _with(card, _chosen(card, f1, gold))
    for role in ("metric", "dataset", "baseline"):
        card = max((_with(card, {role: value}) for value in COARSE), key=lambda trial: f1(trial)["full"])
    return card


def _chosen(
    card: Card, f1: Callable[[Card], Mapping[str, float]], gold: Mapping[str, Record]
) -> dict[str, float]:
    """One threshold for each relation with enough gold, one for the rest, one for figures."""
    predicates = [str(predicate) for predicate in Predicate]
    by_value = {value: f1(_with(card, dict.fromkeys([*predicates, "figure"], value))) for value in GRID}

    def best(*measures: str) -> float:
        return max(GRID, key=lambda value: sum(by_value[value].get(measure, 0.0) for measure in measures))

    often = [str(name) for name in Predicate if _gold_count(gold, name) >= FEWEST]
    chosen = dict.fromkeys(predicates, best("relations")) | {
        name: best(f"relations:{name}") for name in often
    }
    # A figure is of use when its value stands, even where its metric is not quite gold's.
    return chosen | {"figure": best("values", "results")}


def _gold_count(gold: Mapping[str, Record], predicate: Predicate) -> int:
    return sum(name == predicate for record in gold.values() for _, name, _ in record["relations"])
