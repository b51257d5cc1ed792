"""The shards of a planned build → what other builds in the folder have of them, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from kg.durable import write_whole
from kg.pipeline import fingerprint
from kg.pipeline.folder.files import builds
from kg.pipeline.folder.shards import MADE, Shards
from kg.pipeline.planning.plans import RECIPE, Plan
from kg.pipeline.planning.revision import Piece
from kg.pipeline.work.stages import Task


def prepared(plan: Plan) -> list[Task]:
    """Write the documents of each shard, take over what is finished anywhere, and list what is left to do.

    Paths in tasks are absolute: who does them may work elsewhere. A build that was cut off counts as much as
    the current one: what it finished by the same recipe holds.
    """
    write_whole(plan.shards.folder / RECIPE, [orjson.dumps(plan.recipe, option=orjson.OPT_SORT_KEYS)])
    others = dict(_others(plan))
    alike = [build for build, recipe in others.items() if recipe == plan.recipe]
    readers = [
        build
        for build, recipe in others.items()
        if all(recipe.get(part) == plan.recipe[part] for part in fingerprint.EXTRACTION)
    ]
    return [task for piece in plan.revision.pieces for task in _task(plan, piece, alike, readers)]


def _others(plan: Plan) -> Iterator[tuple[Shards, dict[str, str]]]:
    """Find the other builds in the folder, and by which recipe each was made."""
    for folder in builds(plan.output / "builds"):
        if folder != plan.shards.folder and (folder / RECIPE).exists():
            yield Shards(folder), orjson.loads((folder / RECIPE).read_bytes())


def _task(plan: Plan, piece: Piece, alike: list[Shards], readers: list[Shards]) -> Iterator[Task]:
    shards, name = plan.shards, piece.place.name
    if shards.is_done(name):
        return
    finished = next((build for build in alike if build.is_done(name)), None)
    if finished is not None:
        for kind in MADE:
            shards.adopt(finished, kind, name)
        return
    if piece.lines:
        shards.write_lines("documents", name, piece.lines)
    elif plan.old is not None:
        shards.adopt(plan.old, "documents", name)
    if plan.old in alike:
        old = plan.old.folder.absolute()
        yield Task(shards.folder.absolute(), name, plan.options, old=old, origins=piece.origins)
        return
    known = [build.path("extractions", name) for build in readers if build.is_done(name)][:1]
    if not known and plan.old in readers:
        known = [plan.old.path("extractions", origin) for origin in piece.origins]
    yield Task(shards.folder.absolute(), name, plan.options, tuple(path.absolute() for path in known))
