"""The beginning of a text that no reader takes → what it seems to be, for the message that says so."""

from __future__ import annotations

from kg.sources.lines.table import unnamed_columns
from kg.sources.markup.elements import root

_UNKNOWN = "of no format that is read here"
_WAY_OUT = "say which is it with --column title=NAME"
_SHOWN, _LONGEST = 8, 200


def seems(head: str) -> str:
    """Say what a text seems to be.

    >>> seems("<!DOCTYPE html><html><title>503"), seems("Rate exceeded.")
    ('an HTML page, as servers send in place of a file', 'of no format that is read here')
    """
    outermost = root(head)
    if outermost is None:
        columns = unnamed_columns(head)
        shown = ", ".join(columns[:_SHOWN])[:_LONGEST]
        return f"a table without a column 'title' ({shown}); {_WAY_OUT}" if columns else _UNKNOWN
    if outermost.declares_entities:
        return "XML that declares entities of its own, which are never expanded here"
    if outermost.name.lower() == "html":
        return "an HTML page, as servers send in place of a file"
    return f"XML with the element '{outermost.name[:40]}' outermost, which is not read here"
