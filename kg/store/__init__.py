"""quads → answers."""

from kg.store.embedded import Store, open_store
from kg.store.filling import create

__all__ = ["Store", "create", "open_store"]
