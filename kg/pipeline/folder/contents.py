"""A committed build → what its graph holds, read from the shards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg import rdf
from kg.model import LinkClaim, Quad
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.shards import Shards, quads_of


def nquads(made: Manifest, output: Path) -> Iterator[bytes]:
    """Read every quad in order, as lines of N-Quads, a shard at a time."""
    return chunks(made.files(output), made.linkquads, [place.name for place in made.shards])


def quads(made: Manifest, output: Path) -> Iterator[Quad]:
    """Read every quad in order."""
    return quads_of(nquads(made, output))


def resolved(made: Manifest, output: Path) -> Iterator[Quad]:
    """Read the resolved view: each distinct triple once, entities under their canonical IRI."""
    shards = made.files(output)
    links = [link for name in made.links for link in shards.read("links", name, LinkClaim)]
    return rdf.resolved(quads(made, output), links)


def chunks(shards: Shards, links: list[str], names: list[str]) -> Iterator[bytes]:
    """Read the links' quads and then the papers', which is their order."""
    yield from (shards.text("linkquads", name) for name in links)
    yield from (shards.text("quads", name) for name in names)
