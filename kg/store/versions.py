"""A folder → a store in versions: the next is made beside the current one and takes its place in one step.

The file `version` names the folder of the current one. A version is a copy by hard links, so it costs what
changes, and who reads the old one goes on reading it.
"""

from __future__ import annotations

import fcntl
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from kg.durable import write_durably
from kg.errors import StoreError
from kg.store.embedded import open_store

_POINTER: Final = "version"
_LOCK: Final = ".writer"
_ASIDE: Final = "next-"
_NAME: Final = re.compile(rf"(?:{_ASIDE})?[0-9a-f]{{32}}")
"""The folder of a version: nothing else in a folder is ours to remove."""
_OURS: Final = re.compile(rf"{_NAME.pattern}|{re.escape(_LOCK)}|\.{_POINTER}\.\d+(?:\.part)?")
"""What may lie in a folder before its first version is whole."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a store in `folder`."""

    folder: Path

    def exists(self) -> bool:
        """Say whether there is a version."""
        return bool(self._named())

    def _named(self) -> str:
        """Read which version is the current one; nothing where the pointer is none of ours."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return name if _NAME.fullmatch(name) else ""

    def current(self) -> Path:
        """Say where the current version lies; raise StoreError where there is none."""
        name = self._named()
        if not name:
            raise StoreError(f"{self.folder}: no store here; run kg load first")
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

        Needs `held`. Raise StoreError where the disk does not take it, or the folder holds other things.
        """
        aside = self.folder / f"{_ASIDE}{uuid.uuid4().hex}"
        self._check_ours()
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

    def _check_ours(self) -> None:
        """Raise StoreError where there is no store yet but something else."""
        others = [name for path in self.folder.iterdir() if not _OURS.fullmatch(name := path.name)]
        if others and not self.exists():
            raise StoreError(f"{self.folder}: holds other files ({min(others)}); give an empty folder")

    def _sweep(self) -> None:
        """Remove what killed writers left, and versions before the last two, which nobody asks any more."""
        current = self.current() if self.exists() else None
        found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name) and path != current]
        begun = [path for path in found if path.name.startswith(_ASIDE)]
        old = sorted({*found} - {*begun}, key=lambda path: path.stat().st_mtime)
        for path in (*begun, *old[:-1]):
            shutil.rmtree(path, ignore_errors=True)
