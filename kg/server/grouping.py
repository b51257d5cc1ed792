"""Claims in which a thing has a part → groups under headings, as the thing itself would say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.server import relations
from kg.store.claims import Told, as_json
from kg.store.wording import local

FIGURES: Final = {"result": "figures", "specification": "sizes"}
MEASURING: Final = "used to compare"
"""Of a data set, task or metric in a comparison of others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same of a thing, the surest first."""

    heading: str
    claims: tuple[dict[str, object], ...]


def grouped(told: Iterable[Told], thing: str) -> list[Group]:
    """Group claims by what they say of the thing with the IRI `thing`.

    Relations come first, each before its inverse, then figures and sizes, then what records say.
    """
    groups: dict[tuple[int, int, str], list[Told]] = {}
    for each in told:
        groups.setdefault(_place(each, thing), []).append(each)
    return [
        Group(place[-1], tuple(map(_shown, sorted(groups[place], key=_sure)))) for place in sorted(groups)
    ]


def _place(told: Told, thing: str) -> tuple[int, int, str]:
    """Say where a claim stands: the part of the page, the place in it, the heading."""
    if told.kind in FIGURES:
        return 1, list(FIGURES).index(told.kind), FIGURES[told.kind]
    part, relation = 2 * (told.kind == "record"), _relation(told)
    place = 2 * relations.rank(relation)
    if thing in (told.subject.iri, told.paper.iri):
        return part, place, relations.says(relation)
    if told.object and told.object.iri == thing:
        return part, place + 1, relations.says(relation, inverse=True)
    return part, 2 * relations.rank("evaluatedOn") + 1, MEASURING


def _relation(told: Told) -> str:
    return local(told.predicate.iri)


def _sure(told: Told) -> tuple[float, str, str, str]:
    return -float(told.confidence), told.subject.name, told.object.name if told.object else "", told.claim


def _shown(told: Told) -> dict[str, object]:
    says = told.predicate.name if told.kind in FIGURES else relations.says(_relation(told))
    return {**as_json(told), "says": says}
