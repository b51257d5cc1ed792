"""A build ↔ `manifest.json`: renaming it is the only commit, and readers find everything through it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import orjson

from kg.errors import StoreError
from kg.pipeline.files import sync, write_whole
from kg.pipeline.options import USUAL, Options
from kg.pipeline.shards import Shards

NAME = "manifest.json"
FORMAT = 1
"""Goes up when a reader of an older manifest would be led astray."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A build: `build` names its folder and hashes all that it was made from, `content` hashes `graph.nq`."""

    build: str
    content: str
    engine: str
    instruction_set: str
    versions: dict[str, str]
    inputs: list[list[str]]
    counts: dict[str, int]
    shards: list[str]
    options: Options = USUAL
    format: int = FORMAT

    def folder(self, output: Path) -> Path:
        """Where the build lies."""
        return output / "builds" / self.build

    def store(self, output: Path) -> Path:
        """Where its store lies."""
        return self.folder(output) / "store"

    def files(self, output: Path) -> Shards:
        """Its shards."""
        return Shards(self.folder(output))

    def commit(self, output: Path) -> None:
        """Make this build the current one."""
        text = orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        write_whole(output / NAME, [text, b"\n"])
        sync(output)


def read(output: Path) -> Manifest | None:
    """Read the manifest of `output`, None where nothing was built yet.

    Raises StoreError where it is damaged, or made by another version of the format.
    """
    path = output / NAME
    try:
        record = orjson.loads(path.read_bytes())
        manifest = Manifest(**record)
        manifest = replace(manifest, options=Options(**record.get("options", {})))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, OSError) as error:
        raise StoreError(f"{path}: {error}; delete it and run `kg build` again") from error
    if manifest.format != FORMAT:
        raise StoreError(f"{path}: format {manifest.format}, this version reads {FORMAT}; build again")
    return manifest
