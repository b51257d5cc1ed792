"""A process that answers tasks from the server's socket out of one read-only store, and may be killed.

`python -m kg.server.worker FD MEMORY_BYTES ANSWER_BYTES`: tasks come in and answers go out on socket FD.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import orjson

from kg.errors import KGError, QueryError, RefusedError, StoreError, UnansweredError, UnknownNameError
from kg.server import looking, tasks
from kg.server.wire import Kind, receive, send
from kg.store import Store, open_store
from kg.store.syntax import EXAMPLES

CHUNK: Final = 1 << 15
_STATUS: Final = {RefusedError: 403, UnansweredError: 422}
"""What is well formed is no 400, which the protocol keeps for what is not."""
_EXAMPLES: Final = "/ shows queries that work"
"""The way out of a text that is no SPARQL, for who has a server and no files."""
TASKS: Final[dict[str, Callable[..., None]]] = {**tasks.TASKS, **looking.TASKS}


_NEW_USER: Final = 0x1000_0000
_NEW_NETWORK: Final = 0x4000_0000
"""Flags of Linux's unshare(2)."""


class Cut(Exception):  # noqa: N818
    """The answer is longer than the server gives."""


class Answering:
    """A file for the answer: its head goes out with the first chunk, so that a fault can come before."""

    def __init__(self, channel: socket.socket, most_bytes: int) -> None:
        self._channel = channel
        self._left = most_bytes
        self._waiting = bytearray()
        self._head: dict[str, str] | None = {}

    def head(self, **fields: str) -> None:
        """Say what will be written."""
        self._head = fields

    def write(self, chunk: bytes) -> int:
        """Take a part of the answer; raise Cut where it grows too long."""
        self._left -= len(chunk)
        if self._left < 0:
            raise Cut
        self._waiting += chunk
        if len(self._waiting) >= CHUNK:
            self.flush()
        return len(chunk)

    def flush(self) -> None:
        """Send what waits."""
        if self._head is not None:
            send(self._channel, Kind.HEAD, orjson.dumps(self._head))
            self._head = None
        if self._waiting:
            send(self._channel, Kind.DATA, bytes(self._waiting))
            self._waiting.clear()

    @property
    def begun(self) -> bool:
        """Whether a part has left already."""
        return self._head is None


class Shelf:
    """The store that was asked last, kept open."""

    def __init__(self) -> None:
        self._store: Store | None = None

    def store(self, place: Path) -> Store:
        """Open the store at `place`, unless it is open."""
        if self._store is None or self._store.place != place:
            self._store = open_store(place)
        return self._store


def serve(channel: socket.socket, *, answer_bytes: int) -> None:
    """Say that we are ready, then answer task after task until the server goes."""
    shelf = Shelf()
    send(channel, Kind.END)
    while (task := receive(channel)) is not None:
        out = Answering(channel, answer_bytes)
        try:
            _answer(shelf, task, out)
            out.flush()
            send(channel, Kind.END)
        except Cut:
            _fault(channel, out, 503, f"the answer is longer than {answer_bytes} bytes; ask with LIMIT")
        except UnknownNameError as error:
            _fault(channel, out, 400, error.fact, name=error.name, near=error.near)
        except QueryError as error:
            _fault(channel, out, _STATUS.get(type(error), 400), str(error).replace(EXAMPLES, _EXAMPLES))
        except tasks.Missing as error:
            _fault(channel, out, error.status, str(error))
        except StoreError as error:
            _fault(channel, out, 500, str(error))
        except KGError as error:
            _fault(channel, out, 400, str(error))
        except MemoryError:
            _fault(channel, out, 503, "the query needs more memory than the server gives; ask for less")


def _answer(shelf: Shelf, task: bytes, out: Answering) -> None:
    given = orjson.loads(task)
    store = shelf.store(Path(given.pop("place")))
    answer: Callable[..., None] = TASKS[given.pop("task")]
    answer(store, out, **given)


def _fault(channel: socket.socket, out: Answering, status: int, text: str, **more: object) -> None:
    send(channel, Kind.FAULT, orjson.dumps({"status": status, "text": text, "begun": out.begun, **more}))


def _end_with_the_server() -> None:
    """Standard input is a pipe that ends with the server; the engine leaves Python free while it works."""
    sys.stdin.buffer.read()
    os._exit(1)


def leave_the_network() -> bool:
    """Go where no address can be reached, should a text come past the check of it; tell whether it went.

    Only Linux has it, and not for every user.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_NETWORK) == 0:
        return True
    if unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    with contextlib.suppress(OSError):  # Who we are on disk stays as it was.
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def main() -> None:
    """Run one worker."""
    descriptor, memory_bytes, answer_bytes = map(int, sys.argv[1:4])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory.
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    leave_the_network()
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    serve(socket.socket(fileno=descriptor), answer_bytes=answer_bytes)
    # The thread that waits on standard input would hold up an orderly end.
    os._exit(0)


if __name__ == "__main__":
    main()
