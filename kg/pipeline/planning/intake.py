"""Input files → the papers and rejects that a build takes in, told apart from what it has already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from kg.durable import write_whole
from kg.model import Reject
from kg.pipeline import fingerprint
from kg.pipeline.folder.codec import to_line
from kg.pipeline.planning import reading
from kg.pipeline.progress import Progress, counted
from kg.sources import Options

NAME = "inputs.json"
"""Beside the shards: the files of the last reading, by which the same ones are known without reading them."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: papers as lines by id, the records left out, and the files with their hashes."""

    papers: dict[str, bytes] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


def files_of(inputs: Iterable[Path], options: Options) -> tuple[tuple[str, str], ...]:
    """Name and hash the input files, and how they are read: by which code, with which options."""
    held = [("", f"{fingerprint.sources_digest()}{'' if options == Options() else options}")]
    held += [(name, digest) for name, digest in fingerprint.inputs_digest(inputs)]
    return tuple(held)


def read(
    inputs: tuple[Path, ...], files: tuple[tuple[str, str], ...], options: Options, progress: Progress
) -> Intake:
    """Read the inputs; raise SourceError where one cannot be read, or none holds a paper."""
    rejects: list[Reject] = []
    documents = reading.papers(counted(reading.read(inputs, options), "read", progress), rejects)
    papers = {document.id: to_line(document) for document in documents}
    reading.check_any(len(papers), rejects, inputs)
    return Intake(papers, tuple(rejects), files)


def known(folder: Path) -> tuple[tuple[str, str], ...]:
    """Read which files the build in `folder` took in last."""
    path = folder / NAME
    return tuple((name, digest) for name, digest in orjson.loads(path.read_bytes())) if path.exists() else ()


def note(folder: Path, files: tuple[tuple[str, str], ...]) -> None:
    """Write down which files this build took in last."""
    write_whole(folder / NAME, [orjson.dumps(files)])


def together(old: Iterable[Reject], new: Iterable[Reject], names: Collection[str]) -> list[Reject]:
    """Put the rejects of the files `names` and what is packed in them in the place of those from before.

    Those of no file are papers that could not be extracted, which their shards know.
    """
    archives = tuple(f"{name}/" for name in names)
    kept = [one for one in old if one.file and one.file not in names and not one.file.startswith(archives)]
    return sorted(dict.fromkeys((*kept, *new)), key=lambda reject: reject.file)
