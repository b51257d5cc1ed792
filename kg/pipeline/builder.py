"""Inputs → the graph in an output folder, whole and committed in one step."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import garbage, sources
from kg.durable import sweep, sync_folders, sync_tree, write_whole
from kg.errors import OutputError
from kg.model import Reject
from kg.pipeline import fingerprint, increment
from kg.pipeline.folder import manifest
from kg.pipeline.folder.files import COMMITTED, writing
from kg.pipeline.folder.lock import held
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.retention import remove_others
from kg.pipeline.folder.shards import LINKS, MADE, Marker
from kg.pipeline.links.linkage import Linkage
from kg.pipeline.load.storing import Storing
from kg.pipeline.options import Options
from kg.pipeline.planning import adoption, intake, plans, reading
from kg.pipeline.planning.plans import Plan, Wanted
from kg.pipeline.progress import Progress, silent
from kg.pipeline.publishing import publication
from kg.pipeline.work import executor
from kg.pipeline.work.executor import Run
from kg.pipeline.work.stages import Task, finish, lexicon


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds, counted by name (`papers`, `claims`, `mentions Model` …), and what it did.

    `added`, `changed` and `removed` count papers; `up_to_date`: there was nothing to do.
    """

    output: Path
    counts: dict[str, int]
    options: Options
    seconds: float
    up_to_date: bool
    added: int = 0
    changed: int = 0
    removed: int = 0


def build(
    inputs: str | Path | Iterable[str | Path],
    output: str | Path,
    *,
    options: Options | None = None,
    reading_options: sources.Options | None = None,
    only: bool = False,
    workers: int | None = None,
    run: Run = executor.ordered,
    progress: Progress = silent,
) -> Summary:
    """Take the papers of `inputs` into the graph in `output`, with as many processes as there are cores.

    `inputs` is one path or several. Papers that are there already stay, those that changed are done again;
    with `only`, all that is not in the inputs goes. Without `options` those of the graph that is there hold.
    Until the last step the old graph stands; a build that was cut off goes on where it stopped. Raises
    SourceError, OutputError, or what a stage raises; bad records become rejects and raise nothing.
    """
    given, how = _paths(inputs), reading_options or sources.Options()
    place = Path(output)

    def wanted() -> Wanted | None:
        lexicon(options.lexicon if options else "")  # a malformed row is said before anything is read
        files = intake.files_of(given, how)
        if not only and plans.unchanged(place, files, options):
            return None
        return Wanted(intake.read(given, files, how, progress), only=only, options=options)

    return _made(place, wanted, workers=workers, run=run, progress=progress)


def retract(
    papers: Iterable[str],
    output: str | Path,
    *,
    workers: int | None = None,
    run: Run = executor.ordered,
    progress: Progress = silent,
) -> Summary:
    """Take papers out of the graph in `output`: each an id, or a file that holds the papers meant.

    Raises StoreError where nothing was built, OutputError where one of them is not in the graph, or none
    would be left.
    """
    named, place = tuple(papers), Path(output)
    manifest.current(place)  # Where nothing was built no folder is made.
    return _made(place, lambda: plans.to_retract(named, place), workers=workers, run=run, progress=progress)


