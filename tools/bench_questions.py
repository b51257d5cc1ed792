"""A built graph → how long each shipped question takes on it, asked as its example asks, and `kg explain`.

`.venv/bin/python tools/bench_questions.py outputs` prints a table in Markdown, in seconds of the processor.
Where the graph has nothing of a name, the thing of that type is asked for that most papers speak of. A
question that takes longer than `--most` seconds is stopped. Each is asked twice, by a process of its own;
the second time counts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shlex
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kg.cli.answering import parameters
from kg.cli.asking import CLAIMS
from kg.errors import QueryError
from kg.model import EntityType
from kg.pipeline import open_output
from kg.store import Store, entities, questions
from kg.store.claims import surest
from kg.store.questions import Question

EXPLAINED: Final = ("BERT", "ImageNet", "accuracy")
"""Things of which very many papers speak."""


def main() -> None:
    """Ask all, one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="the folder of a build")
    parser.add_argument("--most", type=float, default=30, help="seconds after which a question is stopped")
    given = parser.parse_args()
    print("| question | rows | seconds |\n|---|---|---|", flush=True)
    for name in (*questions.load(), *EXPLAINED):
        process = multiprocessing.Process(target=_ask, args=(given.output, name))
        process.start()
        process.join(given.most)
        if process.is_alive():
            process.kill()
            print(f"| {name} | | over {given.most:g} |", flush=True)


def _ask(output: Path, name: str) -> None:
    store = open_output(output)
    if name in EXPLAINED:
        thing = _known(store, name, ())
        _timed(f"explain {name}", lambda: surest(store, thing, most=CLAIMS)[0])
        return
    question = questions.question(name)
    told = _told(store, question)
    options = (f"--{option}={value}" for option, value in told.items())
    _timed(shlex.join([name, *options]), lambda: question.ask(store, **told).rows)


def _told(store: Store, question: Question) -> dict[str, str]:
    """Read what the example tells the question, and put known things for names that the graph has not."""
    _, _, _, *options = shlex.split(question.example)
    told = parameters(options)
    for each in question.parameters:
        if each.type == "name" and each.name in told:
            told[each.name] = _known(store, told[each.name], each.classes)
    return told


def _known(store: Store, name: str, types: Sequence[EntityType]) -> str:
    try:
        entities.find(store, name, types=types)
    except QueryError:
        return entities.foremost(store, types or (EntityType.MODEL,), most=1)[0][1:-1]
    return name


def _timed(what: str, asked: Callable[[], Sequence[object]]) -> None:
    asked()
    began = time.process_time()
    rows = asked()
    print(f"| {what} | {len(rows):,} | {time.process_time() - began:.2f} |", flush=True)


if __name__ == "__main__":
    main()
