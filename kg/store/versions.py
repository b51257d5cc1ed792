"""A folder → a store in versions: the next is made beside the current one and takes its place in one step.

The file `version` names the folder of the current one. A version is a copy by hard links, so it costs what
changes, and who reads the old one goes on reading it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from kg.errors import StoreError
from kg.store.embedded import open_store

_POINTER: Final = "version"
_LOCK: Final = ".writer"
_ASIDE: Final = "next-"


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a store in `folder`."""

    folder: Path

    def exists(self) -> bool:
        """Say whether there is a version."""
        return (self.folder / _POINTER).exists()

    def current(self) -> Path:
        """Say where the current version lies; raise StoreError where there is none."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise StoreError(f"{self.folder}: no store here ({error.strerror}); run kg load first") from None
        return self.folder / name

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for writing, made where it is missing; raise StoreError where another has it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / _LOCK).open("w")
        except OSError as error:
            raise StoreError(f"{self.folder}: {error.strerror}; give another folder") from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreError(
                    f"{self.folder}: another kg load or kg serve --writable has it; end that first"
                ) from None
            yield

    def begin(self) -> None:
        """Make an empty version where there is none yet; needs `held`."""
        if not self.exists():
            with self.changed():
                pass

    @contextmanager
    def changed(self) -> Iterator[pyoxigraph.Store]:
        """Give a copy of the current version to write to; it becomes current where no error is raised.

        Needs `held`. Raise StoreError where the disk does not take it.
        """
        aside = self.folder / f"{_ASIDE}{uuid.uuid4().hex}"
        self._sweep()
        try:
            if self.exists():
                open_store(self.current()).engine.backup(str(aside))
            engine = pyoxigraph.Store(str(aside))
            yield engine
            engine.flush()
            del engine
            self._commit(aside)
        except OSError as error:
            raise StoreError(f"{self.folder}: {error}; the old version stands, free space") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _commit(self, aside: Path) -> None:
        place = self.folder / aside.name.removeprefix(_ASIDE)
        aside.rename(place)
        write_durably(self.folder / _POINTER, place.name.encode())

    def _sweep(self) -> None:
        """Remove what killed writers left, and versions before the last two, which nobody asks any more."""
        for path in self.folder.glob(f"{_ASIDE}*"):
            shutil.rmtree(path, ignore_errors=True)
        versions = [path for path in self.folder.iterdir() if (path / "CURRENT").is_file()]
        current = self.current() if self.exists() else None
        old = sorted((path for path in versions if path != current), key=lambda path: path.stat().st_mtime)
        for path in old[:-1]:
            shutil.rmtree(path, ignore_errors=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write so that `path` holds all of `content` or what it held before, also after a power cut."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
