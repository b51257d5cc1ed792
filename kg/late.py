"""The names of a package and the modules they live in → its `__getattr__`, which loads each when used.

A name must not be that of a module of the package: whichever is loaded last would take its place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module


def loading(package: str, homes: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """Make the `__getattr__` of a package whose names live in `homes`: a module → names in it."""
    home = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(home[name]), name)
        setattr(sys.modules[package], name, found)  # so that it is looked for once
        return found

    return get
