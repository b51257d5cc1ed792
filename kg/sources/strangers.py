"""The beginning of a text that no reader takes → what it seems to be, for the message that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.sources.lines.table import unnamed_columns
from kg.sources.markup.elements import root

_UNKNOWN = "not a known format"
_WAY_OUT = "say which one it is with --column title=NAME"
_SHOWN, _LONGEST = 8, 200


def seems(head: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say what a text seems to be; `names` is what the user said of columns, as `Options` has it.

    >>> seems("<!DOCTYPE html><html><title>503"), seems("Rate exceeded.")
    ('an HTML page, as servers send in place of a file', 'not a known format')
    """
    outermost = root(head)
    if outermost is None:
        columns = unnamed_columns(head)
        return _untitled(columns, names) if columns else _UNKNOWN
    if outermost.declares_entities:
        return "XML that declares entities of its own, which are never expanded here"
    if outermost.name.lower() == "html":
        return "an HTML page, as servers send in place of a file"
    return f"XML with the element '{outermost.name[:40]}' outermost, which is not read here"


def _untitled(columns: Sequence[str], names: Mapping[str, str]) -> str:
    shown = ", ".join(columns[:_SHOWN])[:_LONGEST]
    said = next((theirs for theirs, ours in names.items() if ours == "title"), None)
    if said is None:
        return f"a table without a column 'title' ({shown}); {_WAY_OUT}"
    return f"a table without a column {said!r}; there are {shown}"
