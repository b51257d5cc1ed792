"""`kg export` and `kg push`: the graph → files and stores of other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg import pipeline
from kg.cli import screen
from kg.cli.choices import one_of
from kg.cli.options import OUTPUTS, Output
from kg.cli.watching import JsonLog, Quiet, watched
from kg.pipeline import counted, open_output


class GraphFormat(StrEnum):
    """What a graph can be exported as."""

    NQUADS = "nq"
    NTRIPLES = "nt"
    TURTLE = "ttl"
    JSON_LD = "jsonld"
    CSV = "csv"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    NEO4J_NODES = "neo4j-nodes"
    NEO4J_RELATIONSHIPS = "neo4j-relationships"


def export(
    format: Annotated[
        GraphFormat,
        typer.Argument(parser=one_of(GraphFormat), metavar="FORMAT", help="The format to write."),
    ],
    output: Output = OUTPUTS,
) -> None:
    """Write the graph to standard output.

    nq and jsonld hold each paper's graph with all evidence; nt and ttl hold the resolved view, each triple
    once, and ttl leaves the evidence out. csv and parquet have a row for each claim or figure with its
    sentences, for spreadsheets, pandas, Polars and DuckDB; graphml has an edge for each, for Gephi and
    Cytoscape, and so have the two tables that neo4j-admin database import reads. What was written by kg serve
    --writable is not in it: edits.nq in the folder holds that as N-Quads.

    Example: `kg export csv > claims.csv`
    """
    with screen.data(binary=format is GraphFormat.PARQUET) as file:
        pipeline.export(output, format.value, file)
    if edits := pipeline.edits_of(output):
        screen.note(f"the edits in {edits} are not in it")


def push(
    address: Annotated[str, typer.Argument(metavar="URL", help="Where the other store takes graphs.")],
    output: Output = OUTPUTS,
    resolved: Annotated[
        str,
        typer.Option(
            "--resolved", metavar="IRI", help="A graph for the resolved view; else the default graph."
        ),
    ] = "",
    token: Annotated[
        str, typer.Option("--token", envvar="KG_TOKEN", metavar="TEXT", help="Sent as Authorization: Bearer.")
    ] = "",
    quiet: Quiet = False,
    json_log: JsonLog = False,
) -> None:
    """Send the graph to another store that speaks the SPARQL Graph Store Protocol.

    Each paper's graph takes the place of the one of its name there, and the resolved view that of the default
    graph, so that a push can be repeated. Of a paper that was taken out since, the graph stays. URL may hold
    a name and a password: https://NAME:PASSWORD@HOST/...

    Example: `kg push http://localhost:3030/papers/data`
    """
    from kg.store import pushing

    store = open_output(output)
    target = pushing.Target(address, token)
    total = len(pushing.names(store)) + 1
    with watched(quiet=quiet, json_log=json_log) as progress:
        sent = counted(pushing.push(store, target, resolved=resolved), "push", progress, total=total)
        screen.show([f"{sum(1 for _ in sent):,} graphs are at {target.shown}"])
