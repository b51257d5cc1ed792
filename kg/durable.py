"""Bytes → files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_ASIDE: Final = re.compile(r"\..+\.\d+\.part")


def beside(path: Path) -> Path:
    """Name what is in the making, or on its way out, so that it passes for nothing else."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a place to write to; what lies there at the end is forced to disk and named `path`."""
    aside = beside(path)
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


def write_durably(path: Path, content: bytes) -> None:
    """Write whole, and force the file's name to disk too: once this returns it stands."""
    write_whole(path, [content])
    sync(path.parent)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left beside their goals, in `folder` alone."""
    for path in unfinished(folder):
        if path.is_file():
            path.unlink(missing_ok=True)


def unfinished(folder: Path) -> list[Path]:
    """List what writers, and those who remove, left beside their goals in `folder` alone."""
    return [path for path in folder.iterdir() if _ASIDE.fullmatch(path.name)]


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
