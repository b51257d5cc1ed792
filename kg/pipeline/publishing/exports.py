"""A committed build → its graph in a format that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import orjson

from kg.errors import OutputError
from kg.pipeline.folder import contents
from kg.pipeline.folder.manifest import Manifest
from kg.rdf.turtle import write_turtle
from kg.resources import ontology_path
from kg.store import flat
from kg.store.embedded import open_store

Writer = Callable[[Manifest, Path, IO[bytes]], None]
"""Writes the graph of a build in an output folder to a file."""


def write(made: Manifest, output: Path, format: str, file: IO[bytes]) -> None:
    """Write the graph; raise OutputError where the format is none of `FORMATS`."""
    if format not in FORMATS:
        raise OutputError(f"format {format}: not written here; choose {', '.join(FORMATS)}")
    FORMATS[format](made, output, file)


def _nquads(made: Manifest, output: Path, file: IO[bytes]) -> None:
    file.writelines(contents.nquads(made, output))


def _ntriples(made: Manifest, output: Path, file: IO[bytes]) -> None:
    for quad in contents.resolved(made, output):
        file.write(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode())


def _turtle(made: Manifest, output: Path, file: IO[bytes]) -> None:
    write_turtle(contents.resolved(made, output), file)


def _json_ld(made: Manifest, output: Path, file: IO[bytes]) -> None:
    """Write named graphs over the project's context; all of it is held in memory."""
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(data=b"".join(contents.nquads(made, output)), format="nquads")
    context = orjson.loads(ontology_path("context.jsonld").read_bytes())["@context"]
    written = orjson.loads(dataset.serialize(format="json-ld", context=context))
    file.write(orjson.dumps(_sorted(written), option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))


def _csv(made: Manifest, output: Path, file: IO[bytes]) -> None:
    _write_lines(flat.write_csv(open_store(made.store(output))), file)


def _parquet(made: Manifest, output: Path, file: IO[bytes]) -> None:
    from kg.store import columnar

    columnar.write(open_store(made.store(output)), file)


def _graphml(made: Manifest, output: Path, file: IO[bytes]) -> None:
    from kg.analysis import graphml

    graphml.write(open_store(made.store(output)), file)


def _neo4j_nodes(made: Manifest, output: Path, file: IO[bytes]) -> None:
    from kg.analysis import graphml, neo4j

    _write_lines(neo4j.nodes(graphml.read(open_store(made.store(output)))), file)


def _neo4j_relationships(made: Manifest, output: Path, file: IO[bytes]) -> None:
    from kg.analysis import graphml, neo4j

    _write_lines(neo4j.relationships(graphml.read(open_store(made.store(output)))), file)


def _write_lines(lines: Iterator[str], file: IO[bytes]) -> None:
    file.writelines(line.encode() for line in lines)


def _sorted(node: Mapping[str, Any]) -> dict[str, Any]:
    """Sort what rdflib writes in the order of a hash table."""
    return {key: _sorted_values(value) if key != "@context" else value for key, value in node.items()}


def _sorted_values(value: Any) -> Any:
    if isinstance(value, list):
        return sorted((_sorted_values(one) for one in value), key=orjson.dumps)
    return _sorted(value) if isinstance(value, dict) else value


FORMATS: dict[str, Writer] = {
    "nq": _nquads,
    "nt": _ntriples,
    "ttl": _turtle,
    "jsonld": _json_ld,
    "csv": _csv,
    "parquet": _parquet,
    "graphml": _graphml,
    "neo4j-nodes": _neo4j_nodes,
    "neo4j-relationships": _neo4j_relationships,
}
"""N-Quads and JSON-LD hold each paper's named graph, N-Triples and Turtle the resolved view; a row of CSV and
Parquet and an edge of GraphML and Neo4j is a claim."""
