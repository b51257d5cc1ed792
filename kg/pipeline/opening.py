"""The folder of a build, of a store, or the address of an endpoint → a graph that can be asked."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline.folder import manifest
from kg.pipeline.folder.retention import kept
from kg.store import Store, edits, embedded
from kg.store.opened import OpenStore
from kg.store.remote import Remote
from kg.store.versions import Versions


def open_output(output: str | Path) -> Store:
    """Open the store of the current build for reading, with the edits that are kept beside it."""
    folder = Path(output)
    with kept(folder) as made:
        return embedded.open_store(edits.edited(made.store(folder), folder / edits.FILE))


def open_store(place: str | Path) -> OpenStore:
    """Open what a build or `kg load` made, or any SPARQL endpoint by its address, for reading.

    Raise StoreError where there is no store; an endpoint is asked for nothing yet.
    """
    if str(place).startswith(("http://", "https://")):
        return OpenStore(Remote(str(place)))
    folder = Path(place)
    if (folder / manifest.NAME).exists():
        return OpenStore(open_output(folder))
    if Versions(folder).exists():
        folder = Versions(folder).current()
    return OpenStore(embedded.open_store(folder))
