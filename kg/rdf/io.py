"""Quads ↔ files: N-Quads line by line both ways, and Turtle for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

from kg.errors import GraphError
from kg.model import Quad
from kg.rdf.turtle import write_turtle

__all__ = ["read_nquads", "write_nquads", "write_turtle"]

_IRI: Final = r'<[^\x00-\x20<>"{}|^`]*>'
_LITERAL: Final = rf'"(?:[^"\\\r\n]|\\.)*"(?:\^\^{_IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?'
_QUAD: Final = re.compile(
    rf"[ \t]*({_IRI})[ \t]*({_IRI})[ \t]*({_IRI}|{_LITERAL})[ \t]*({_IRI})[ \t]*\.[ \t]*"
)


def write_nquads(quads: Iterable[Quad], file: IO[bytes]) -> None:
    """Write each quad as a line, in the order given."""
    for quad in quads:
        file.write(quad.line().encode())


def read_nquads(lines: Iterable[bytes], *, name: str = "quads") -> Iterator[Quad]:
    """Read lines of N-Quads (a file opened for bytes will do); comments and empty lines are passed over.

    Raises GraphError with `name` and line where a line is no statement in a named graph without blank nodes.
    """
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise GraphError(f"{name}:{number}: {error}; expected UTF-8") from error
        found = _QUAD.fullmatch(text)
        if found is not None:
            yield Quad(*found.groups())
        elif text.strip() and not text.lstrip().startswith("#"):
            raise GraphError(f"{name}:{number}: {text[:60]!r} is no quad; expected '<s> <p> <o> <graph> .'")
