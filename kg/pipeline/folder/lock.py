"""An output folder → the right to build into it, held by one process at a time."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.durable import sweep
from kg.errors import OutputError
from kg.pipeline.folder.files import writing

NAME = ".lock"


def holder(output: Path) -> str:
    """Name the process that holds `output`, nothing where none does or it may not be read."""
    with suppress(OSError), (output / NAME).open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().strip()
    return ""


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Make `output` where it is missing and hold it; however the process ends, the system lets go.

    What a holder that was killed left half written there is swept. Raises OutputError where another build
    holds it (the message says which process) or it cannot be written.
    """
    with writing(output):
        (output / "builds").mkdir(parents=True, exist_ok=True)
        file = (output / NAME).open("a+")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise OutputError(
                f"{output}: held by another build ({file.read().strip()}); wait until it ends, "
                "or give another folder with --output"
            ) from error
        with writing(output):
            os.ftruncate(file.fileno(), 0)
            os.write(file.fileno(), f"process {os.getpid()} on {socket.gethostname()}".encode())
            sweep(output)
        yield
