"""An Extraction → the same without mentions that are too doubtful to be shown.

They took part in all that was weighed, since a figure wants its subject and metric even where one is hard to
cut out of the text; what a figure names stays, whatever its confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.entities import numbered
from kg.model import PAPER, Extraction, Ref, Relation, Result


def left_out(found: Extraction, least: float) -> Extraction:
    """Leave out mentions below `least` that no figure names, and relations of what is left without one.

    Entities are numbered anew, in the order of their first mention.
    """
    named = {ref for result in found.results for ref in _refs(result)}
    mentions = [one for one in found.mentions if one.confidence >= least or str(one.entity) in named]
    numbers = {entity: n for n, entity in enumerate(dict.fromkeys(one.entity for one in mentions), start=1)}
    refs: dict[Ref, Ref] = {str(old): str(new) for old, new in numbers.items()} | {PAPER: PAPER}
    return replace(
        found,
        mentions=tuple(numbered(one, numbers[one.entity]) for one in mentions),
        relations=tuple(_renumbered(found.relations, refs)),
        results=tuple(_with(result, refs) for result in found.results),
    )


def _refs(result: Result) -> tuple[Ref, ...]:
    return (result.subject, result.metric, *result.datasets, *result.tasks, *result.baselines)


def _renumbered(relations: tuple[Relation, ...], refs: dict[Ref, Ref]) -> Iterator[Relation]:
    for one in relations:
        if one.subject in refs and one.object in refs:
            yield replace(one, subject=refs[one.subject], object=refs[one.object])


def _with(result: Result, refs: dict[Ref, Ref]) -> Result:
    """Name the entities of a figure by their new numbers; a metric of words stays as it is."""
    return replace(
        result,
        subject=refs[result.subject],
        metric=refs.get(result.metric, result.metric),
        datasets=tuple(refs[one] for one in result.datasets),
        tasks=tuple(refs[one] for one in result.tasks),
        baselines=tuple(refs[one] for one in result.baselines),
    )
