"""Annotated abstracts → the tables of docs/accuracy.md: `accuracy.py ANNOTATIONS TENTH`.

The shipped network and the floor of rules on the same papers, by the metric of record; then how well its
confidences are calibrated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from kg.evaluation import Count, score
from kg.extraction import extract, load_nlp
from kg.extraction.exchange import Record, to_json
from kg.model import Document, EntityType, Predicate
from kg.training.annotations import GoldPaper, read_annotations, to_record
from kg.training.calibration import Events, events_of

MEASURES = ("mentions", "spans", "overlap", "entities", "relations", "values", "results", "full")
BINS = 10
TITLES = {"mentions": "Mentions", "links": "Relations", "figures": "Figures"}
"""What each kind of claim is called on the page; a link there is a statement across papers."""


def predicted(papers: Iterable[GoldPaper], *, rules: bool) -> dict[str, Record]:
    """Extract every paper."""
    texts = [(paper.id, *paper.text.split("\n", 1)) for paper in papers]
    documents = [Document(id, title, abstract) for id, title, abstract in texts]
    found = extract(documents, load_nlp(rules=rules))
    return {one.id: to_json(one, its) for one, its in zip(documents, found, strict=True)}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table and an empty line."""
    print("|", " | ".join(head), "|")
    print("|", " | ".join("---" for _ in head), "|")
    for row in rows:
        print("|", " | ".join(map(str, row)), "|")
    print()


def beside(
    network: Mapping[str, Count], floor: Mapping[str, Count], measures: Iterable[str]
) -> list[list[object]]:
    """One row a measure: the network's P, R, F1, the floor's F1, how many stand in gold."""
    return [
        [
            name.split(":")[-1],
            *(f"{value:.1f}" for value in (network[name].precision, network[name].recall)),
            f"**{network[name].f1:.1f}**",
            f"{floor[name].f1:.1f}",
            network[name].gold,
        ]
        for name in measures
        if name in network and network[name].gold
    ]


def is_size(kind: str) -> bool:
    """Whether a result counts something."""
    return kind == "size"


def is_other(kind: str) -> bool:
    """Whether a result measures something."""
    return kind != "size"


def only(records: Mapping[str, Record], keep: Callable[[str], bool]) -> dict[str, Record]:
    """Keep the results of some kinds alone."""
    return {
        key: {**record, "results": [one for one in record["results"] if keep(one["kind"])]}
        for key, record in records.items()
    }


def error(events: Events) -> tuple[float, list[list[object]]]:
    """The expected calibration error over bins of equal mass, and the bins as rows."""
    order = np.argsort(events.signs[:, 0], kind="stable")
    sure = 1 / (1 + np.exp(-events.signs[order, 0]))
    bins = [chunk for chunk in np.array_split(np.arange(len(order)), BINS) if len(chunk)]
    rows, total = [], 0.0
    for chunk in bins:
        said, held = float(sure[chunk].mean()), float(events.right[order][chunk].mean())
        total += abs(said - held) * len(chunk) / len(order)
        rows.append(
            [f"{sure[chunk].min():.2f} to {sure[chunk].max():.2f}", len(chunk), f"{said:.2f}", f"{held:.2f}"]
        )
    return total, rows


def interval(events: Events, rounds: int = 1000) -> str:
    """A 95 % interval of the calibration error by drawing events again with replacement."""
    draw = np.random.default_rng(0)
    errors = []
    for _ in range(rounds):
        rows = draw.integers(0, len(events.right), len(events.right))
        errors.append(error(Events(events.signs[rows], events.right[rows]))[0])
    low, high = np.quantile(errors, (0.025, 0.975))
    return f"{low:.3f} to {high:.3f}"


def main() -> None:
    """Score, calibrate, print."""
    folder, tenth = Path(sys.argv[1]), int(sys.argv[2])
    papers = [paper for paper in read_annotations(folder) if paper.tenth == tenth]
    gold = {paper.id: to_record(paper) for paper in papers}
    ours, rules = predicted(papers, rules=False), predicted(papers, rules=True)
    network, floor = score(gold, ours).counts, score(gold, rules).counts
    print(f"Tenth {tenth}, {len(papers)} papers.\n")
    head = ("measure", "P", "R", "F1", "F1 of the rules", "in gold")
    table(head, beside(network, floor, MEASURES))
    table(("type", *head[1:]), beside(network, floor, [f"mentions:{kind}" for kind in EntityType]))
    table(("type, overlap", *head[1:]), beside(network, floor, [f"overlap:{kind}" for kind in EntityType]))
    table(("relation", *head[1:]), beside(network, floor, [f"relations:{name}" for name in Predicate]))
    for label, keep in (("sizes", is_size), ("other figures", is_other)):
        part = score(only(gold, keep), only(ours, keep)).counts
        floor_part = score(only(gold, keep), only(rules, keep)).counts
        table((label, *head[1:]), beside(part, floor_part, ("values", "results", "full")))
    for name, events in events_of(ours, gold).items():
        total, rows = error(events)
        print(f"{TITLES[name]}: expected calibration error {total:.3f} (95 % interval {interval(events)})\n")
        table(("confidence", "claims", "mean confidence", "right"), rows)


if __name__ == "__main__":
    main()
