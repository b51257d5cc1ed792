"""A planned build and the one before it → links and store out of the older ones, where little has changed."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping

from kg.pipeline.folder.shards import Marker
from kg.pipeline.links import linkage
from kg.pipeline.links.linkage import Before, Linkage
from kg.pipeline.load import changes, storing
from kg.pipeline.planning.plans import Plan
from kg.pipeline.progress import Progress
from kg.pipeline.work.stages import lexicon

logger = logging.getLogger(__name__)


def is_anew(plan: Plan) -> bool:
    """Tell before anything is extracted whether the store is to be built anew."""
    revision = plan.revision
    different = len(revision.added) + len(revision.changed) + len(revision.removed)
    return not plan.renews_store or different * storing.SHARE > revision.papers


def older(plan: Plan, markers: dict[str, Marker]) -> dict[str, Marker]:
    """Read the markers of the current build where its store may be renewed; made alike, most are known."""
    if plan.current is None or not plan.renews_store:
        return {}
    files, known = plan.current.files(plan.output), {} if plan.differing else markers
    return {place.name: known.get(place.name) or files.whole(place.name) for place in plan.current.shards}


def link(plan: Plan, older: Mapping[str, Marker]) -> Linkage:
    """Link what the change can reach where the current build was made alike, else all."""
    names = lexicon(plan.options.lexicon)
    before = _before(plan, older)
    if before is not None:
        try:
            return linkage.relinked(plan.shards, before, names)
        except sqlite3.Error as error:
            folder = before.linkage.shards.folder
            logger.warning("%s: the table of names is damaged (%s); all links are made again", folder, error)
    return linkage.linked(plan.shards, plan.names, names, plan.old)


def renewed(
    plan: Plan,
    linked: Linkage,
    *,
    older: Mapping[str, Marker],
    markers: Mapping[str, Marker],
    progress: Progress,
) -> bool:
    """Renew the store where little has changed; False where it is to be built anew."""
    old = plan.current
    if old is None or is_anew(plan):
        return False
    before = changes.Side(old.files(plan.output), old.linkquads, _digests(older))
    after = changes.Side(plan.shards, linked.quads, _digests(markers))
    total = linked.counts["quads"] + sum(marker.quads for marker in markers.values())
    if (changes.bound(before, after) - storing.READ) * storing.SHARE > total:
        return False
    found = changes.between(before, after, linked.change)
    few = found.size * storing.SHARE <= total
    return few and storing.renewed(plan.shards, old.store(plan.output), changes=found, progress=progress)


def _before(plan: Plan, older: Mapping[str, Marker]) -> Before | None:
    """Give the links to go on from, None where a good part of the shards is new."""
    old = plan.current
    if (
        old is None
        or plan.differing
        or not plan.renews_store
        or not linkage.can_relink(old.files(plan.output))
    ):
        return None
    here, there = set(plan.names), set(older)
    if len(here ^ there) * storing.SHARE > len(here):
        return None
    quads = old.counts["quads"] - sum(marker.quads for marker in older.values())
    counts = {"links": old.counts["links"], "quads": quads}
    linked = Linkage(old.files(plan.output), old.links, old.linkquads, counts)
    return Before(linked, sorted(there - here), sorted(here - there))


def _digests(markers: Mapping[str, Marker]) -> dict[str, str]:
    return {name: marker.digest for name, marker in markers.items()}
