"""Documents and what is made of them → the files of one build, cut into shards that their content names.

A build's folder holds, for each shard, `documents/<name>.jsonl.gz`, and under the same name `extractions`,
`claims`, `observed` (what linking needs of it), `rejects` and `quads` (`.nq.gz`, sorted by graph, subject,
predicate, object). A shard is done when its marker `done/<name>.json` stands. Each paper's graph lies in one
shard, shards follow one another in the order of their graphs, and the links' graph comes before all: the
files of quads, one after the other, are the sorted graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

import orjson

from kg.durable import write_whole
from kg.errors import StoreError
from kg.model import Quad
from kg.pipeline.folder.codec import from_line, to_line
from kg.pipeline.folder.files import again, read_packed, share, write_packed

T = TypeVar("T")

MADE = ("documents", "extractions", "claims", "observed", "rejects", "quads", "done")
"""What is made of a shard, the marker last."""
LINKS = ("links", "linkquads")
"""Parts of what depends on several papers, named by their own content: claims of links, and their quads."""
SUFFIXES = {"quads": ".nq.gz", "linkquads": ".nq.gz", "done": ".json"}


class Place(NamedTuple):
    """A shard, the id of its first paper, and how many it has."""

    name: str
    first: str
    papers: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What a finished shard holds: counts by name, its quads, and the SHA-256 of their lines."""

    counts: dict[str, int]
    quads: int
    digest: str


@dataclass(frozen=True, slots=True)
class Shards:
    """The files of the build in `folder`."""

    folder: Path

    def prepare(self) -> None:
        """Make the folders."""
        for name in (*MADE, *LINKS):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def path(self, kind: str, name: str) -> Path:
        """Name the file of one shard: `kind` is one of `MADE` or `LINKS`."""
        return Path(self._place(kind, name))

    def _place(self, kind: str, name: str) -> str:
        """Give the same as text: where thousands are asked for, paths take longer than the disk."""
        return f"{self.folder}/{kind}/{name}{SUFFIXES.get(kind, '.jsonl.gz')}"

    def text(self, kind: str, name: str) -> bytes:
        """Read a shard as it is."""
        return read_packed(self.path(kind, name))

    def lines(self, kind: str, name: str) -> list[bytes]:
        """Read a shard's lines as they are, line feeds included."""
        return self.text(kind, name).splitlines(keepends=True)

    def write_lines(self, kind: str, name: str, lines: Iterable[bytes]) -> None:
        """Write lines as they are."""
        write_packed(self.path(kind, name), lines)

    def write(self, kind: str, name: str, values: Iterable[object]) -> None:
        """Write data types of `kg.model`, one a line."""
        self.write_lines(kind, name, map(to_line, values))

    def read(self, kind: str, name: str, type_: type[T]) -> Iterator[T]:
        """Read what `write` wrote."""
        return (from_line(line, type_) for line in self.lines(kind, name))

    def graphs(self, name: str) -> dict[bytes, bytes]:
        """Read a shard's quads by graph, that is by paper."""
        lines = groupby(self.lines("quads", name), lambda line: line.rsplit(b" ", 2)[1])
        return {graph: b"".join(said) for graph, said in lines}

    def write_quads(self, name: str, papers: Iterable[bytes]) -> tuple[int, str]:
        """Write the quads of papers as `quad_lines` gives them; how many, and the SHA-256 of their lines."""
        text = b"".join(papers)
        self.write_lines("quads", name, [text])
        return text.count(b"\n"), hashlib.sha256(text).hexdigest()

    def mark(self, name: str, marker: Marker) -> None:
        """Set the marker, last of all."""
        record = {"counts": marker.counts, "quads": marker.quads, "digest": marker.digest}
        write_whole(self.path("done", name), [orjson.dumps(record, option=orjson.OPT_SORT_KEYS)])

    def is_done(self, name: str) -> bool:
        """Tell whether a shard has its marker."""
        return self.path("done", name).exists()

    def marker(self, name: str) -> Marker | None:
        """Read the marker of a shard, None while it is not done."""
        try:
            return Marker(**orjson.loads(self.path("done", name).read_bytes()))
        except FileNotFoundError:
            return None

    def whole(self, name: str) -> Marker:
        """Read the marker of a shard that a manifest names; raise StoreError where it is gone."""
        marker = self.marker(name)
        if marker is None:
            way_out = again(self.folder.parents[1])
            raise StoreError(f"{self.path('done', name)}: missing; the build is damaged, {way_out}")
        return marker

    def adopt(self, other: Shards, kind: str, name: str) -> None:
        """Take over a file of a shard that another build has finished."""
        share(other._place(kind, name), self._place(kind, name))


def quad_lines(quads: Iterable[Quad]) -> bytes:
    """Write each distinct quad once, sorted."""
    # Sorted by subject first, which needs no keys, and then by graph, of which there is mostly one.
    ordered = sorted(sorted(set(quads)), key=attrgetter("graph"))
    return "".join(map(Quad.line, ordered)).encode()


def quads_of(chunks: Iterable[bytes]) -> Iterator[Quad]:
    """Read lines that `Quad.line` wrote: of the four terms only the object may hold spaces."""
    for chunk in chunks:
        for line in chunk.decode().split("\n")[:-1]:
            subject, predicate, rest = line.split(" ", 2)
            object_, graph, _ = rest.rsplit(" ", 2)
            yield Quad(subject, predicate, object_, graph)


def order(quad: Quad) -> tuple[str, str, str, str]:
    """Sort by graph, subject, predicate, object."""
    return quad.graph, quad.subject, quad.predicate, quad.object
