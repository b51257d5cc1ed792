"""The quads of a build → its store, made anew or from the store of the build before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path

from kg import rdf
from kg.errors import StoreError
from kg.model import LinkClaim
from kg.pipeline import contents
from kg.pipeline.changes import Changes
from kg.pipeline.progress import Progress, counted
from kg.pipeline.shards import Shards, quads_of
from kg.store import embedded, renewal

READ = 500_000
"""Quads of changed shards that are compared in any case: it takes a second, their store half a minute."""
SHARE = 5
"""A store is renewed where fewer than one quad in so many changes; else building it anew is quicker."""


def stored(
    shards: Shards, *, links: Iterable[LinkClaim], parts: list[str], names: list[str], progress: Progress
) -> None:
    """Build the store of these shards aside and put it in place; the shards are read twice."""
    steps = 2 * (len(parts) + len(names))

    def make(aside: Path) -> None:
        twice = chain(contents.chunks(shards, parts, names), contents.chunks(shards, parts, names))
        read = counted(twice, "load", progress, total=steps)
        embedded.fill(aside, islice(read, steps // 2), rdf.view(quads_of(read), links))

    _placed(shards, make)
    progress("load", steps, steps)


def renewed(shards: Shards, old: Path, *, changes: Changes, progress: Progress) -> bool:
    """Bring a copy of the store in `old` up to date and put it in place; False where it cannot be read."""
    progress("load", 0, None)

    def make(aside: Path) -> None:
        renewal.renew(aside, old, removed=changes.removed, added=changes.added)

    try:
        _placed(shards, make)
    except StoreError:
        return False
    progress("load", 1, 1)
    return True


def _placed(shards: Shards, make: Callable[[Path], None]) -> None:
    aside, place = shards.folder / "store.new", shards.folder / "store"
    for old in (aside, place):
        shutil.rmtree(old, ignore_errors=True)
    make(aside)
    aside.rename(place)
