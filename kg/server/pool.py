"""A task → a free worker process, within the time that a request may wait; killed ones are replaced."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from kg.server import wire
from kg.server.limits import Limits
from kg.server.protocol import Refusal

_log = logging.getLogger(__name__)
_PAUSE: Final = 1.0


class Worker:
    """One worker process and the socket to it."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.process = process
        self._reader = reader
        self._writer = writer
        self.idle = True
        """Whether its last task is done, so that it can take another."""

    @classmethod
    async def start(cls, limits: Limits) -> Worker:
        """Start a process, and wait until it is ready; raise IncompleteReadError where it dies before."""
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), str(limits.memory_bytes), str(limits.answer_bytes)]
        with theirs:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "kg.server.worker", *arguments],
                stdin=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                # Else each of the engine's threads reserves 64 MB of what the limit leaves to queries.
                env={**os.environ, "MALLOC_ARENA_MAX": "2"},
            )
        reader, writer = await asyncio.open_connection(sock=ours)
        worker = cls(process, reader, writer)
        try:
            await worker.next()
        except BaseException:
            worker.kill()
            raise
        return worker

    async def give(self, task: bytes) -> None:
        """Send a task."""
        self.idle = False
        await wire.send_later(self._writer, wire.Kind.TASK, task)

    async def next(self) -> tuple[wire.Kind, bytes]:
        """Read what the worker says next; raise IncompleteReadError where it has died."""
        kind, payload = await wire.receive_later(self._reader)
        self.idle = kind in (wire.Kind.END, wire.Kind.FAULT)
        return kind, payload

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self.process.kill()
        self._writer.close()
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()


class Pool:
    """Workers, of which a request may have one for a while."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._waiting = 0
        self._replacing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.workers)))

    def stop(self) -> None:
        """End all workers."""
        for task in self._replacing:
            task.cancel()
        for worker in self._all:
            worker.kill()
        self._all.clear()

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Lend a worker; one that is given back before its task is done is killed and replaced.

        Raise Refusal where none is free in time.
        """
        worker = await self._take()
        try:
            yield worker
        finally:
            if worker.idle and worker.process.poll() is None:
                self._free.put_nowait(worker)
            else:
                self._replace(worker)

    async def _take(self) -> Worker:
        busy = Refusal(503, "all workers are busy; try again in a moment", Retry_After="2")
        if self._free.empty() and self._waiting >= self.limits.waiting:
            raise busy
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._free.get(), self.limits.patience)
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        worker = await Worker.start(self.limits)
        self._all.add(worker)
        self._free.put_nowait(worker)

    def _replace(self, worker: Worker) -> None:
        _log.info("worker %d is replaced", worker.process.pid)
        self._all.discard(worker)
        worker.kill()
        task = asyncio.get_running_loop().create_task(self._add_at_last())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _add_at_last(self) -> None:
        while True:
            try:
                await self._add()
            except (asyncio.IncompleteReadError, OSError):
                _log.warning("a worker could not be started; trying again")
                await asyncio.sleep(_PAUSE)
            else:
                return
