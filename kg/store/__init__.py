"""quads → answers."""

from kg.store.embedded import Store, is_readable, open_store
from kg.store.filling import create

__all__ = ["Store", "create", "is_readable", "open_store"]
