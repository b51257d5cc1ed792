"""A word that was typed, in any case → the member of an enumeration that it names."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import typer

Kind = TypeVar("Kind", bound=StrEnum)


def one_of(kind: type[Kind]) -> Callable[[str], Kind]:
    """Make what reads a member; it raises BadParameter that lists all where there is none."""

    def read(text: str) -> Kind:
        for member in kind:
            if member.value.lower() == text.lower().replace(" ", "_"):
                return member
        raise typer.BadParameter(f"{text!r} is none; give {', '.join(list(kind)[:-1])} or {list(kind)[-1]}")

    return read


def choice(kind: type[StrEnum], *names: str, help: str) -> Any:
    """Make an option that takes a member, in any case, and lists all in its help."""
    return typer.Option(*names, parser=one_of(kind), metavar=f"<{'|'.join(kind)}>", help=help)
