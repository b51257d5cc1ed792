"""The quads of a build → its store, made anew or from the store of the build before."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from kg import rdf
from kg.errors import StoreError
from kg.model import LinkClaim
from kg.pipeline import contents
from kg.pipeline.changes import Changes
from kg.pipeline.progress import Progress, counted
from kg.pipeline.shards import Shards, quads_of
from kg.store import filling, renewal
from kg.store.filling import Filling

READ = 500_000
"""Quads of changed shards that are compared in any case: it takes a second, their store half a minute."""
SHARE = 5
"""A store is renewed where fewer than one quad in so many changes; else building it anew is quicker."""
LOADED = 350_000
"""Quads that are loaded at a time while shards are finished; the engine holds a load in memory."""
_GRAPH: Final = re.compile(rb" <[^<> ]*> \.\n")


class Storing:
    """The store of a build, filled aside while shards are finished, and then put in place.

    What the links have no say in goes to the resolved view at once: little is left when they are known.
    """

    def __init__(self, shards: Shards) -> None:
        self._shards = shards
        self._filling: Filling | None = None
        self._waiting: list[str] = []
        self._quads = 0
        self._loaded: set[str] = set()

    def take(self, name: str, quads: int) -> None:
        """Take a shard that is finished and has so many quads; it is loaded once enough have come."""
        self._waiting.append(name)
        self._quads += quads
        if self._quads >= LOADED:
            self._load(contents.chunks(self._shards, [], self._waiting))
            self._loaded.update(self._waiting)
            self._waiting, self._quads = [], 0

    def finish(
        self, names: list[str], *, links: Iterable[LinkClaim], parts: list[str], progress: Progress
    ) -> None:
        """Load what of the shards `names` is not yet, the links' quads, and what these have a say in."""
        left = [name for name in names if name not in self._loaded]
        steps = len(left) + len(names) + 1
        chunks = contents.chunks(self._shards, [], left + names)
        read = counted(chunks, "load", progress, total=steps)
        self._load(islice(read, len(left)))
        self._filled().add(contents.chunks(self._shards, parts, []))
        unsettled = (_lines(chunk, settled=False) for chunk in islice(read, len(names)))
        self._filled().add(map(filling.line, rdf.view(quads_of(unsettled), links)))
        self._filled().finish()
        self.close()
        _aside(self._shards).rename(_place(self._shards))
        progress("load", steps, steps)

    def close(self) -> None:
        """Let go of the files, whether it was finished or not."""
        if self._filling is not None:
            self._filling.close()
            self._filling = None

    def _filled(self) -> Filling:
        if self._filling is None:
            self._filling = Filling(_cleared(self._shards))
        return self._filling

    def _load(self, chunks: Iterable[bytes]) -> None:
        plain = (part for chunk in chunks for part in (chunk, _triples(_lines(chunk, settled=True))))
        self._filled().add(plain)


def renewed(shards: Shards, old: Path, *, changes: Changes, progress: Progress) -> bool:
    """Bring a copy of the store in `old` up to date and put it in place; False where it cannot be read."""
    progress("load", 0, None)
    aside = _cleared(shards)
    try:
        renewal.renew(aside, old, removed=changes.removed, added=changes.added)
    except StoreError:
        return False
    aside.rename(_place(shards))
    progress("load", 1, 1)
    return True


def _place(shards: Shards) -> Path:
    return shards.folder / "store"


def _aside(shards: Shards) -> Path:
    return shards.folder / "store.new"


def _cleared(shards: Shards) -> Path:
    """Remove what an earlier try left, and say where the store is made."""
    for old in (_aside(shards), _place(shards)):
        shutil.rmtree(old, ignore_errors=True)
    return _aside(shards)


def _lines(chunk: bytes, *, settled: bool) -> bytes:
    """Pick the lines that the resolved view has as they are, or the others."""
    return b"".join(one for one in chunk.splitlines(keepends=True) if rdf.is_settled(one) is settled)


def _triples(lines: bytes) -> bytes:
    """Leave out the graph, the last term."""
    return _GRAPH.sub(b" .\n", lines)
