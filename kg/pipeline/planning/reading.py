"""Input files → papers, each once and with an id of its own, and the records that had to be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import orjson

from kg import sources
from kg.errors import SourceError
from kg.model import Document, Reject
from kg.pipeline.folder.codec import from_line, to_line

SHOWN = 3
"""How many rejects an error message quotes."""


def read(inputs: Sequence[Path], options: sources.Options) -> Iterator[Document | Reject]:
    """Read all inputs, in order.

    Raises SourceError where an input cannot be read at all.
    """
    return sources.read(*inputs, options=options)


def papers(records: Iterable[Document | Reject], rejects: list[Reject]) -> Iterator[Document]:
    """Pass each paper on once, made of all records that tell of it, and put aside what is none.

    Only the last record tells which belong together, so that they wait in a file without a name till then.
    """
    found, places = sources.Papers(), list[int]()
    with TemporaryFile() as waiting:
        for one in records:
            if isinstance(one, Reject):
                rejects.append(one)
                continue
            found.add(one)
            places.append(waiting.tell())
            waiting.write(to_line(one))
        for group in found.groups():
            told = [_at(waiting, places[number]) for number in group]
            yield sources.merged(told) if len(told) > 1 else told[0]


def _at(file: IO[bytes], place: int) -> Document:
    file.seek(place)
    return from_line(file.readline(), Document)


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
