"""A told claim → words for a terminal with the evidence marked."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from kg.model import Span
from kg.store.claims import Passage, Told
from kg.store.wording import safe, shortened

OPEN, CLOSE = "«", "»"
"""Marks that stay where colour is lost: in a pipe, a file, a diff."""

INDENT = 4


def explanation(told: Told, *, width: int = 80) -> Text:
    """Say a claim, how sure it is, each sentence with its spans marked, and the paper, `width` cells wide."""
    text = Text()
    _add(text, _headline(told), width, 0)
    for passage in told.sentences:
        _add(text, marked(passage), width, INDENT)
    if not told.sentences:
        field = dict(told.settings).get("field")
        says = f"from the record: {safe(field.name)}" if field else "no sentence kept"
        _add(text, Text(says, "dim"), width, INDENT)
    source = f"{safe(told.paper.name)} ({shortened(told.paper.iri)})"
    _add(text, Text(source, "dim"), width, INDENT)
    return text


def marked(passage: Passage) -> Text:
    """Write a sentence with its spans between marks and in bold; spans that overlap are marked as one."""
    text, end = Text(), 0
    for start, stop in _merged(passage.spans):
        text.append(safe(passage.text[end:start]))
        text.append(f"{OPEN}{safe(passage.text[start:stop])}{CLOSE}", "bold")
        end = stop
    return text.append(safe(passage.text[end:]))


def _headline(told: Told) -> Text:
    text = Text(safe(told.subject.name), "bold")
    text.append(f" {safe(told.predicate.name)} ", "")
    text.append(safe(told.object.name if told.object else told.figure), "bold")
    settings = ", ".join(f"{name} {safe(said.name)}" for name, said in told.settings if name != "field")
    text.append(f" ({settings})" if settings else "", "")
    return text.append(f"  {told.confidence:.2f}", "cyan")


def _add(text: Text, part: Text, width: int, indent: int) -> None:
    for line in _wrapped(part, width - indent):
        text.append(" " * indent).append_text(line).append("\n")


def _wrapped(part: Text, width: int) -> list[Text]:
    lines = part.wrap(Console(width=width), width, overflow="fold")
    for line in lines:
        line.rstrip()
    return list(lines)


def _merged(spans: tuple[Span, ...]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
