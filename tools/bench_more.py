"""A graph, papers → what one paper more costs: `bench_more.py OUTPUT PAPERS NUMBER` takes in one of PAPERS.

OUTPUT changes. It passes for made by the code of today, so that a large graph need not be made again for
each version of it. Seconds are those of the processor, by stage, without start-up and files for people.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_build import STAGES, Clock, _documents, written

from kg import pipeline
from kg.model import Document
from kg.pipeline import fingerprint
from kg.pipeline.folder.manifest import Manifest, current
from kg.pipeline.publishing import publication
from kg.pipeline.work import stages


def taken_in(document: Document, output: Path, made: Manifest) -> None:
    """Build with one paper more and print what it took."""
    fingerprint.recipe = lambda _: dict(made.recipe)
    fingerprint.versions = lambda: dict(made.versions)
    publication.mend = lambda *_: None
    stages._nlp(rules=False)
    stages.lexicon("")
    with TemporaryDirectory() as folder:
        paper = written([document], Path(folder) / "paper.jsonl")
        clock, began = Clock(), time.process_time()
        summary = pipeline.build([paper], output, workers=1, progress=clock)
        spent = time.process_time() - began
    print("papers  seconds" + "".join(f"{stage:>9}" for stage in STAGES))
    print(f"{summary.counts['papers']:>7,}{spent:>8.2f}{clock.row()}")


def main() -> None:
    """Take in the paper."""
    output, papers, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    (document,) = islice(_documents(papers), number, number + 1)
    taken_in(document, output, current(output))


if __name__ == "__main__":
    main()
