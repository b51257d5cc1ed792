"""Builds that are killed, stopped or left without room: run as a program, so that each is a child of its own.

`crashing.py FOLDER WAY` prints a line for each thing tried and ends with 0 where all went well. The parent
itself opens no store, for the engine's threads do not outlive a fork.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import quick

from kg.errors import KGError, OutputError
from kg.pipeline import build, open_output

PAPERS = {
    f"paper-{number}": (
        f"Net{number}",
        f"We present Net{number}, which outperforms BERT by {number}.5% on MMLU.",
    )
    for number in range(8)
}
OLD = {name: PAPERS[name] for name in list(PAPERS)[:6]}
NEW = PAPERS | {"paper-0": ("Net0", "We present Net0, which is trained on ImageNet with 560B parameters.")}
STEPS = (
    (Path, "replace"),
    (Path, "rename"),
    (Path, "mkdir"),
    (Path, "unlink"),
    (shutil, "rmtree"),
    (os, "link"),
)
TIMES = 15


def take_in(papers: dict[str, tuple[str, str]], output: Path) -> None:
    """Build, quickly."""
    source = quick.written(output.with_suffix(f".{os.getpid()}.jsonl"), papers)
    with quick.quickly():
        build([source.rename(source.with_name("papers.jsonl"))], output, workers=1)


def digest(output: Path) -> str:
    """Hash all that a reader finds."""
    return hashlib.sha256("\n".join(sorted(quick.statements(output))).encode()).hexdigest()


def child(work: Callable[[], object]) -> int:
    """Start a child that does the work, and give its id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException as error:  # noqa: BLE001 (a child never goes on as its parent)
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def ended(pid: int) -> int:
    """Wait for a child: its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def at_step(count: int, act: Callable[[], None]) -> list[int]:
    """Act before the step numbered `count` of all that changes names on disk; count the steps in a list."""
    steps = [0]

    def counting(function: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            steps[0] += 1
            if steps[0] == count:
                act()
            return function(*given, **named)

        return step

    for owner, name in STEPS:
        setattr(owner, name, counting(getattr(owner, name)))
    return steps


def kill() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Case:
    """A folder with an old graph, and what a reader must find there: the old one or the new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "out"
        self.good = folder / "good"
        self.told = folder / "told"
        ended(child(lambda: take_in(OLD, self.good)))
        self.old = self.asked(lambda: digest(self.good))
        fresh = folder / "fresh"
        ended(child(lambda: take_in(NEW, fresh)))
        self.new = self.asked(lambda: digest(fresh))
        self.made = quick.made(fresh)
        assert self.old != self.new

    def asked(self, work: Callable[[], str]) -> str:
        """Ask a child for a word."""
        assert ended(child(lambda: self.told.write_text(work()))) == 0
        return self.told.read_text()

    def restore(self) -> None:
        """Put the old graph into the output."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(self.good, self.output)

    def check(self, what: str) -> None:
        """A reader finds the old graph or the new; the next build ends as one that nothing disturbed."""
        found = self.asked(lambda: digest(self.output))
        assert found in (self.old, self.new), f"{what}: a mixture"
        assert ended(child(lambda: take_in(NEW, self.output))) == 0, f"{what}: the next build fails"
        assert self.asked(lambda: digest(self.output)) == self.new, (
            f"{what}: the next build is not the new graph"
        )
        made = quick.made(self.output)
        other = [path for path in sorted({*made, *self.made}) if made.get(path) != self.made.get(path)]
        assert not other, f"{what}: other bytes in {other}"
        print(f"{what}: {'old' if found == self.old else 'new'}")


def steps(case: Case) -> None:
    """Kill before every step, then at random moments."""
    case.restore()
    counted = case.folder / "steps"

    def count() -> None:
        seen = at_step(0, kill)
        began = time.monotonic()
        take_in(NEW, case.output)
        counted.write_text(f"{seen[0]} {time.monotonic() - began}")

    ended(child(count))
    number, seconds = counted.read_text().split()
    for step in range(1, int(number) + 1):
        case.restore()
        pid = child(lambda step=step: (at_step(step, kill), take_in(NEW, case.output)))
        assert ended(pid) == -signal.SIGKILL
        case.check(f"step {step}")
    chance = random.Random(7)
    for _ in range(TIMES):
        case.restore()
        moment = chance.uniform(0, float(seconds))
        pid = child(lambda: take_in(NEW, case.output))
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        case.check(f"moment {moment:.3f}")


def full(case: Case) -> None:
    """Leave no room for files above a size, as a full disk would; Python and the engine both meet it."""
    for limit in (0, 500, 2_000, 20_000, 100_000):
        case.restore()

        def limited(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                source = case.folder / "papers.jsonl"
                with quick.quickly():
                    build([source], case.output, workers=1)
            except KGError as error:
                os._exit(7 if str(case.output) in str(error) else 8)

        quick.written(case.folder / "papers.jsonl", NEW)
        code = ended(child(limited))
        assert code in (0, 7), f"limit {limit}: exit {code}"
        assert code == 7 or limit > 2_000, f"limit {limit}: no error"
        case.check(f"limit {limit}, exit {code}")


def two(case: Case) -> None:
    """Let a second build meet one that is under way, and a reader outlive the graph it reads."""
    case.restore()
    first = child(
        lambda: (at_step(20, lambda: os.kill(os.getpid(), signal.SIGSTOP)), take_in(NEW, case.output))
    )
    os.waitpid(first, os.WUNTRACED)

    def second() -> None:
        try:
            take_in(NEW, case.output)
        except OutputError as error:
            os._exit(7 if f"held by another build (process {first} " in str(error) else 8)

    assert ended(child(second)) == 7
    assert case.asked(lambda: digest(case.output)) == case.old
    print("second: refused")
    ready, go = os.pipe(), os.pipe()

    def reader() -> None:
        store = open_output(case.output)
        os.write(ready[1], b"1")
        os.read(go[0], 1)
        found = "\n".join(sorted(map(str, store.engine)))
        assert hashlib.sha256(found.encode()).hexdigest() == case.old

    reading = child(reader)
    os.read(ready[0], 1)
    os.kill(first, signal.SIGCONT)
    assert ended(first) == 0
    os.write(go[1], b"1")
    assert ended(reading) == 0
    print("reader: one version")
    case.check("after both")


if __name__ == "__main__":
    {"steps": steps, "full": full, "two": two}[sys.argv[2]](Case(Path(sys.argv[1])))
