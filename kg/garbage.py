"""How often Python looks for garbage: seldom, where what is made mostly stays or goes by itself.

A build makes hundreds of thousands of objects that stay while it lasts, and hardly a ring of them that only
the collector can free: going through them all again and again took linking a sixth of its time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (100_000, 50, 100)
"""Objects made between two looks at the young, such looks between two at the older, and at the oldest."""


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage seldom in the whole process while this lasts; also a decorator."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
