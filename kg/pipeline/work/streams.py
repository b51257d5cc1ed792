"""Input files → extractions as lines of JSON, as they come; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kg import sources
from kg.model import Reject
from kg.pipeline.work import executor
from kg.pipeline.work.stages import batches, extract_batch


def extracted(
    path: Path,
    *,
    reading_options: sources.Options | None = None,
    workers: int | None = None,
    rules: bool = False,
) -> Iterator[bytes | Reject]:
    """Extract every paper of `path` in order; a line for each paper, a reject for each record that is none.

    Raises SourceError where `path` cannot be read at all.
    """
    groups = batches(sources.read(path, options=reading_options))
    call = partial(extract_batch, rules=rules)
    for lines in executor.ordered(call, groups, workers=workers):
        yield from lines
