"""An output folder, and inputs perhaps → in words what is there and what a build would do."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from kg.pipeline import fingerprint
from kg.pipeline.folder import lock, manifest
from kg.pipeline.folder.files import builds
from kg.pipeline.folder.retention import kept
from kg.pipeline.planning import intake, plans
from kg.pipeline.planning.plans import Plan, Wanted
from kg.pipeline.progress import Progress, silent
from kg.sources import Options


def status(
    inputs: tuple[Path, ...],
    output: Path,
    *,
    reading_options: Options | None = None,
    progress: Progress = silent,
) -> dict[str, str]:
    """Say what the graph holds, what has changed since, and what is to do; nothing is written."""
    with kept(output) if (output / manifest.NAME).exists() else nullcontext():
        return _said(inputs, output, reading_options or Options(), progress)


def _said(inputs: tuple[Path, ...], output: Path, how: Options, progress: Progress) -> dict[str, str]:
    read = intake.read(inputs, intake.files_of(inputs, how), how, progress) if inputs else intake.Intake()
    plan = plans.plan(output, Wanted(read))
    said = {"graph": _graph(plan), "made by": _recipe(plan)}
    if inputs:
        said["papers"] = _papers(plan)
    said["to do"] = _work(plan)
    cut_off, holder = _cut_off(plan), lock.holder(output)
    if cut_off:
        said["cut off"] = cut_off
    if holder:
        said["running"] = f"a build holds the folder ({holder})"
    return said


def _graph(plan: Plan) -> str:
    if plan.current is None:
        return f"nothing built in {plan.output} yet"
    counts, options = plan.current.counts, plan.current.options
    sure = f", claims from {options.min_confidence:g} on" if options.min_confidence else ""
    return f"{counts['papers']:,} papers, {counts['quads']:,} quads, evidence {options.evidence}{sure}"


def _recipe(plan: Plan) -> str:
    if plan.current is None:
        return "nothing yet"
    parts = plan.differing
    changed = " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    return f"an earlier state of kg: {changed} changed since" if parts else "what is installed now"


def _papers(plan: Plan) -> str:
    added, changed = len(plan.revision.added), len(plan.revision.changed)
    kept = plan.revision.papers - added - changed
    return f"{added:,} new, {changed:,} changed, {kept:,} as they are; {len(plan.rejects):,} records left out"


def _work(plan: Plan) -> str:
    """Count the papers that the network has to read, and the shards that are made anew."""
    if plan.is_made:
        return "nothing"
    if not plan.revision.pieces:
        return "kg build INPUT"
    anew = any(part in fingerprint.EXTRACTION for part in plan.differing) or plan.current is None
    papers = plan.revision.papers if anew else len(plan.revision.added) + len(plan.revision.changed)
    known = {place.name for place in plan.current.shards} if plan.current and not plan.differing else set()
    shards = sum(piece.place.name not in known for piece in plan.revision.pieces)
    return f"{papers:,} papers to read, {shards:,} of {len(plan.revision.pieces):,} shards to make"


def _cut_off(plan: Plan) -> str:
    """Say what builds that never ended have finished."""
    kept = plan.current.build if plan.current else ""
    folder = plan.output / "builds"
    others = [build for build in builds(folder) if build.name != kept] if folder.is_dir() else []
    done = sum(len(list((build / "done").glob("*.json"))) for build in others)
    return f"{done:,} shards are finished; kg build takes them over" if done else ""
