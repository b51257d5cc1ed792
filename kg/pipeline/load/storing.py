"""The quads of a build → its store, made anew or from the store of the build before.

Where several processes extract, one more loads what they have finished. The engine merges files after
every second load, which took it longer than the loads; there it waits until the workers are done. What the
resolved view cannot have as it is lies in files of its own until the links are known.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, closing
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final

from kg import rdf
from kg.errors import StoreError
from kg.model import LinkClaim
from kg.pipeline.folder import contents
from kg.pipeline.folder.shards import Shards, quads_of
from kg.pipeline.load.changes import Changes
from kg.pipeline.progress import Progress, counted
from kg.pipeline.work import executor
from kg.store import renewal
from kg.store.filling import Filling, line

logger = logging.getLogger(__name__)

READ = 500_000
"""Quads of changed shards that are compared in any case: it takes a second, their store half a minute."""
SHARE = 5
"""A store is renewed where fewer than one quad in so many changes; else building it anew is quicker."""
LOADED = 350_000
"""Quads that are loaded at a time while shards are finished; the engine holds a load in memory."""
_GRAPH: Final = re.compile(rb" <[^<> ]*> \.\n")


class Storing:
    """The store of a build, filled aside, and put in place when it is finished; to be used in a `with`.

    What the links have no say in goes to the resolved view as it is: little is left when they are known.
    With `beside`, a process of its own loads what is finished while others extract and links are made.
    """

    def __init__(self, shards: Shards, *, beside: bool = False) -> None:
        self._shards, self._beside = shards, beside
        self._waiting: list[str] = []
        self._quads = 0
        self._loaded: set[str] = set()
        self._process: ProcessPoolExecutor | None = None
        self._calls: list[Future[None]] = []
        self._open = ExitStack()

    def __enter__(self) -> Storing:
        """Begin; nothing is written before the first load."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """End the process that loads, at once where something was raised."""
        return self._open.__exit__(kind, error, trace)

    def take(self, name: str, quads: int) -> None:
        """Take a shard that is finished and has so many quads; it is loaded once enough have come."""
        if not self._beside:
            return
        self._waiting.append(name)
        self._quads += quads
        if self._quads >= LOADED:
            self._load_beside()

    def hurry(self) -> None:
        """Load what waits, as the last has come; nothing where it was too little to begin."""
        if self._process is not None and self._waiting:
            self._load_beside()

    def finish(
        self, names: list[str], *, links: Iterable[LinkClaim], parts: list[str], progress: Progress
    ) -> None:
        """Load what of the shards `names` is not yet, the links' quads, and what these have a say in."""
        left = [name for name in names if name not in self._loaded]
        steps = len(left) + len(names) + 1
        progress("load", 0, steps)
        with closing(self._filling()) as filling:
            told = counted(left + names, "load", progress, total=steps)
            filling.add(_plain(self._shards, islice(told, len(left))))
            filling.add(contents.chunks(self._shards, parts, []))
            unsettled = (_unsettled(self._shards, name).read_bytes() for name in islice(told, len(names)))
            filling.add(map(line, rdf.view(quads_of(unsettled), links)))
            shutil.rmtree(_rest(self._shards))
            filling.finish()
        _aside(self._shards).rename(_place(self._shards))
        progress("load", steps, steps)

    def _load_beside(self) -> None:
        """Tell the process to load what waits, and raise what an earlier load raised."""
        if self._process is None:
            _cleared(self._shards)
            self._process = self._open.enter_context(executor.spawned(1))
        for call in filter(Future.done, self._calls):
            call.result()
        self._calls.append(self._process.submit(_load, self._shards, self._waiting))
        self._loaded.update(self._waiting)
        self._waiting, self._quads = [], 0

    def _filling(self) -> Filling:
        """Open the store that the process has filled, when it has let go of it, or a new one."""
        if self._process is None:
            return Filling(_cleared(self._shards))
        self._calls.append(self._process.submit(_let_go, self._shards))
        for call in self._calls:
            call.result()
        self._open.close()
        return Filling(_aside(self._shards))


@cache
def _held(shards: Shards) -> Filling:
    """Hold a store open from one load to the next, in the process that does nothing else."""
    return Filling(_aside(shards), patient=True)


def _load(shards: Shards, names: list[str]) -> None:
    _held(shards).add(_plain(shards, names))


def _let_go(shards: Shards) -> None:
    _held(shards).close()


def _plain(shards: Shards, names: Iterable[str]) -> Iterator[bytes]:
    """Give shards' quads, and after each shard what the resolved view has of it as it is; keep the rest."""
    _rest(shards).mkdir(exist_ok=True)
    for name in names:
        chunk = shards.text("quads", name)
        yield chunk
        settled: list[bytes] = []
        unsettled: list[bytes] = []
        for one in chunk.splitlines(keepends=True):
            (settled if rdf.is_settled(one) else unsettled).append(one)
        _unsettled(shards, name).write_bytes(b"".join(unsettled))
        yield _triples(b"".join(settled))


def renewed(shards: Shards, old: Path, *, changes: Changes, progress: Progress) -> bool:
    """Bring a copy of the store in `old` up to date and put it in place; False where it cannot be read."""
    progress("load", 0, None)
    aside = _cleared(shards)
    try:
        renewal.renew(aside, old, removed=changes.removed, added=changes.added)
    except StoreError as error:
        logger.warning("%s; the store is built anew", error)
        return False
    aside.rename(_place(shards))
    progress("load", 1, 1)
    return True


def _place(shards: Shards) -> Path:
    return shards.folder / "store"


def _aside(shards: Shards) -> Path:
    return shards.folder / "store.new"


def _rest(shards: Shards) -> Path:
    return shards.folder / "unsettled"


def _unsettled(shards: Shards, name: str) -> Path:
    """Name the file of a shard's lines that the resolved view has otherwise; it is gone with the last."""
    return _rest(shards) / f"{name}.nq"


def _cleared(shards: Shards) -> Path:
    """Remove what an earlier try left, and say where the store is made."""
    for old in (_aside(shards), _place(shards), _rest(shards)):
        shutil.rmtree(old, ignore_errors=True)
    return _aside(shards)


def _triples(lines: bytes) -> bytes:
    """Leave out the graph, the last term."""
    return _GRAPH.sub(b" .\n", lines)
