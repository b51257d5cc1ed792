"""A value of `kg.model` ↔ a line of JSON, by the value's own type hints; nothing else is read or written.

A line is a list of two: the class's name, by which the types of a union are told apart, and the fields.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, Union

import orjson

from kg.errors import KGError
from kg.model import Document, LinkClaim, Naming, Reject, RelationClaim, ResultClaim

T = TypeVar("T")
Reader = Callable[[Any], Any]

_DAMAGED = "the build is damaged, delete builds/ and manifest.json in its folder, and build again"

KINDS: Mapping[str, type] = {
    kind.__name__: kind for kind in (Document, LinkClaim, Naming, Reject, RelationClaim, ResultClaim)
}


def to_line(value: object) -> bytes:
    """Write one value as a line of JSON, line feed included; fields that have their default are left out."""
    return orjson.dumps([type(value).__name__, _plain(value)], option=orjson.OPT_APPEND_NEWLINE)


def from_line(line: bytes, kind: type[T]) -> T:
    """Read a line that `to_line` wrote from a `kind`, or from one of the union `kind`.

    Raises KGError where the line is none.

    >>> from_line(b'["Reject",{"file":"a.txt","record":"3","reason":"no date"}]', Reject)
    Reject(file='a.txt', record='3', reason='no date')
    """
    try:
        name, fields = orjson.loads(line)
        value = _reader(KINDS[name])(fields)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise KGError(f"{line[:60]!r}: {error}; {_DAMAGED}") from error
    if not isinstance(value, kind):
        raise KGError(f"{line[:60]!r}: not a {kind}; {_DAMAGED}")
    return value


def identified(line: bytes) -> str:
    """Read the id of a document's line."""
    return str(orjson.loads(line)[1]["id"])


def _plain(value: object) -> dict[str, Any]:
    kind: type = type(value)
    held = ((name, getattr(value, name), default) for name, default in _fields(kind))
    return {name: _json(one) for name, one, default in held if one != default}


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """List the fields with their defaults."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _json(value: object) -> Any:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return _plain(value) if dataclasses.is_dataclass(value) else value


@cache
def _reader(hint: Any) -> Reader:
    """Make the function that reads JSON into `hint`; made once for each type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record_reader(hint)
    if typing.get_origin(hint) in (Union, types.UnionType):
        return _union_reader(typing.get_args(hint))
    if typing.get_origin(hint) is tuple:
        one = _reader(typing.get_args(hint)[0])
        return lambda values: tuple(one(value) for value in values)
    if isinstance(hint, type) and issubclass(hint, StrEnum | Decimal):
        return hint
    if isinstance(hint, type) and issubclass(hint, tuple):
        return lambda values: hint(*values)
    return lambda value: value


def _record_reader(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda record: kind(**{name: readers[name](value) for name, value in record.items()})


def _union_reader(hints: tuple[Any, ...]) -> Reader:
    """Read `X | None` and `X | str`: of the unions in the data model no other needs telling apart."""
    readers = [_reader(hint) for hint in hints if isinstance(hint, type) and hint not in (str, NoneType)]
    return lambda value: readers[0](value) if isinstance(value, dict) else value
