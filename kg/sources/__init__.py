"""files → Documents.

`read` takes a file or a folder and yields documents, and in their place the records that could become none.
Another format is one module more with `recognise(head)` and `read(text)`, and one line in `READERS`; another
layout of JSON is one in `layouts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import SourceError
from kg.model import Document, Reject
from kg.sources import anthology, atom, bibtex, jats, listing, records, ris, table, tei
from kg.sources.files import Text, members, opened, printable
from kg.sources.found import Found
from kg.sources.identity import Register
from kg.sources.layouts import LAYOUTS
from kg.sources.options import Options, cleaned
from kg.sources.strangers import seems

__all__ = ["FORMATS", "READERS", "Options", "Reader", "read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how a text is known by its beginning, how it is read, and in words what it looks like."""

    name: str
    recognise: Callable[[str], bool]
    read: Callable[[Text], Iterator[Found]]
    looks_like: str


READERS = (
    Reader("records", records.recognise, records.read, "JSON or JSONL records with a title"),
    Reader("table", table.recognise, table.read, "a first row that names a column 'title', then papers"),
    Reader("atom", atom.recognise, atom.read, "an answer of arXiv's API in Atom with entries"),
    Reader("anthology", anthology.recognise, anthology.read, "XML of the ACL Anthology with papers"),
    Reader("jats", jats.recognise, jats.read, "JATS with articles"),
    Reader("tei", tei.recognise, tei.read, "TEI with a header"),
    Reader("bibtex", bibtex.recognise, bibtex.read, "BibTeX with entries"),
    Reader("ris", ris.recognise, ris.read, "RIS with records from 'TY  - ' on"),
    Reader("listing", listing.recognise, listing.read, "a listing with first lines like 'CLMay 21, 2025'"),
)

FORMATS = tuple(sorted([*(reader.name for reader in READERS), *(layout.name for layout in LAYOUTS)]))
"""What `Document.format` can be; of JSON each layout is one."""


def read(path: Path, *, options: Options | None = None) -> Iterator[Document | Reject]:
    """Yield the documents of a file, or of all files below a folder in the order of their names.

    A record that cannot become a document is a `Reject` in its place, and so is a file of a folder that
    cannot be read; `Reject.file` is relative to `path`. No two documents have the same id: a copy is
    rejected, another text under a used id gets a minted one. Hidden files are passed over.

    Raises SourceError where a file that was named cannot be read, or a folder has no file that can.
    """
    reading = _Reading(options or Options())
    if path.is_dir():
        yield from _read_folder(path, reading)
    else:
        yield from _read_file(path, printable(path.name), reading, place=printable(str(path)))


class _Reading:
    """What holds for all files of one reading: the ids given so far, and what the user wants."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._register = Register()

    def reader(self, head: str) -> Reader | None:
        """Choose a reader by how a text begins."""
        found = next((it for it in READERS if it.recognise(head)), None)
        named = found is None and table.recognises(head, self.options.names)
        return next(it for it in READERS if it.read is table.read) if named else found

    def admit(self, document: Document, where: str) -> Document | str:
        """Give the document under an id of its own, or say whose copy it is."""
        return self._register.admit(cleaned(document) if self.options.clean else document, where)


def _read_folder(folder: Path, reading: _Reading) -> Iterator[Document | Reject]:
    """Hold back rejects until a file can be read: where none can, the folder as a whole is at fault."""
    held: list[Reject] = []
    any_read = False
    for name, path in members(folder):
        try:
            if path.exists() and not path.is_file() and not path.is_dir():
                raise SourceError(f"{name}: a pipe or device; only files of a folder are read")
            for found in _read_file(path, name, reading, place=name):
                any_read = True
                yield from held
                held.clear()
                yield found
        except SourceError as error:
            reject = Reject(name, "", str(error).removeprefix(f"{name}: "))
            if any_read:
                yield reject
            else:
                held.append(reject)
    if not any_read:
        seen = f"; {held[0].file}: {held[0].reason}" if held else ""
        place = printable(str(folder))
        raise SourceError(
            f"{place}: no file that can be read among {len(held)}{seen}; expected {_expected()}"
        )


def _read_file(path: Path, name: str, reading: _Reading, *, place: str) -> Iterator[Document | Reject]:
    """Yield what a file holds; damage in the middle of it is a reject after what could be read."""
    several = name != printable(path.name) or place == name
    count = 0
    with opened(path, place) as text:
        reader = reading.reader(text.head)
        if reader is None:
            raise SourceError(f"{place}: {seems(text.head)}; expected {_expected()}")
        try:
            for record, outcome in reader.read(replace(text, names=reading.options.names)):
                count += 1
                where = f"{name}, {record}" if several else record
                admitted = reading.admit(outcome, where) if isinstance(outcome, Document) else outcome
                yield Reject(name, record, admitted) if isinstance(admitted, str) else admitted
        except SourceError as error:
            if not count:
                raise
            before = "1 record before was" if count == 1 else f"{count} records before were"
            yield Reject(name, "", f"{str(error).removeprefix(f'{place}: ')}; {before} read")
    if not count:
        raise SourceError(f"{place}: holds no record; expected {reader.looks_like}")


def _expected() -> str:
    return f"one of the formats {', '.join(FORMATS)}"
