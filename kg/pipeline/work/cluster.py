"""Calls → their results in the order of the calls, on a Ray cluster: for piles that outgrow one machine.

The folder of the build must be one that all nodes share. An actor loads the network once and then takes one
call after the other; calls whose worker is lost are made again, on a new one.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

from kg.errors import KGError, MissingExtraError
from kg.pipeline import fingerprint
from kg.pipeline.work.executor import AHEAD, Done, Item, default_workers, windowed

TRIES: Final = 3
"""How often a call is made again whose worker died."""
PATIENCE: Final = 10
"""Seconds that a cluster's address may take to answer."""
HELD: Final = 256 << 20
"""Bytes that a cluster on this machine sets aside for what calls are given and give back."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster at `address`, or one on this machine alone where that is empty.

    `mixed` lets machines of several instruction sets work together: confidences may then differ in the last
    digit from those of one machine.
    """

    address: str = ""
    mixed: bool = False

    def __call__(
        self, function: Callable[[Item], Done], items: Iterable[Item], *, workers: int | None = None
    ) -> Iterator[Done]:
        """Call `function` on each item, at most a few ahead of what was yielded.

        Raises KGError where no cluster answers, its machines are of several kinds, or a worker dies again
        and again.
        """
        ray = _ray()
        self._join(ray, workers)
        cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        count = min(workers or cores, cores)
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=TRIES)(_Worker)
        pool = [actor.remote() for _ in range(count)]
        try:
            self._check(ray, pool)
            turn = cycle(pool)
            yield from windowed(
                lambda item: next(turn).run.remote(function, item), ray.get, items, size=len(pool) * AHEAD
            )
        except ray.exceptions.RayActorError as error:
            raise KGError(
                "a worker of the cluster died again and again, most likely for want of memory; "
                "see `ray status` and its logs, then run the same command: it goes on where it stopped"
            ) from error
        finally:
            for worker in pool:
                ray.kill(worker)

    def _join(self, ray: Any, workers: int | None) -> None:
        if ray.is_initialized():
            return
        local: dict[str, Any] = {
            "num_cpus": workers or default_workers(), "object_store_memory": HELD, "include_dashboard": False,
        }  # fmt: skip
        try:
            _knock(self.address)
            ray.init(
                address=self.address or "local",
                logging_level=logging.ERROR,
                log_to_driver=False,
                **({} if self.address else local),
            )
        except Exception as error:  # Ray raises just that where its own processes do not start in time.
            raise KGError(
                f"no Ray cluster at {self.address or 'this machine'}: {error}; "
                "start one with `ray start --head`, or leave --address out"
            ) from error

    def _check(self, ray: Any, pool: list[Any]) -> None:
        """Refuse a mixture of instruction sets, which would not give the same bytes."""
        found = {fingerprint.instruction_set(), *ray.get([worker.machine.remote() for worker in pool])}
        if len(found) > 1 and not self.mixed:
            raise KGError(
                f"the cluster has machines of several kinds ({', '.join(sorted(found))}), "
                "whose graphs differ in the last digits; give it one kind, or allow several with --mixed"
            )


def _knock(address: str) -> None:
    """Raise OSError or ValueError where nobody listens: Ray itself would go on trying for minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon:
        socket.create_connection((host, int(port)), timeout=PATIENCE).close()


class _Worker:
    """Runs calls in a process of its own."""

    def run(self, function: Callable[[Any], Any], item: Any) -> Any:
        """Make one call."""
        return function(item)

    def machine(self) -> str:
        """Name the instruction set here."""
        return fingerprint.instruction_set()


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise MissingExtraError("ray is not installed; run `pip install ray`") from error
    return ray
