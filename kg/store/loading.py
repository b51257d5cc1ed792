"""Files of RDF → quads in a store: any format the engine reads, by the file's name, gzip too."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import GraphError
from kg.store.parameters import iri
from kg.store.versions import Versions

_HEAD: Final = 1 << 20
_KNOWN: Final = "nt, nq, ttl, trig, rdf, jsonld, each with .gz too"


def load(files: Iterable[Path], folder: Path, *, graph: str = "") -> int:
    """Add files to the store in versions in `folder`, made where it is missing; give how many quads it holds.

    Triples go to `graph`, else to the default graph. Raise GraphError that names file and line for what is
    no RDF: then nothing is added.
    """
    versions = Versions(folder)
    with versions.held(), versions.changed() as engine:
        for path in files:
            _load(engine, path, _node(graph) if graph else None)
        return len(engine)


def _load(engine: pyoxigraph.Store, path: Path, graph: NamedNode | None) -> None:
    zipped = path.suffix == ".gz"
    format = RdfFormat.from_extension(path.with_suffix("").suffix[1:] if zipped else path.suffix[1:])
    if format is None:
        raise GraphError(f"{path}: no format of RDF by its name; rename it to one of {_KNOWN}")
    only_triples = not format.supports_datasets
    base = path.resolve().as_uri()
    try:
        with _opened(path, zipped) as file:
            if format == RdfFormat.RDF_XML:
                _check_entities(path, file)
            engine.bulk_load(file, format, base_iri=base, to_graph=graph if only_triples else None)
    except (SyntaxError, ValueError, EOFError, OSError) as error:
        raise GraphError(f"{path}: {error}; nothing was loaded") from None


def _opened(path: Path, zipped: bool) -> IO[bytes]:
    return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]


def _check_entities(path: Path, file: IO[bytes]) -> None:
    """A few hundred bytes of nested entities grow to gigabytes, so files that declare any are refused."""
    if b"<!ENTITY" in file.read(_HEAD):
        raise GraphError(f"{path}: declares XML entities; write the values out, or convert it to Turtle")
    file.seek(0)


def _node(name: str) -> NamedNode:
    try:
        return NamedNode(iri(name)[1:-1])
    except ValueError as error:
        raise GraphError(f"graph {name}: no IRI; {error}") from None
