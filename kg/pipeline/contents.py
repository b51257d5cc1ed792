"""A committed build → what its graph holds, read from the shards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg import rdf
from kg.model import LinkClaim, Quad
from kg.pipeline.manifest import Manifest
from kg.pipeline.shards import LINKS, quads_of


def nquads(made: Manifest, output: Path) -> Iterator[bytes]:
    """Read every quad in order, as lines of N-Quads, a graph at a time."""
    shards = made.files(output)
    return shards.merged(block for name in (*made.shards, LINKS) for block in shards.whole(name).blocks)


def quads(made: Manifest, output: Path) -> Iterator[Quad]:
    """Read every quad in order."""
    return quads_of(nquads(made, output))


def resolved(made: Manifest, output: Path) -> Iterator[Quad]:
    """Read the resolved view: each distinct triple once, entities under their canonical IRI."""
    return rdf.resolved(quads(made, output), made.files(output).read("claims", LINKS, LinkClaim))
