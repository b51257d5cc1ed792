"""A build ↔ `manifest.json`: renaming it is the only commit, and readers find everything through it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import orjson

from kg.durable import write_durably
from kg.errors import StoreError
from kg.pipeline.folder.shards import Place, Shards
from kg.pipeline.options import USUAL, Options

NAME = "manifest.json"
FORMAT = 2
"""Goes up when a reader of an older manifest would be led astray."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A build, by what it holds: how it came about leaves no trace.

    `build` names its folder and hashes the papers, the recipe and the rejects; `content` hashes the quads.
    `recipe` hashes, part by part, what made a graph of the papers. `links` and `linkquads` name the parts of
    what depends on several papers.
    """

    build: str
    content: str
    recipe: dict[str, str]
    instruction_set: str
    versions: dict[str, str]
    counts: dict[str, int]
    shards: list[Place]
    links: list[str]
    linkquads: list[str]
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
        record = asdict(self) | {"shards": [list(place) for place in self.shards]}
        text = orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        write_durably(output / NAME, text + b"\n")


def read(output: Path) -> Manifest | None:
    """Read the manifest of `output`, None where nothing was built yet.

    Raises StoreError where it is damaged, made by another version of the format, or none of ours.
    """
    path = output / NAME
    try:
        return _manifest(path, path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; give the folder of a build with --output") from error


def _manifest(path: Path, content: bytes) -> Manifest:
    try:
        record = orjson.loads(content)
        if not isinstance(record, dict) or "format" not in record:
            raise StoreError(f"{path}: not a graph's manifest; give another folder with --output")
        made_as = record["format"]
        if made_as != FORMAT:
            raise StoreError(
                f"{path}: format {made_as}, this version reads {FORMAT}; delete it and run `kg build` again"
            )
        found = Manifest(**record)
        places = [Place(*place) for place in record["shards"]]
        return replace(found, options=Options(**record["options"]), shards=places)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{path}: {error}; delete it and run `kg build` again") from error


def current(output: Path) -> Manifest:
    """Read what was built in `output`; raise StoreError where nothing was."""
    made = read(output)
    if made is None:
        raise StoreError(f"{output}: nothing was built here; run `kg build INPUT` first")
    return made
