"""PDF of a paper → one document with its full text, from pages that a program of its own takes apart.

That program (`pages`) has limits of memory and time: a file that goes beyond them is told.
"""

from __future__ import annotations

import importlib.util
import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from kg.errors import SourceError
from kg.sources.found import Found
from kg.sources.objects.values import raw_at, text_at
from kg.sources.pdf.layout import page_of
from kg.sources.pdf.paper import to_document

LOOKS_LIKE = "a PDF of a paper, with text in its pages"

LARGEST = 1 << 28
"""Bytes of a PDF."""

SECONDS = 120
"""How long its pages may take, by the clock; of processor time they have half of that."""

_TOO_LONG = "a PDF that takes too long to read"
_BROKEN = "a PDF that brings the reader of pages down"
_ENDS: dict[int, str] = {signal.SIGKILL: _TOO_LONG, signal.SIGXCPU: _TOO_LONG}
_FARTHEST = 1024  # as PDF 1.7 has it (annex H)
_PROGRAM = Path(__file__).with_name("pages.py")
_INSTEAD = "make TEI of it with GROBID, or export the paper's record"


def recognise(head: bytes) -> bool:
    """Tell a PDF by its mark, which may have something else before it."""
    return b"%PDF-" in head[:_FARTHEST] and (head.lstrip().startswith(b"%PDF-") or b" obj" in head)


def read(stream: io.BufferedReader, place: str) -> Iterator[Found]:
    """Yield the paper.

    Raises SourceError where the pages cannot be had: damage, a password, a limit, or no reader installed.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise SourceError(f"{place}: a PDF, which takes one package more; pip install pypdfium2")
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(f"{place}: a PDF of over {LARGEST:,} bytes; {_INSTEAD}")
    told, fault = _run(data)
    pages = [page_of(page, number) for number, page in enumerate(told[1:])]
    if fault and not any(page.lines for page in pages):
        raise SourceError(f"{place}: {fault}")
    doubts = (f"after page {len(pages)} nothing could be read: {fault}",) if fault else ()
    about = told[0] if told else None
    found = to_document(pages, title=text_at(about, "title"), authors=text_at(about, "author"), doubts=doubts)
    yield Found("paper", found)


def _run(data: bytes) -> tuple[list[object], str]:
    """Let the program take the file apart; give the lines it wrote, and why there are no more."""
    command = [sys.executable, "-P", str(_PROGRAM)]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, stdout=pipe, stderr=null, timeout=SECONDS, check=False
        )
        written, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as error:
        written, code = error.stdout or b"", -signal.SIGKILL
    try:
        told = [orjson.loads(line) for line in written.split(b"\n")[:-1]]
    except orjson.JSONDecodeError:  # Numbers that are none.
        return [], f"{_BROKEN}; {_INSTEAD}"
    if told and (fault := raw_at(told[-1], "fault")):
        return told[:-1], fault
    return told, f"{_ENDS.get(-code, _BROKEN)}; {_INSTEAD}" if code else ""
