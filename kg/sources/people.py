"""A record's fields about people → authors, each with affiliations, and the organizations in order.

Names come as a list of texts, a list of objects, or one text (`A;B`, `A and B`, `A, B`); affiliations stand
in the objects, or in a field of their own, one an author (`;` between authors, `+` between those of one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Author
from kg.sources import orcid
from kg.sources.objects.fields import Record, tidy

_AUTHORS = ("authors", "author", "creators", "creator")
_AFFILIATIONS = (
    *("aff", "affiliations", "affiliation", "institutions", "organizations"),
    "authorcorrespondinginstitution",
)
_OF_ONE = ("affiliations", "affiliation", "aff", "institutions", "institution", "organizations", "org")
_NAME = ("name", "fullname", "displayname", "author", "literal")
_FIRST = ("first", "given", "firstname", "forename", "givenname")
_LAST = ("last", "family", "lastname", "surname", "familyname")
_ET_AL = re.compile(r"[,;]? ?(?:\bet\.? al\.?|\band others)$")
_FAMILY_FIRST = re.compile(r"\s*([^,]+?)\s*,\s*([^,]+?)\s*")
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}")
_INITIALS_LAST = re.compile(r"([^,]*[^,\s])\s+((?:[A-Z]\.?-?){1,3})")
_INITIAL = re.compile(r".*\s[A-Z](?:\.|$)")  # `Yu LI` is no Yu with initials
_TITLES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_PLUS = re.compile(r"(?<=[^\s+])\+(?=[^\s+])")


@dataclass(frozen=True, slots=True)
class People:
    """Who wrote a paper, as its record tells."""

    authors: tuple[Author, ...] = ()
    complete: bool = True
    organizations: tuple[str, ...] = ()


def read(record: Record) -> People:
    """Read authors and affiliations.

    >>> read(Record({"author": "Ao Liu;Bo Li", "aff": "Tencent+MIT;MIT"})).organizations
    ('Tencent', 'MIT')
    """
    value = record.first(_AUTHORS)
    complete = True
    if isinstance(value, str):
        value = tidy(value)
        whole = _ET_AL.sub("", value)
        complete = whole == value
        value = list(_names(whole))
    people = _given_first(
        [author for one in (value if isinstance(value, list) else [value]) if (author := _author(one))]
    )
    if people and _ET_AL.fullmatch(people[-1].name):
        people.pop()
        complete = False
    groups = _groups(record.first(_AFFILIATIONS))
    if len(groups) == len(people):
        people = [_with(person, group) for person, group in zip(people, groups, strict=True)]
    named = [name for person in people for name in person.affiliations]
    organizations = dict.fromkeys([*named, *(name for group in groups for name in group)])
    return People(tuple(people), complete, tuple(organizations))


def _names(text: str) -> Iterator[str]:
    """Split one text of names; commas split only where most parts have two words: `Liu, Ao` is one person."""
    for separator in (r";", r",? and "):
        parts = [part for part in re.split(separator, text) if part.strip()]
        if len(parts) > 1:
            matches = [_FAMILY_FIRST.fullmatch(part) for part in parts]
            turned = [f"{match[2]} {match[1]}" for match in matches if match]
            for part in turned if len(turned) == len(parts) else parts:
                yield from [part] if separator == ";" else _commas(part)
            return
    yield from _commas(text)


def _commas(text: str) -> list[str]:
    parts = text.split(",")
    after = [part.strip() for part in parts[1::2]]
    if len(parts) > 2 and len(parts) == 2 * len(after) and all(map(_INITIALS.fullmatch, after)):
        return [f"{given} {family.strip()}" for family, given in zip(parts[::2], after, strict=True)]
    return parts if sum(len(part.split()) > 1 for part in parts) > len(parts) / 2 else [text]


def _given_first(people: list[Author]) -> list[Author]:
    """Turn names round where most of several have the family before a comma, or all before initials.

    Beside persons a team may stand, which has no comma.
    """
    for pattern in (_FAMILY_FIRST, _INITIALS_LAST):
        turned = [pattern.fullmatch(person.name) for person in people]
        sure = pattern is _FAMILY_FIRST or any(_INITIAL.match(person.name) for person in people)
        apt = [it for it in turned if it and it[2].strip(".").lower() not in _TITLES]
        enough = 2 * len(apt) > len(people) if pattern is _FAMILY_FIRST else len(apt) == len(people)
        if sure and len(people) > 1 and enough:
            return [
                replace(person, name=f"{it[2]} {it[1]}") if it in apt and it else person
                for person, it in zip(people, turned, strict=True)
            ]
    return people


def _author(value: object) -> Author | None:
    if isinstance(value, str):
        name = tidy(value)
        return Author(name) if name else None
    if not isinstance(value, dict):
        return None
    person = Record(value)
    parts = [person.first(names) for names in (_FIRST, ("middle",), _LAST, ("suffix",))]
    name = person.text(_NAME) or " ".join(filter(None, map(_words, parts)))
    groups = _groups(person.first(_OF_ONE))
    affiliations = tuple(dict.fromkeys(one for group in groups for one in group))
    return Author(name, affiliations, orcid.find(person.text(("orcid",)))) if name else None


def _groups(value: object) -> list[tuple[str, ...]]:
    """Affiliations, a group an author."""
    items = (
        value if isinstance(value, list) else tidy(value).split(";") if isinstance(value, str) else [value]
    )
    if items == [None]:
        return []
    return [_group(item) for item in items]


def _group(item: object) -> tuple[str, ...]:
    if isinstance(item, list):
        return tuple(name for one in item for name in _group(one))
    if isinstance(item, dict):
        item = Record(item).first(("name", "displayname", "institution", "laboratory"))
    parts = _PLUS.split(item) if isinstance(item, str) else []
    return tuple(dict.fromkeys(name for name in map(tidy, parts) if name))


def _with(person: Author, affiliations: tuple[str, ...]) -> Author:
    return person if person.affiliations else Author(person.name, affiliations, person.orcid)


def _words(value: object) -> str:
    """A part of a name; middle names come as a list."""
    return " ".join(filter(None, map(tidy, value))) if isinstance(value, list) else tidy(value)
