"""How far a build has come → bars on a terminal, lines in a log, JSON for programs; all on standard error."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import orjson
import typer
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from kg.cli import screen
from kg.pipeline import Progress
from kg.pipeline.progress import silent

STAGES = {
    "read": "Reading records",
    "extract": "Extracting from papers",
    "link": "Linking names",
    "load": "Loading the store",
    "publish": "Writing files",
    "push": "Sending graphs",
}
OFTEN, SELDOM = 1.0, 30.0
"""Seconds between two lines about one stage: in JSON, and in words."""
INTERRUPTED = 130

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what goes wrong.")]
JsonLog = Annotated[bool, typer.Option("--json-log", help="Log progress as JSON, one object a line.")]


@contextmanager
def watched(*, quiet: bool = False, json_log: bool = False) -> Iterator[Progress]:
    """Give what a build tells its progress to; say how to go on where it is interrupted."""
    try:
        with _ended_as_interrupted(), _chosen(quiet, json_log) as progress:
            yield progress
    except KeyboardInterrupt:
        screen.complain("stopped; what is finished is kept, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def _ended_as_interrupted() -> Iterator[None]:
    """SIGTERM, by which schedulers and containers end a program, does what Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _chosen(quiet: bool, json_log: bool) -> Iterator[Progress]:
    error = screen.console(stderr=True)
    if quiet or json_log or not error.is_terminal:
        yield silent if quiet else _Lines(json_log)
        return
    columns = (TextColumn("{task.description:<24}"), BarColumn(20), MofNCompleteColumn())
    with Bars(*columns, TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), console=error) as bars:
        yield _Shown(bars)


class _Lines:
    """Writes a line when a stage ends, and now and then while it goes on."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._began: dict[str, tuple[float, int]] = {}
        self._said = time.monotonic()
        self._ended: set[str] = set()

    def __call__(self, stage: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Take note, as `Progress` says."""
        now = time.monotonic()
        began, before = self._began.setdefault(stage, (now, done))
        ends = done == total and stage not in self._ended
        if not ends and (done == total or now - self._said < (OFTEN if self._as_json else SELDOM)):
            return
        if ends:
            self._ended.add(stage)
        self._said = now
        rate = (done - before) / (now - began) if now > began else 0.0
        left = (total - done) / rate if total is not None and rate else None
        write = self._json if self._as_json else self._words
        sys.stderr.write(write(stage, done, total, rejects, rate, left))
        sys.stderr.flush()

    @staticmethod
    def _json(stage: str, done: int, total: int | None, rejects: int, rate: float, left: float | None) -> str:
        record = {
            "stage": stage,
            "done": done,
            "total": total,
            "rejects": rejects,
            "per_second": round(rate, 2),
            "seconds_left": None if left is None else round(left),
        }
        return f"{orjson.dumps(record).decode()}\n"

    @staticmethod
    def _words(
        stage: str, done: int, total: int | None, rejects: int, rate: float, left: float | None
    ) -> str:
        if done == total:
            return f"{STAGES[stage]}: {done}{_left_out(rejects)}\n"
        of = "" if total is None else f" of {total:,}"
        minutes = "" if left is None else f", {left / 60:.0f} min left"
        return f"{STAGES[stage]}: {done:,}{of}, {rate:.1f}/s{minutes}{_left_out(rejects)}\n"


class _Shown:
    """Draws one bar a stage."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Take note, as `Progress` says."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(STAGES[stage], total=total, rate="")
        task = self._tasks[stage]
        elapsed = self._bars.tasks[self._bars.task_ids.index(task)].elapsed
        rate = f"{done / elapsed:,.0f}/s" if done and elapsed else ""
        self._bars.update(task, completed=done, total=total, rate=f"{rate}{_left_out(rejects)}")


def _left_out(rejects: int) -> str:
    return f", {rejects:,} rejected" if rejects else ""
