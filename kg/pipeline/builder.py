"""Inputs → the graph in an output folder, whole and committed in one step."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg import linking, rdf
from kg.model import Claim, Document, Entity, LinkClaim, Naming, Reject
from kg.pipeline import executor, fingerprint, manifest, publication, reading
from kg.pipeline.files import remove_others, sweep, sync_tree, write_whole, writing
from kg.pipeline.lock import held
from kg.pipeline.manifest import Manifest
from kg.pipeline.options import USUAL, Options
from kg.pipeline.progress import Progress, counted, silent
from kg.pipeline.shards import FOLDERS, LINKS, Block, Marker, Shards, cut, quads_of
from kg.pipeline.stages import Task, finish, lexicon
from kg.store import embedded

REJECTS = "rejects.jsonl"
CLAIM = cast(type[Claim], Claim)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds, counted by name: `papers`, `claims`, `mentions Model` …"""

    output: Path
    counts: dict[str, int]
    options: Options
    seconds: float
    up_to_date: bool


def build(
    inputs: Iterable[Path],
    output: Path,
    *,
    options: Options = USUAL,
    workers: int | None = None,
    progress: Progress = silent,
) -> Summary:
    """Build the graph of `inputs` into `output`, with as many processes as there are cores.

    Until the last step the old graph stands; a build that was cut off goes on where it stopped. Raises
    SourceError, OutputError, or what a stage raises; bad records become rejects and raise nothing.
    """
    started = time.monotonic()
    with held(output), writing(output):
        plan = _Plan.make(tuple(inputs), output, options, workers or executor.default_workers())
        current = manifest.read(output)
        up_to_date = current is not None and current.build == plan.build and current.store(output).is_dir()
        made = current if up_to_date and current else _make(plan, progress)
        publication.mend(made, output, progress)
        remove_others(output / "builds", keep=made.build)
    return Summary(output, made.counts, made.options, time.monotonic() - started, up_to_date)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A build before it is made."""

    inputs: tuple[Path, ...]
    output: Path
    options: Options
    workers: int
    build: str
    engine: str
    files: list[list[str]]

    @classmethod
    def make(cls, inputs: tuple[Path, ...], output: Path, options: Options, workers: int) -> _Plan:
        lexicon(options.lexicon)  # a malformed row is said before anything is read
        files, engine = fingerprint.inputs_digest(inputs), fingerprint.engine_digest()
        build = fingerprint.digest_of((files, engine, sorted(fingerprint.versions().items()), options))
        return cls(inputs, output, options, workers, build, engine, files)

    def manifest(self, content: str, counts: dict[str, int], shards: list[str]) -> Manifest:
        """Write down what the build became."""
        return Manifest(
            build=self.build,
            content=content,
            engine=self.engine,
            instruction_set=fingerprint.instruction_set(),
            versions=fingerprint.versions(),
            inputs=self.files,
            counts=counts,
            shards=shards,
            options=self.options,
        )

    @property
    def shards(self) -> Shards:
        return Shards(self.output / "builds" / self.build)


def _make(plan: _Plan, progress: Progress) -> Manifest:
    shards = plan.shards
    shards.prepare()
    sizes, rejects = _read(plan, progress)
    names = list(sizes)
    markers = _extract(plan, sizes, progress)
    links = _link(plan, names, progress)
    blocks = [block for marker in (*markers, links) for block in marker.blocks]
    content = _load(shards, blocks, progress)
    rejects += [one for name in names for one in shards.read("rejects", name, Reject)]
    write_whole(shards.folder / REJECTS, map(reading.plain, rejects))
    counts = sum((Counter(marker.counts) for marker in (*markers, links)), Counter[str]())
    counts["rejects"] = len(rejects)
    counts["quads"] = sum(block.quads for block in blocks)
    made = plan.manifest(content, dict(sorted(counts.items())), names)
    for folder in (shards.folder, *(shards.folder / kind for kind in FOLDERS)):
        sweep(folder)
    sync_tree(shards.folder)
    made.commit(plan.output)
    return made


def _read(plan: _Plan, progress: Progress) -> tuple[dict[str, int], list[Reject]]:
    """Read the inputs into shards of documents: how many each holds, and the records left out."""
    rejects: list[Reject] = []
    read = counted(reading.read(plan.inputs), "read", progress)
    sizes = {}
    for name, documents in cut(reading.kept(read, rejects)):
        plan.shards.write("documents", name, documents)
        sizes[name] = len(documents)
    reading.check_any(len(sizes), rejects, plan.inputs)
    return sizes, rejects


def _extract(plan: _Plan, sizes: dict[str, int], progress: Progress) -> list[Marker]:
    tasks = [Task(plan.shards.folder, name, plan.options) for name in sizes]
    markers: list[Marker] = []
    done, total = 0, sum(sizes.values())
    progress("extract", done, total)
    for marker in executor.ordered(finish, tasks, workers=plan.workers):
        done += sizes[tasks[len(markers)].name]
        markers.append(marker)
        progress("extract", done, total)
    return markers


def _link(plan: _Plan, names: list[str], progress: Progress) -> Marker:
    """Say what depends on several papers, from the claims of all of them."""
    shards, entities = plan.shards, set[Entity]()
    shard_claims = counted(_claims(shards, names, entities), "link", progress, total=len(names))
    claims = (claim for shard in shard_claims for claim in shard)
    found = tuple(linking.links(claims, lexicon(plan.options.lexicon), texts=_texts(shards, names)))
    shards.write("claims", LINKS, found)
    marker = Marker(
        {"links": len(found), "entities": len(entities)}, shards.write_quads(LINKS, rdf.link_quads(found))
    )
    shards.mark(LINKS, marker)
    return marker


def _texts(shards: Shards, names: list[str]) -> dict[str, str]:
    documents = (document for name in names for document in shards.read("documents", name, Document))
    return {document.id: document.text for document in documents}


def _claims(shards: Shards, names: list[str], entities: set[Entity]) -> Iterator[list[Claim]]:
    for name in names:
        claims = list(shards.read("claims", name, CLAIM))
        entities.update(claim.entity for claim in claims if isinstance(claim, Naming))
        yield claims


def _load(shards: Shards, blocks: list[Block], progress: Progress) -> str:
    """Build the store aside, put it in place, and return the hash of all quads in order."""
    aside, place = shards.folder / "store.new", shards.folder / "store"
    for old in (aside, place):
        shutil.rmtree(old, ignore_errors=True)
    digest = hashlib.sha256()
    for chunk in shards.merged(blocks):
        digest.update(chunk)
    stated = counted(shards.merged(blocks), "load", progress, total=len(blocks))
    resolved = rdf.resolved(quads_of(shards.merged(blocks)), tuple(shards.read("claims", LINKS, LinkClaim)))
    embedded.create(aside, quads_of(stated), resolved)
    aside.rename(place)
    return digest.hexdigest()
