"""Calls → their results in the order of the calls, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

from kg.errors import KGError

Item = TypeVar("Item")
Done = TypeVar("Done")
Call = TypeVar("Call")


class Run(Protocol):
    """Calls a function on each item, wherever that is, and yields what it returns, in order."""

    def __call__(
        self, function: Callable[[Item], Done], items: Iterable[Item], *, workers: int | None = None
    ) -> Iterator[Done]:
        """Read `items` as results leave; raise KGError where a worker is lost for good.

        Without `workers`, as many as there are cores.
        """


AHEAD = 4
"""Calls that wait for each worker, so that it has the next at hand."""


def default_workers() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(
    function: Callable[[Item], Done], items: Iterable[Item], *, workers: int | None = None
) -> Iterator[Done]:
    """Call `function` on each item and yield what it returns, in order; `items` is read as results leave.

    With several workers the function must be importable and its items picklable: workers are spawned, so
    they start alike on every system. Raises KGError where a worker dies.
    """
    workers = workers or default_workers()
    if workers <= 1 or (isinstance(items, Sized) and len(items) <= 1):
        yield from map(function, items)
        return
    with spawned(workers) as pool:
        yield from windowed(
            lambda item: pool.submit(function, item), Future[Done].result, items, size=workers * AHEAD
        )


@contextmanager
def spawned(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Give processes that end with this one; raise KGError where one of them dies."""
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_follow_parent
    )
    try:
        yield pool
    except BrokenProcessPool as error:
        raise KGError(
            "a worker process died, most likely for want of memory; try again with fewer --workers"
        ) from error
    except BaseException:
        # Interrupted, or left early: nobody waits for the minutes that a call may take. It can be killed at
        # any step, since what it writes counts only when it is named.
        for process in list(pool._processes.values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def windowed(
    start: Callable[[Item], Call], finish: Callable[[Call], Done], items: Iterable[Item], *, size: int
) -> Iterator[Done]:
    """Start a call for each item, at most `size` at a time, and yield what they return, in order."""
    waiting: deque[Call] = deque()
    for item in items:
        waiting.append(start(item))
        if len(waiting) >= size:
            yield finish(waiting.popleft())
    yield from map(finish, waiting)


def _follow_parent() -> None:
    """Leave an interrupt to the parent, and end when it ends: a killed parent cannot tell its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
