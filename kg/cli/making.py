"""`kg build` and `kg extract`: papers → a graph, or what was found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.cli import screen
from kg.cli.choices import choice
from kg.cli.inputs import Clean, Columns, Inputs, chosen, opened
from kg.cli.options import OUTPUTS, Target, Workers
from kg.cli.watching import JsonLog, Quiet, watched
from kg.model import Reject
from kg.rdf.triples import Level

REJECTED = 3


class Evidence(StrEnum):
    """How much text goes into the graph."""

    FULL = "full"
    COMPACT = "compact"
    NONE = "none"


class Where(StrEnum):
    """Where papers are extracted."""

    LOCAL = "local"
    RAY = "ray"


Executor = Annotated[
    Where,
    choice(Where, "--executor", help="Processes here, or actors of a Ray cluster."),
]
Address = Annotated[
    str,
    typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster; without it, one on this machine."),
]
Mixed = Annotated[bool, typer.Option("--mixed", help="Let a cluster's nodes be of several instruction sets.")]
EvidenceLevel = Annotated[
    Evidence | None,
    choice(
        Evidence,
        "--evidence",
        help="How much text the graph carries: each mention, what claims rest on, or offsets only.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Leave out claims less sure than X."),
]
OwnNames = Annotated[
    Path | None,
    typer.Option("--lexicon", metavar="FILE", help="Rows of your own: names that are one, or kept apart."),
]
Only = Annotated[bool, typer.Option("--only", help="Take out all papers that INPUT does not hold.")]
Rules = Annotated[
    bool, typer.Option("--rules", help="By rules alone: the floor that the network is measured against.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 where a record could not be read.")]


def build(
    inputs: Inputs,
    output: Target = OUTPUTS,
    only: Only = False,
    evidence: EvidenceLevel = None,
    min_confidence: MinConfidence = None,
    lexicon: OwnNames = None,
    column: Columns = None,
    clean: Clean = False,
    workers: Workers = 0,
    executor: Executor = Where.LOCAL,
    address: Address = "",
    mixed: Mixed = False,
    strict: Strict = False,
    quiet: Quiet = False,
    json_log: JsonLog = False,
) -> None:
    """Build the graph of what papers claim, or take papers into the one that is there.

    Papers that are there already stay; those that changed, and all where weights, rules or lexicon did, are
    done again. Takes up where an interrupted build stopped; the old graph stands until the new one is whole.

    Example: `kg build seeds/ --output outputs`
    """
    if address and executor is Where.LOCAL:
        raise typer.BadParameter("a cluster's address needs --executor ray", param_hint="--address")
    if mixed and executor is Where.LOCAL:
        raise typer.BadParameter("a cluster's nodes need --executor ray", param_hint="--mixed")
    from kg.linking import read_text

    level: Level | None = None if evidence is None else evidence.value
    names = read_text(lexicon) if lexicon else None
    options = pipeline.chosen(output, evidence=level, min_confidence=min_confidence, lexicon=names)
    how = chosen(column, clean=clean)
    with watched(quiet=quiet, json_log=json_log) as progress, opened(inputs) as paths:
        summary = pipeline.build(
            paths,
            output,
            options=options,
            reading_options=how,
            only=only,
            workers=workers or None,
            run=pipeline.Cluster(address, mixed) if executor is Where.RAY else pipeline.ordered,
            progress=progress,
        )
    if not quiet:
        screen.summarise(summary)
    raise typer.Exit(REJECTED if strict and summary.counts["rejects"] else 0)


def extract(
    input: Annotated[Path, typer.Argument(metavar="INPUT", help="Papers; - is standard input.")],
    column: Columns = None,
    clean: Clean = False,
    workers: Workers = 0,
    strict: Strict = False,
    rules: Rules = False,
) -> None:
    """Write what is found in each paper, one JSON object a line, in the order of the input.

    Mentions, relations and results with their offsets into the text; no graph is built.

    Example: `kg extract seeds/ > extracted.jsonl`
    """
    rejects: list[Reject] = []
    how = chosen(column, clean=clean)
    with opened([input]) as [path]:
        found = pipeline.extracted(path, reading_options=how, workers=workers or None, rules=rules)
        screen.emit(_lines(found, rejects))
    raise typer.Exit(REJECTED if strict and rejects else 0)


def _lines(found: Iterable[bytes | Reject], rejects: list[Reject]) -> Iterator[bytes]:
    for one in found:
        if isinstance(one, Reject):
            screen.complain(f"{pipeline.place(one)}: {one.reason}")
            rejects.append(one)
        else:
            yield one
