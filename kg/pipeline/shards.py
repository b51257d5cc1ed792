"""Documents and what is made of them → the files of one build, cut into shards that their content names.

A build's folder holds, for each shard, `documents/<name>.jsonl`, `extractions/<name>.jsonl`,
`claims/<name>.jsonl`, `rejects/<name>.jsonl` and `quads/<name>.nq` (sorted by graph, subject, predicate,
object). A shard is done when its marker `done/<name>.json` stands: the counts, and where in the quads each
named graph lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import orjson

from kg.errors import StoreError
from kg.model import Document, Quad
from kg.pipeline.codec import from_line, to_line
from kg.pipeline.files import write_whole

T = TypeVar("T")

FOLDERS = ("documents", "extractions", "claims", "quads", "rejects", "done")
SUFFIXES = {"quads": ".nq", "done": ".json"}
LINKS = "links"
"""The name under which the links lie beside the shards: claims of them in `claims/`, quads in `quads/`."""

MEAN_SIZE, LARGEST = 64, 256


@dataclass(frozen=True, slots=True)
class Block:
    """Where the lines of one named graph lie: `length` bytes from `offset` on in `quads/<shard>.nq`."""

    graph: str
    shard: str
    offset: int
    length: int
    quads: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What a finished shard holds."""

    counts: dict[str, int]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Shards:
    """The files of the build in `folder`."""

    folder: Path

    def prepare(self) -> None:
        """Make the folders."""
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def path(self, kind: str, name: str) -> Path:
        """Name the file of one shard: `kind` is one of `FOLDERS`."""
        return self.folder / kind / f"{name}{SUFFIXES.get(kind, '.jsonl')}"

    def write(self, kind: str, name: str, values: Iterable[object]) -> None:
        """Write data types of `kg.model`, one a line."""
        write_whole(self.path(kind, name), map(to_line, values))

    def read(self, kind: str, name: str, type_: type[T]) -> Iterator[T]:
        """Read what `write` wrote."""
        with self.path(kind, name).open("rb") as file:
            for line in file:
                yield from_line(line, type_)

    def write_quads(self, name: str, quads: Iterable[Quad]) -> tuple[Block, ...]:
        """Write each distinct quad once, sorted, and say where each graph's lines lie."""
        path, blocks, offset = self.path("quads", name), [], 0
        chunks = []
        for graph, group in groupby(sorted(set(quads), key=_order), key=lambda quad: quad.graph):
            lines = [quad.line() for quad in group]
            chunk = "".join(lines).encode()
            blocks.append(Block(graph, name, offset, len(chunk), len(lines)))
            chunks.append(chunk)
            offset += len(chunk)
        write_whole(path, chunks)
        return tuple(blocks)

    def mark(self, name: str, marker: Marker) -> None:
        """Set the marker, last of all."""
        blocks = [[block.graph, block.offset, block.length, block.quads] for block in marker.blocks]
        record = {"counts": marker.counts, "graphs": blocks}
        write_whole(self.path("done", name), [orjson.dumps(record, option=orjson.OPT_SORT_KEYS)])

    def marker(self, name: str) -> Marker | None:
        """Read the marker of a shard, None while it is not done."""
        path = self.path("done", name)
        if not path.exists():
            return None
        record = orjson.loads(path.read_bytes())
        blocks = (Block(graph, name, *numbers) for graph, *numbers in record["graphs"])
        return Marker(record["counts"], tuple(blocks))

    def whole(self, name: str) -> Marker:
        """Read the marker of a shard that a manifest names; raise StoreError where it is gone."""
        marker = self.marker(name)
        if marker is None:
            raise StoreError(f"{self.path('done', name)}: missing; the build is damaged, build again")
        return marker

    def merged(self, blocks: Iterable[Block]) -> Iterator[bytes]:
        """Yield the lines of all blocks sorted by graph, block by block: a graph lies in one shard only."""
        for block in sorted(blocks, key=lambda block: block.graph):
            with self.path("quads", block.shard).open("rb") as file:
                file.seek(block.offset)
                yield file.read(block.length)


def quads_of(chunks: Iterable[bytes]) -> Iterator[Quad]:
    """Read lines that `Quad.line` wrote: of the four terms only the object may hold spaces."""
    for chunk in chunks:
        for line in chunk.decode().split("\n")[:-1]:
            subject, predicate, rest = line.split(" ", 2)
            object_, graph, _ = rest.rsplit(" ", 2)
            yield Quad(subject, predicate, object_, graph)


def cut(documents: Iterable[Document]) -> Iterator[tuple[str, list[Document]]]:
    """Cut documents into named shards of about `MEAN_SIZE`.

    The documents themselves say where: a paper added, changed or removed moves the cuts about itself alone,
    so all other shards keep their names.
    """
    shard: list[Document] = []
    for document in documents:
        shard.append(document)
        ends = hashlib.sha256(document.id.encode()).digest()[0] % MEAN_SIZE == 0
        if ends or len(shard) == LARGEST:
            yield _named(shard)
            shard = []
    if shard:
        yield _named(shard)


def _named(documents: list[Document]) -> tuple[str, list[Document]]:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(to_line(document))
    return digest.hexdigest()[:24], documents


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return quad.graph, quad.subject, quad.predicate, quad.object
