"""A thing of a type → the questions that can be asked of it, with the parameter filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from kg.model import EntityType
from kg.store.parameters import Parameter
from kg.store.questions import Question

_SYSTEMS: Final = (EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM)
_MEANT: Final = {
    "system": _SYSTEMS,
    "over": _SYSTEMS,
    "thing": tuple(EntityType),
    "paper": ("Paper",),
    "person": ("Person",),
}
"""What a parameter means by a name where it declares no types."""
_KIND: Final = "type"
"""A parameter that narrows a question to things of one type."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A question that fits: what it says of the thing, and where it is answered."""

    title: str
    help: str
    address: str


def fitting(questions: Iterable[Question], *, kind: str, name: str) -> list[Fitting]:
    """List the questions that need no more than a thing called `name` that is a `kind`.

    Those that are about few types come first.
    """
    found = [
        (len(meant(parameter)), question, parameter)
        for question in questions
        for parameter in question.parameters
        if kind in meant(parameter) and _suffices(question, parameter, kind)
    ]
    asked = [question.name for _, question, _ in found]
    return [
        Fitting(
            question.title if asked.count(question.name) == 1 else _said(parameter),
            parameter.help,
            _address(question, parameter, kind, name),
        )
        for _, question, parameter in sorted(found, key=lambda each: each[0])
    ]


def meant(parameter: Parameter) -> tuple[str, ...]:
    """Say things of which types a parameter takes a name of; none for what is no name."""
    if parameter.type != "name":
        return ()
    return tuple(map(str, parameter.classes or _MEANT.get(parameter.name, ())))


def _suffices(question: Question, parameter: Parameter, kind: str) -> bool:
    """Say whether the question needs nothing else, and can be narrowed to the type where it asks for one."""
    narrows = next((each for each in question.parameters if each.name == _KIND), None)
    known = narrows is None or kind.lower() in narrows.choices
    return known and not any(each.required and each != parameter for each in question.parameters)


def _said(parameter: Parameter) -> str:
    says = parameter.help.removeprefix("Only ").removesuffix(".")
    return says[:1].upper() + says[1:]


def _address(question: Question, parameter: Parameter, kind: str, name: str) -> str:
    given = {parameter.name: name}
    if any(each.name == _KIND for each in question.parameters):
        given[_KIND] = kind.lower()
    return f"/questions/{question.name}?{urlencode(given)}"
