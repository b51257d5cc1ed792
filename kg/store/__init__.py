"""quads → answers."""

from kg.store.embedded import Store, create, open_store

__all__ = ["Store", "create", "open_store"]
