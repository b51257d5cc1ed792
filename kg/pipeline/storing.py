"""The quads of a build → its store, made anew or from the store of the build before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from kg import rdf
from kg.errors import StoreError
from kg.model import LinkClaim
from kg.pipeline import contents
from kg.pipeline.changes import Changes
from kg.pipeline.progress import Progress, counted
from kg.pipeline.shards import Shards, quads_of
from kg.store import embedded, renewal

SHARE = 5
"""A store is renewed where fewer than one quad in so many changes; else building it anew is quicker."""


def stored(
    shards: Shards, *, links: Iterable[LinkClaim], parts: list[str], names: list[str], progress: Progress
) -> None:
    """Build the store of these shards aside and put it in place."""

    def make(aside: Path) -> None:
        read = counted(contents.chunks(shards, parts, names), "load", progress, total=len(parts) + len(names))
        resolved = rdf.resolved(quads_of(contents.chunks(shards, parts, names)), links)
        embedded.fill(aside, read, resolved)

    _placed(shards, make)


def renewed(
    shards: Shards, old: Path, *, links: Iterable[LinkClaim], changes: Changes, progress: Progress
) -> bool:
    """Bring a copy of the store in `old` up to date and put it in place; False where it cannot be read."""
    progress("load", 0, None)

    def make(aside: Path) -> None:
        renewal.renew(aside, old, removed=changes.removed, added=changes.added, links=links)

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
