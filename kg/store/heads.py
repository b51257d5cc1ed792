"""The comments at the head of a question's file → what it answers, and the parameters it declares."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QueryError
from kg.model import EntityType
from kg.store.parameters import WRITERS, Parameter

_FIELD: Final = re.compile(r"# (title|description|example|names|nothing|parameter (\w+)): (.+)")
_DECLARATION: Final = re.compile(
    r"(?P<type>\w+)(?: of (?P<among>\w+(?:, \w+)*?))?(?P<optional>, optional)?"
    r"(?: = (?P<default>[^;]+))?; (?P<help>.+)"
)
_COLUMN: Final = re.compile(r"(?P<column>\w+)(?: of (?P<classes>\w+(?:, \w+)*))?")


def head(name: str, text: str) -> tuple[dict[str, str], tuple[Parameter, ...]]:
    """Read the fields and the parameters of the file called `name`.

    Raise QueryError that names the line where they are malformed, or what is missing.
    """
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _FIELD.fullmatch(line)
        if found is None:
            break
        if found[2]:
            parameters.append(_parameter(f"{name}:{number}", found[2], found[3]))
        else:
            fields[found[1]] = found[3]
    for wanted in ("title", "description", "example"):
        if wanted not in fields:
            raise QueryError(f"{name}: no {wanted}; write '# {wanted}: …' at its head")
    return fields, tuple(parameters)


def columns(place: str, declared: str) -> dict[str, tuple[EntityType, ...]]:
    """Read which columns hold names, and of which types; raise QueryError where they are malformed."""
    found = [_COLUMN.fullmatch(each) for each in declared.split("; ") if declared]
    if not all(found):
        raise QueryError(f"{place}: names are malformed; write 'column[ of Type]; …'")
    return {each["column"]: _classes(each["classes"]) for each in found if each}


def headless(text: str) -> str:
    """Give the query without those comments."""
    return "\n".join(line for line in text.splitlines() if not _FIELD.fullmatch(line))


def _parameter(place: str, name: str, declaration: str) -> Parameter:
    found = _DECLARATION.fullmatch(declaration)
    if found is None or found["type"] not in WRITERS:
        ways = "|".join(WRITERS)
        raise QueryError(
            f"{place}: parameter {name} is malformed; write '({ways})[, optional][ = default]; help'"
        )
    among = _listed(found["among"])
    classes = _classes(found["among"]) if found["type"] == "name" else ()
    choices = () if classes else among
    return Parameter(
        name, found["type"], found["help"], classes, found["default"], bool(found["optional"]), choices
    )


def _classes(listed: str | None) -> tuple[EntityType, ...]:
    return tuple(map(EntityType, _listed(listed)))


def _listed(listed: str | None) -> tuple[str, ...]:
    return tuple(each for each in (listed or "").split(", ") if each)
