"""A built graph → how long commands take from start to end, and `kg serve` until it answers.

`.venv/bin/python tools/bench_start.py outputs` prints a table in Markdown: the best of `--times` runs, in
seconds of the processor (all processes of a command together) and of the clock.
"""

from __future__ import annotations

import argparse
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

KG = Path(sys.executable).with_name("kg")


def main() -> None:
    """Time each command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="the folder of a build")
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    print("| command | processor s | clock s |\n|---|---|---|", flush=True)
    for command in ("--help", "ask", "ask systems --organization Tencent", "explain MEMO", "doctor"):
        _row(f"kg {command}", given.times, lambda command=command: _run(command, given.output))  # type: ignore[misc]
    _row("kg serve, until /health answers", given.times, lambda: _serve(given.output))


def _row(name: str, times: int, run: Callable[[], float]) -> None:
    measured = []
    for _ in range(times):
        before = _used()
        clock = run()
        measured.append((_used() - before, clock))
    processor, clock = (min(each) for each in zip(*measured, strict=True))
    print(f"| {name} | {processor:.2f} | {clock:.2f} |", flush=True)


def _run(command: str, output: Path) -> float:
    began = time.monotonic()
    options = [] if command == "--help" else ["--output", str(output)]
    subprocess.run([KG, *command.split(), *options], stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    return time.monotonic() - began


def _serve(output: Path) -> float:
    began = time.monotonic()
    command = [KG, "serve", "--port", "0", "--output", str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        greeting = next(iter(server.stdout or ()))
        httpx.get(f"{greeting.split()[1].rstrip(';')}health").raise_for_status()
        took = time.monotonic() - began
        server.send_signal(signal.SIGINT)
    return took


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
