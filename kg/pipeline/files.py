"""Bytes → files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError, StoreError

PACKING = 1
"""The level of compression: the fastest, which makes a graph fifteen times smaller already."""

UNCHANGED = "nothing of the old graph was changed, make room or give another folder with --output"
COMMITTED = "the new graph stands and can be asked, make room and run the same again for its files"

_ASIDE = re.compile(r"\..+\.\d+\.part")
_BUILD = re.compile(r"[0-9a-f]{16}")


@contextmanager
def writing(place: Path, stands: str = UNCHANGED) -> Iterator[None]:
    """Turn what the system says against writing below `place` into an OutputError, with what `stands`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or place}: {error.strerror or error}; {stands}") from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a place to write to; what lies there at the end is forced to disk and named `path`."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        sync(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write so that `path` holds all of `chunks` or what it held before."""
    with replacing(path) as aside, aside.open("wb") as file:
        file.writelines(chunks)


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
        raise StoreError(
            f"{path}: {error}; the build is damaged, delete {path.parents[3]} and build again"
        ) from error


def share(source: str, target: str) -> None:
    """Give a finished file a second name, or a copy where the file system has no links."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        write_whole(Path(target), [Path(source).read_bytes()])


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left beside their goals, in `folder` alone."""
    for path in unfinished(folder):
        if path.is_file():
            path.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Force a folder to disk: every file below it, every folder, and its name in its parent."""
    for path in (*sorted(folder.rglob("*")), folder, folder.parent):
        sync(path)


def sync_folders(folders: Iterable[Path]) -> None:
    """Force the lists of names in folders to disk, where each file was forced when it was written."""
    for folder in folders:
        sync(folder)


def sync(path: Path) -> None:
    """Force one file, or the list of names in one folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def builds(folder: Path) -> list[Path]:
    """List the builds in `folder`, in order."""
    return sorted(path for path in folder.iterdir() if _BUILD.fullmatch(path.name))


def unfinished(folder: Path) -> list[Path]:
    """List what writers, and those who remove, left beside their goals in `folder` alone."""
    return [path for path in folder.iterdir() if _ASIDE.fullmatch(path.name)]
