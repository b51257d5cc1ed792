"""A thing and its told claims → words for a terminal with the evidence marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from kg.model import Span
from kg.store.claims import Passage, Told
from kg.store.profiles import Profile
from kg.store.wording import safe, shortened
from kg.text.latex import in_line

OPEN, CLOSE = "«", "»"
"""Marks that stay where colour is lost: in a pipe, a file, a diff."""

INDENT = 4
SHOWN = 20
"""Names of one thing that a heading lists."""


def heading(profile: Profile, claims: int, *, kind: str = "", width: int = 80) -> Text:
    """Say what a thing is, how many papers and claims (of a kind) there are, its other names and variants."""
    counts = [_counted(profile.papers, "paper")] if profile.papers else []
    nothing = f"no claims of kind {kind}" if kind else "no claims of its own"
    counts.append(_counted(claims, f"{kind} claim".strip()) if claims else nothing)
    text = Text()
    first = Text(safe(profile.thing.name), "bold")
    _add(text, first.append(f" · {' · '.join([profile.thing.kind, *counts])}", "not bold"), width, 0)
    for what, names in (("also", profile.names), ("variants", profile.variants)):
        if names:
            _add(text, Text(f"{what}: {_listed(names)}", "dim"), width, INDENT)
    return text


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


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return safe(", ".join(names[:SHOWN])) + (f" … and {more:,} more" if more > 0 else "")


def _headline(told: Told) -> Text:
    text = Text(safe(told.subject.name), "bold")
    text.append(f" {safe(told.predicate.name)} ", "")
    text.append(safe(told.object.name if told.object else in_line(told.figure)), "bold")
    settings = ", ".join(
        f"{name} {safe(in_line(said.name))}" for name, said in told.settings if name != "field"
    )
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
