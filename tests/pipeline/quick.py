"""Builds that are quick: extraction by rules, small shards, no files for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import pytest

from kg import durable
from kg.pipeline import chunking, fingerprint
from kg.pipeline.folder.manifest import read
from kg.pipeline.links import rechunking, register
from kg.pipeline.load import storing
from kg.pipeline.planning import revision
from kg.pipeline.publishing import publication
from kg.pipeline.work import stages
from kg.store import open_store

NOT_SAME = (".lock", "inputs.json", register.FILE)


@contextmanager
def quickly() -> Iterator[None]:
    """Patch what makes a build slow, and let a store be renewed however much has changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "_extraction", partial(stages._extraction, rules=True))
        patch.setattr(fingerprint, "recipe", cache(fingerprint.recipe))
        patch.setattr(durable, "sync", lambda _: None)
        patch.setattr(publication, "mend", lambda *_: None)
        patch.setattr(revision, "PAPERS", 3)
        patch.setattr(storing, "SHARE", 0)
        patch.setattr(storing, "LOADED", 100)
        patch.setattr(chunking, "SUBJECTS", 8)
        patch.setattr(rechunking, "SUBJECTS", 8)
        yield


def written(path: Path, papers: Mapping[str, tuple[str, str]]) -> Path:
    """Write papers, titles and abstracts by id; the year follows from the text, so that it changes too."""
    records = [
        {"id": name, "title": title, "abstract": text, "year": 2023 + len(text) % 3}
        for name, (title, text) in papers.items()
    ]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return path


def made(output: Path) -> dict[str, bytes]:
    """Read all that a build must make the same: all but store, register, lock and how it came about."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and "store" not in path.parts and path.name not in NOT_SAME
    }


def statements(output: Path) -> set[str]:
    """Read all statements of the store, those of the default graph too."""
    made = read(output)
    assert made is not None
    return set(map(str, open_store(made.store(output)).engine))
