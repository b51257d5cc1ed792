"""A text → what its reader finds, and what others find in all that its reader passed over.

Files may be of several formats: a mail with BibTeX below its papers, a list in Markdown with RIS behind it.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.errors import SourceError
from kg.model import Document
from kg.sources.files import HEAD, Text
from kg.sources.found import Found, Rest
from kg.sources.openers import openers, opens
from kg.sources.readers import NEAR, Reader, choose, opened

_DEEPEST = 20
_MOST = 50
"""Lines that open some format, of those in one piece that are tried."""
_MOST_UNSURE = 5
_UNSURE = frozenset({"", "records"})
"""What opens so may be no record at all: a heading, or JSON that tells of something else."""
_LINE = re.compile(r"\bline (\d+)")
_FENCE = re.compile(r"\s*(?:```|~~~)[ \t\r]*\n")


def read(text: Text, reader: Reader, depth: int = 0) -> Iterator[Found]:
    """Yield what a reader finds; what it passes over comes where it stands, if it is of any format.

    Raises SourceError as the reader does, after all that was found.
    """
    text = replace(text, opens=partial(opens, but=reader.name))
    fault = None
    try:
        for found in reader.read(text):
            yield from _passed(text, reader, depth, before=_line(found))
            yield found
    except SourceError as error:
        fault = error
    yield from _passed(text, reader, depth)
    if fault is not None:
        raise fault


def search(text: Text) -> Iterator[Found]:
    """Yield what is found in a text of no format, from a line on that opens one."""
    if any(openers(text.head, 1)):
        yield from _rest(Rest(1, text.whole()), text, None, 0)


def _passed(text: Text, reader: Reader, depth: int, before: float = math.inf) -> Iterator[Found]:
    passed = [rest for rest in text.passed if rest.line <= before]
    text.passed[:] = [rest for rest in text.passed if rest.line > before]
    for rest in passed:
        yield from _rest(rest, text, reader, depth)


def _line(found: Found) -> int:
    match = _LINE.search(found.place)
    return int(match[1]) if match else 0


def _rest(rest: Rest, text: Text, reader: Reader | None, depth: int) -> Iterator[Found]:
    """Read what was passed over: up to the first line that opens a format, then from such a line on."""
    any_found = False
    unsure = 0
    for line, part, opener in _parts(rest):
        unsure += opener in _UNSURE
        if unsure > _MOST_UNSURE and opener in _UNSURE:
            continue
        if opener:
            other = opened(part[:NEAR], opener, names=text.names)
        else:
            other = choose(part[:HEAD], names=text.names)
        if other is None or (other is reader and not opener):
            continue
        count = 0
        for count, found in enumerate(_others(part, other, text, depth + 1, opener), start=1):  # noqa: B007
            yield _moved(found, line)
        any_found = any_found or count > 0
        # What is tried passes on what is behind it; to try that again and again takes time without end.
        if opener and (count or opener not in _UNSURE or depth):
            return
    if not any_found and rest.otherwise and not depth:
        yield Found(f"line {rest.line}", rest.otherwise)


def _parts(rest: Rest) -> Iterator[tuple[int, str, str]]:
    """Yield line, text and opener of what is before all openers, and of what begins with each of them."""
    fence = _FENCE.match(rest.text)
    begin = fence.end() if fence else 0
    starts = [(at, name) for at, name in openers(rest.text, _MOST) if at >= begin]
    before = rest.text[begin : starts[0][0]] if starts else rest.text[begin:]
    line = rest.line + rest.text.count("\n", 0, begin)
    if before.strip():
        yield line, before, ""
    for at, name in starts:
        line += rest.text.count("\n", begin, at)
        begin = at
        yield line, rest.text[at:], name


def _others(part: str, reader: Reader, text: Text, depth: int, opener: str) -> Iterator[Found]:
    """Yield what a reader finds in a part; where that was unsure only if there is a document."""
    held: list[Found] = []
    sure = opener not in _UNSURE
    if depth > _DEEPEST:
        yield Found("line 1", f"the format changes over {_DEEPEST} times; save each in a file of its own")
        return
    own = Text(part[:HEAD], io.StringIO(part, newline="\n"), text.place, text.names)
    try:
        for found in read(own, reader, depth):
            held.append(found)
            if sure or isinstance(found.outcome, Document):
                sure = True
                yield from held
                held.clear()
    except SourceError as error:
        if sure:
            yield Found("line 1", str(error).removeprefix(f"{text.place}: "))


def _moved(found: Found, line: int) -> Found:
    """Tell a record's line, and that of damage, in the whole text where it was told within a part."""

    def moved(match: re.Match[str]) -> str:
        return f"line {int(match[1]) + line - 1}"

    place, outcome = _LINE.sub(moved, found.place), found.outcome
    if isinstance(outcome, str) and _LINE.match(outcome):
        outcome = _LINE.sub(moved, outcome, count=1)
    return Found(place if _LINE.search(place) else f"line {line}", outcome)
