"""The builds in an output folder → which may go: one that somebody reads stays until they are through.

A reader holds its build's folder shared and a build that would remove the folder asks for it alone, so that
whoever streams a graph for minutes sees one version of it, however many are committed meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg.durable import beside, unfinished
from kg.pipeline.folder.files import builds
from kg.pipeline.folder.manifest import Manifest, current


@contextmanager
def kept(output: Path) -> Iterator[Manifest]:
    """Give the current build, whose files stay as long as it is read.

    Raises StoreError where nothing was built.
    """
    made = current(output)
    while True:
        with _held(made.folder(output), fcntl.LOCK_SH):
            latest = current(output)
            if latest.build == made.build:  # Not removed before it was held.
                yield made
                return
        made = latest


def remove_others(folder: Path, *, keep: str) -> None:
    """Remove every build in `folder` but `keep` that nobody reads: half removed, none passes for a build."""
    for path in builds(folder):
        if path.name != keep:
            with suppress(BlockingIOError), _held(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
                path.rename(beside(path))
    for path in unfinished(folder):
        if path.is_dir():
            shutil.rmtree(path)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[None]:
    """Hold a folder that may be gone, or on a disk that knows no locks: then there is nothing to hold.

    Raises BlockingIOError where it is not to be had at once and `how` does not wait.
    """
    with ExitStack() as open_:
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            open_.callback(os.close, handle)
            _lock(handle, how)
        yield


def _lock(handle: int, how: int) -> None:
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        raise
    except OSError:  # The disk knows no locks.
        return
