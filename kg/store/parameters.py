"""What a question may be told: declared types, and given values → terms of RDF, as SPARQL writes them.

A value is parsed and written anew as one term, so that no text of a caller ever becomes syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from kg.errors import MisaskedError
from kg.model import EntityType
from kg.rdf.vocab import PREFIXES

Given: TypeAlias = str | int | Decimal

_ESCAPES: Final = {ord(c): f"\\{e}" for c, e in zip('\\"\n\r\t\b\f', '\\"nrtbf', strict=True)}
_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MOST: Final = re.compile(r"the (\d+) of most papers")
_NOT_IRI: Final = re.compile(r"[<>\"{}|^`\[\]\\\x00-\x20\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question may be told.

    `classes` narrows a name to entities of these types, `choices` a string to one of these, in any case.
    """

    name: str
    type: str
    help: str
    classes: tuple[EntityType, ...] = ()
    default: str | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not self.optional and self.default is None

    @property
    def most(self) -> int:
        """How many things are meant where nothing is given (`the 5 of most papers`), else 0."""
        found = _MOST.fullmatch(self.default or "") if self.type == "name" else None
        return int(found[1]) if found else 0

    @property
    def usual(self) -> str:
        """What holds where nothing is given, in words: `the 5 tasks with the most papers`."""
        if not self.most:
            return self.default or ""
        one = self.classes[0].lower() if len(self.classes) == 1 else "thing"
        several = "kinds of hardware" if one == "hardware" else f"{one}s"
        return f"the {one if self.most == 1 else f'{self.most} {several}'} with the most papers"

    def term(self, given: Given) -> str:
        """Write a value as one term; raise MisaskedError where it is none of the declared type."""
        if self.choices and str(given).lower() not in self.choices:
            known = f"{', '.join(self.choices[:-1])} or {self.choices[-1]}"
            raise MisaskedError(f"parameter {self.name}: there is no {str(given)!r}; give {known}")
        try:
            return WRITERS[self.type](str(given))
        except ValueError as error:
            raise MisaskedError(f"parameter {self.name}: {given!r} is no {self.type}; {error}") from None


def string(text: str) -> str:
    """Write a string literal.

    >>> string('say "{hi}"')
    '"say \\\\"{hi}\\\\""'
    """
    if re.search(r"[\ud800-\udfff]", text):
        raise ValueError("give it in UTF-8")
    return f'"{text.translate(_ESCAPES)}"'


def iri(text: str) -> str:
    """Write an IRI that is given in full or by one of our prefixes (`model:hunyuan-turbos`)."""
    prefix, colon, local = text.partition(":")
    full = f"{PREFIXES[prefix]}{local}" if colon and prefix in PREFIXES else text
    if _NOT_IRI.search(full) or not _SCHEME.match(full):
        raise ValueError("give it like https://… or model:…")
    return f"<{full}>"


def _integer(text: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError("give digits, like 2")
    return f'"{int(text)}"^^<{PREFIXES["xsd"]}integer>'


def _decimal(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value.adjusted()) > 18:
        raise ValueError("give a number, like 0.5")
    return f'"{value:f}"^^<{PREFIXES["xsd"]}decimal>'


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError("give it like 2024, 2024-05 or 2024-05-31")
    return string(text)


WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "string": string,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "iri": iri,
    "name": string,
}
"""A declared type → how a value of it is written; names are looked up first and stand as IRIs."""