def _paths(inputs: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """Take one path or several: text is a path and not its letters."""
    return (Path(inputs),) if isinstance(inputs, str | Path) else tuple(map(Path, inputs))


@garbage.seldom()
def _made(
    output: Path,
    wanted: Callable[[], Wanted | None],
    *,
    workers: int | None,
    run: Run,
    progress: Progress,
) -> Summary:
    started = time.monotonic()
    with writing(output):
        publication.check_place(output)
    with held(output):
        with writing(output):
            want = wanted()
            plan = plans.plan(output, want or Wanted())
            _check(plan, want)
            made = plan.current if plan.is_made else None
            up_to_date = made is not None
            if made is None:
                made = _make(plan, workers, run, progress)
        with writing(output, COMMITTED):
            if up_to_date or plan.current is None or publication.is_small(made):
                publication.mend(made, output, progress)
            else:
                publication.tidy(made, output)
            remove_others(output / "builds", keep=made.build)
    seconds, revision = time.monotonic() - started, plan.revision
    changed = (len(revision.added), len(revision.changed), len(revision.removed))
    return Summary(output, made.counts, made.options, seconds, up_to_date, *changed)


def _check(plan: Plan, want: Wanted | None) -> None:
    """Raise OutputError where papers are to go that are not there, or nothing would be left."""
    gone = set(plan.revision.removed)
    missing = sorted(set(want.named) - gone or set(() if gone else want.dropped)) if want else []
    if missing:
        shown = ", ".join(missing[: reading.SHOWN])
        raise OutputError(f"{plan.output}: no paper {shown} in the graph; nothing was changed")
    if not plan.revision.pieces:
        raise OutputError(f"{plan.output}: no paper would be left; delete the folder instead")


def _make(plan: Plan, workers: int | None, run: Run, progress: Progress) -> Manifest:
    shards = plan.shards
    shards.prepare()
    tasks = adoption.prepared(plan)
    several = (workers or executor.default_workers()) > 1
    with Storing(shards, beside=several and increment.is_anew(plan)) as store:
        markers = _extract(plan, tasks, run(finish, tasks, workers=workers), store, progress)
        progress("link", 0, 1)
        older = increment.older(plan, markers)
        linked = increment.link(plan, older)
        progress("link", 1, 1)
        if not increment.renewed(plan, linked, older=older, markers=markers, progress=progress):
            store.finish(plan.names, links=linked.links, parts=linked.quads, progress=progress)
    rejects = _rejects(plan, markers)
    _noted(plan, rejects)
    made = _manifest(plan, linked, markers, len(rejects))
    made.commit(plan.output)
    return made


def _extract(
    plan: Plan, tasks: list[Task], finished: Iterable[Marker], store: Storing, progress: Progress
) -> dict[str, Marker]:
    """Wait for the shards that are not done, and read the markers of all, in the order of their names.

    What is finished goes to the store at once.
    """
    sizes = {piece.place.name: piece.place.papers for piece in plan.revision.pieces}
    done, total = plan.revision.papers - sum(sizes[task.name] for task in tasks), plan.revision.papers
    rejects = len(plan.rejects)
    progress("extract", done, total, rejects)
    for task, marker in zip(tasks, finished, strict=True):
        store.take(task.name, marker.quads)
        done += sizes[task.name]
        rejects += marker.counts["rejects"]
        progress("extract", done, total, rejects)
    store.hurry()
    return {name: plan.shards.whole(name) for name in sizes}


def _rejects(plan: Plan, markers: Mapping[str, Marker]) -> list[Reject]:
    """The records that were left out, and the papers that could not be extracted."""
    failing = [name for name in plan.names if markers[name].counts["rejects"]]
    return plan.rejects + [one for name in failing for one in plan.shards.read("rejects", name, Reject)]


def _noted(plan: Plan, rejects: Iterable[Reject]) -> None:
    """Write down what was left out and what was read; then all of the build is forced to disk."""
    shards = plan.shards
    write_whole(shards.folder / plans.REJECTS, map(reading.plain, rejects))
    intake.note(shards.folder, plan.files)
    folders = [*(shards.folder / kind for kind in (*MADE, *LINKS)), shards.folder]
    for folder in folders:
        sweep(folder)
    sync_tree(shards.folder / "store")
    sync_folders((*folders, shards.folder.parent))


def _manifest(plan: Plan, linked: Linkage, markers: Mapping[str, Marker], rejects: int) -> Manifest:
    counts = Counter(linked.counts)
    for marker in markers.values():
        counts.update(marker.counts)
    counts["quads"] += sum(marker.quads for marker in markers.values())
    counts["rejects"] = rejects
    return Manifest(
        build=plan.build,
        content=fingerprint.digest_of([*linked.quads, *(marker.digest for marker in markers.values())]),
        recipe=plan.recipe,
        instruction_set=fingerprint.instruction_set(),
        versions=fingerprint.versions(),
        counts=dict(sorted(counts.items())),
        shards=[piece.place for piece in plan.revision.pieces],
        links=linked.claims,
        linkquads=linked.quads,
        options=plan.options,
    )
