"""Input files → documents with distinct ids, and the records that had to be left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from kg import sources
from kg.errors import SourceError
from kg.model import Document, Reject
from kg.pipeline.codec import to_line

SHOWN = 3
"""How many rejects an error message quotes."""


def read(inputs: Iterable[Path]) -> Iterator[Document | Reject]:
    """Read all inputs; a record that repeats an id is a reject, for one graph cannot speak of two papers.

    Raises SourceError where an input cannot be read at all.
    """
    seen: dict[str, bytes] = {}
    for path in inputs:
        for one in sources.read(path):
            yield _unless_repeated(one, path.name, seen) if isinstance(one, Document) else one


def kept(records: Iterable[Document | Reject], rejects: list[Reject]) -> Iterator[Document]:
    """Pass documents on and put aside what is none."""
    for one in records:
        if isinstance(one, Document):
            yield one
        else:
            rejects.append(one)


def check_any(papers: int, rejects: list[Reject], inputs: Iterable[Path]) -> None:
    """Raise SourceError where no input held a paper, for an empty graph is never what was asked for."""
    if papers:
        return
    names = ", ".join(str(path) for path in inputs)
    shown = [f"\n  {place(reject)}: {reject.reason}" for reject in rejects[:SHOWN]]
    more = f"\n  and {len(rejects) - SHOWN} more" if len(rejects) > SHOWN else ""
    raise SourceError(
        f"{names}: no paper in it; expected a listing (.txt), JSON or JSONL with title and abstract"
        f"{''.join(shown)}{more}"
    )


def place(reject: Reject) -> str:
    """Say where a reject stands: file and record, as far as they are known."""
    return ":".join(part for part in (reject.file, reject.record) if part)


def plain(reject: Reject) -> bytes:
    """Write a reject as people and other programs read it: one JSON object a line."""
    return orjson.dumps(reject, option=orjson.OPT_APPEND_NEWLINE)


def _unless_repeated(document: Document, file: str, seen: dict[str, bytes]) -> Document | Reject:
    digest = hashlib.sha256(to_line(document)).digest()[:16]
    first = seen.setdefault(document.id, digest)
    if first is digest:
        return document
    reason = (
        "the same paper twice; the first is kept"
        if first == digest
        else ("another paper has this id already; give each its own")
    )
    return Reject(file=file, record=document.id, reason=reason)
