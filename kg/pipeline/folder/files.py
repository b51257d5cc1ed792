"""Where a build keeps its files: packed, shared between builds, errors in words."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.durable import write_whole
from kg.errors import OutputError, StoreError

PICTURE = "graph.html"
"""The picture's name in the folder of a graph."""
PACKING = 1
"""The level of compression: the fastest, which makes a graph fifteen times smaller already."""

UNCHANGED = "nothing of the old graph was changed, make room or give another folder with --output"
COMMITTED = "the new graph stands and can be asked, make room and run the same again for its files"

_BUILD = re.compile(r"[0-9a-f]{16}")


@contextmanager
def writing(place: Path, stands: str = UNCHANGED) -> Iterator[None]:
    """Turn what the system says against writing below `place` into an OutputError, with what `stands`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or place}: {error.strerror or error}; {stands}") from error


def write_packed(path: Path, chunks: Iterable[bytes]) -> None:
    """Write compressed, whole or not at all; the same bytes give the same file, whatever the clock."""
    write_whole(path, [gzip.compress(b"".join(chunks), PACKING, mtime=0)])


def read_packed(path: Path) -> bytes:
    """Read what `write_packed` wrote; raise StoreError where it is gone or damaged."""
    try:
        packed = path.read_bytes()
        if not packed:
            raise EOFError("empty")
        return gzip.decompress(packed)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> StoreError:
    """Make the error for a file of a build that cannot be read."""
    return StoreError(f"{path}: {error}; the build is damaged, {again(path.parents[3])}")


def again(output: Path) -> str:
    """Say how a damaged build is made again; edits lie beside it, and nothing makes them."""
    return f"delete {output / 'builds'} and {output / 'manifest.json'}, and build again"


def share(source: str, target: str) -> None:
    """Give a finished file a second name, or a copy where the file system has no links."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        write_whole(Path(target), [Path(source).read_bytes()])


def builds(folder: Path) -> list[Path]:
    """List the builds in `folder`, in order."""
    return sorted(path for path in folder.iterdir() if _BUILD.fullmatch(path.name))
