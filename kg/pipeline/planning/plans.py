"""What is there, and what is wanted → what a build would do; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from kg import sources
from kg.errors import OutputError, StoreError
from kg.model import Document, Reject
from kg.pipeline import fingerprint
from kg.pipeline.folder import manifest
from kg.pipeline.folder.codec import from_line
from kg.pipeline.folder.files import again
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.shards import Shards
from kg.pipeline.options import Options
from kg.pipeline.planning import intake
from kg.pipeline.planning.intake import Intake
from kg.pipeline.planning.revision import Revision, lines_of, revise
from kg.store import is_readable
from kg.text.names import normal_form

REJECTS = "rejects.jsonl"
RECIPE = "recipe.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a build: papers to take in or to take out, and how; None keeps the options there are.

    Of the papers `dropped` those `named` one by one must be there.
    """

    intake: Intake = field(default_factory=Intake)
    dropped: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    forgotten: Collection[str] = ()
    """Files whose rejects go."""
    only: bool = False
    options: Options | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A build before it is made."""

    output: Path
    current: Manifest | None
    revision: Revision
    rejects: list[Reject]
    options: Options
    recipe: dict[str, str]
    build: str
    files: tuple[tuple[str, str], ...] = ()

    @property
    def shards(self) -> Shards:
        """Where the build will lie."""
        return Shards(self.output / "builds" / self.build)

    @property
    def old(self) -> Shards | None:
        """Where the current build lies."""
        return None if self.current is None else self.current.files(self.output)

    @property
    def names(self) -> list[str]:
        """The shards of the build, in order."""
        return [piece.place.name for piece in self.revision.pieces]

    @property
    def is_made(self) -> bool:
        """Tell whether the current build is the wanted one, store and all."""
        return (
            self.current is not None
            and self.current.build == self.build
            and is_readable(self.current.store(self.output))
        )

    @property
    def renews_store(self) -> bool:
        """Tell whether there is a current store, made by the same code and engine."""
        return (
            self.current is not None
            and self.current.store(self.output).is_dir()
            and self.current.recipe.get("mapping") == self.recipe["mapping"]
            and self.current.versions == fingerprint.versions()
        )

    @property
    def differing(self) -> list[str]:
        """Name the parts of the recipe that are not those of the current build."""
        if self.current is None:
            return []
        return [name for name, digest in self.recipe.items() if self.current.recipe.get(name) != digest]


def plan(output: Path, wanted: Wanted) -> Plan:
    """Work out the shards of the wanted build from those of the current one."""
    current = manifest.read(output)
    options = wanted.options or (current.options if current else Options())
    recipe = fingerprint.recipe(options)
    shards = Shards(Path()) if current is None else current.files(output)
    revision = revise(
        current.shards if current else [],
        lambda name: shards.lines("documents", name),
        given=wanted.intake.papers,
        dropped=wanted.dropped,
        only=wanted.only,
    )
    names = {name for name, _ in wanted.intake.files} | {reject.file for reject in wanted.intake.rejects}
    before = [] if current is None or wanted.only else rejects_of(current, output)
    rejects = intake.together(before, wanted.intake.rejects, names | set(wanted.forgotten))
    build = fingerprint.digest_of(
        (
            [piece.place for piece in revision.pieces],
            sorted(recipe.items()),
            sorted(fingerprint.versions().items()),
            rejects,
        )
    )
    return Plan(output, current, revision, rejects, options, recipe, build, wanted.intake.files)


def rejects_of(made: Manifest, output: Path) -> list[Reject]:
    """Read the records that a build left out of its inputs."""
    path = made.folder(output) / REJECTS
    try:
        return [Reject(**orjson.loads(line)) for line in path.read_bytes().splitlines()]
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: {error}; the build is damaged, {again(output)}") from error


def to_retract(papers: Iterable[str], output: Path) -> Wanted:
    """Read which papers are to go: each an id, or a file of papers that are found by id and title.

    Raise OutputError where none of a file's papers is in the graph.
    """
    dropped: list[str] = []
    files: list[Path] = []
    for paper in papers:
        if paper and Path(paper).exists():
            files.append(Path(paper))
        else:
            dropped.append(paper)
    told = [one for path in files for one in sources.read(path) if isinstance(one, Document)]
    held = _held(told, manifest.current(output), output)
    if files and not held:
        raise OutputError(f"{files[0]}: none of its papers is in {output}; nothing was changed")
    names = {name for name, _ in fingerprint.inputs_digest(files)}
    return Wanted(dropped=(*dropped, *held), named=tuple(dropped), forgotten=names)


def _held(papers: Iterable[Document], made: Manifest, output: Path) -> list[str]:
    """Find the ids of papers in the graph; in another file another paper may have had the same id."""
    titles: dict[str, set[str]] = {}
    for paper in papers:
        for name in sources.ids_of(paper):
            titles.setdefault(name, set()).add(normal_form(paper.title))
    shards = made.files(output)
    found = lines_of(titles, made.shards, lambda name: shards.lines("documents", name))
    return [name for name, line in found if normal_form(from_line(line, Document).title) in titles[name]]


def unchanged(output: Path, files: tuple[tuple[str, str], ...], options: Options | None) -> bool:
    """Tell by hashes alone, without reading a paper, that the current build took in just these files last."""
    current = manifest.read(output)
    return (
        current is not None
        and intake.known(current.folder(output)) == files
        and current.recipe == fingerprint.recipe(options or current.options)
        and current.versions == fingerprint.versions()
        and is_readable(current.store(output))
    )
