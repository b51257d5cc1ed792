"""A built graph → how long each shipped question takes on it, asked as its example asks.

`.venv/bin/python tools/bench_questions.py outputs` prints a table in Markdown. A question that takes longer
than `--most` seconds is stopped. Each is asked twice, by a process of its own; the second time counts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shlex
import time
from pathlib import Path

from kg.cli.answering import parameters
from kg.pipeline import open_output
from kg.store import questions


def main() -> None:
    """Ask all, one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="the folder of a build")
    parser.add_argument("--most", type=float, default=30, help="seconds after which a question is stopped")
    given = parser.parse_args()
    print("| question | rows | seconds |\n|---|---|---|", flush=True)
    for name in questions.load():
        process = multiprocessing.Process(target=_ask, args=(given.output, name))
        process.start()
        process.join(given.most)
        if process.is_alive():
            process.kill()
            print(f"| {name} | | over {given.most:g} |", flush=True)


def _ask(output: Path, name: str) -> None:
    store, question = open_output(output), questions.question(name)
    _, _, _, *options = shlex.split(question.example)
    told = parameters(options)
    question.ask(store, **told)
    began = time.monotonic()
    answer = question.ask(store, **told)
    print(
        f"| {shlex.join([name, *options])} | {len(answer.rows):,} | {time.monotonic() - began:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
