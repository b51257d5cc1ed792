"""What was made of papers, each by itself, as lines ↔ the files of a shard.

What an older shard holds of a paper goes into a new one as it stands, neither made nor parsed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import orjson

from kg.pipeline.folder.codec import identified
from kg.pipeline.folder.shards import Shards
from kg.rdf.vocab import paper_graph


class Written(NamedTuple):
    """What was made of the paper with this line of a document: lines, of quads in their order."""

    document: bytes
    extraction: bytes
    claims: bytes
    quads: bytes


def read(shards: Shards, name: str) -> Iterator[Written]:
    """Read a finished shard, paper by paper; those that could not be extracted are left out."""
    documents = {identified(line): line for line in shards.lines("documents", name)}
    groups = groupby(shards.lines("claims", name), lambda line: orjson.loads(line)[1]["document"])
    claims, quads = {paper: b"".join(lines) for paper, lines in groups}, shards.graphs(name)
    for line in shards.lines("extractions", name):
        paper = str(orjson.loads(line)["id"])
        yield Written(documents[paper], line, claims.get(paper, b""), quads[paper_graph(paper).encode()])


def write(shards: Shards, name: str, papers: Iterable[Written]) -> tuple[int, str]:
    """Write the files of a shard; how many quads there are, and the SHA-256 of their lines."""
    held = tuple(papers)
    shards.write_lines("extractions", name, [paper.extraction for paper in held])
    shards.write_lines("claims", name, [paper.claims for paper in held])
    return shards.write_quads(name, [paper.quads for paper in held])
