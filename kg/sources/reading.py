"""A file, a folder or an archive → what became of each record in it, in order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import SourceError
from kg.model import Document, Reject
from kg.sources import joined, packing
from kg.sources.files import HEAD, as_text, members, opened, printable
from kg.sources.found import Found
from kg.sources.identity import Ids
from kg.sources.options import Options, cleaned
from kg.sources.pdf import reader as pdf
from kg.sources.readers import choose
from kg.sources.strangers import seems

_WAY_OUT: Final = "kg sources lists what can be read"


class Seen(NamedTuple):
    """A record's file and place in it, and what became of it; of a file as a whole `record` is empty."""

    file: str
    record: str
    outcome: Document | Reject


def see(paths: Sequence[Path], options: Options) -> Iterator[Seen]:
    """Yield what becomes of each record of files, and of all files of folders and archives.

    Raises SourceError where a file that was named cannot be read, or a folder or archive has none that can.
    """
    reading = _Reading(options)
    for path in paths:
        if path.is_dir():
            yield from reading.several(map(_in_folder, members(path)), printable(str(path)))
        else:
            name, place = printable(path.name), printable(str(path))
            with opened(path, place) as stream:
                yield from reading.file(stream, name, place, several=len(paths) > 1)


class _Member(NamedTuple):
    """A file of a folder or archive: its name, how it is opened, and why it is not."""

    name: str
    opened: Callable[[], AbstractContextManager[io.BufferedReader]]
    fault: str = ""


def _in_folder(member: tuple[str, Path]) -> _Member:
    name, path = member
    special = path.exists() and not path.is_file() and not path.is_dir()
    fault = "a pipe or device; only files of a folder are read" if special else ""
    return _Member(name, lambda: opened(path, name), fault)


def _in_archive(packed: packing.Packed, archive: str) -> _Member:
    name = f"{archive}/{printable(packed.name)}"
    return _Member(name, lambda: packing.unpacked(packed.open(), name), packed.fault)


class _Reading:
    """What holds for all files of one reading: the ids given so far, and what the user wants."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._ids = Ids()

    def several(self, files: Iterable[_Member], place: str) -> Iterator[Seen]:
        """Read file after file; faults are held back until one can be read: else the whole is at fault."""
        held: list[Reject] = []
        any_read = False
        for member in files:
            try:
                if member.fault:
                    raise SourceError(member.fault)
                with member.opened() as stream:
                    for seen in self.file(stream, member.name, member.name, several=True):
                        any_read = True
                        yield from map(_of_file, held)
                        held.clear()
                        yield seen
            except SourceError as error:
                reject = Reject(member.name, "", str(error).removeprefix(f"{member.name}: "))
                if any_read:
                    yield _of_file(reject)
                else:
                    held.append(reject)
        if not any_read:
            first = f"; {held[0].file}: {held[0].reason}" if held else ""
            raise SourceError(f"{place}: no file that can be read among {len(held)}{first}; {_WAY_OUT}")

    def file(
        self, stream: io.BufferedReader, name: str, place: str, *, several: bool = False
    ) -> Iterator[Seen]:
        """Read one file, or the files in it."""
        if packing.is_zip(stream):
            yield from self._archive(stream, name, place)
        else:
            yield from self._records(stream, name, place, several)

    def _archive(self, stream: io.BufferedReader, name: str, place: str) -> Iterator[Seen]:
        if not stream.seekable():
            raise SourceError(f"{place}: an archive within a packed file; unpack it")
        packed = packing.zip_members(stream, name)
        yield from self.several((_in_archive(member, name) for member in packed), place)

    def _records(self, stream: io.BufferedReader, name: str, place: str, several: bool) -> Iterator[Seen]:
        if pdf.recognise(stream.peek(HEAD)[:HEAD]):
            pages = pdf.read(stream, place)
            yield from self._seen(pages, name, place, several=several, expected=pdf.LOOKS_LIKE)
            return
        with as_text(stream, place) as text:
            named = replace(text, names=self._options.names)
            reader = choose(text.head, names=self._options.names)
            records = joined.search(named) if reader is None else joined.read(named, reader)
            if reader is None:
                first = next(records, None)
                if first is None:
                    raise SourceError(f"{place}: {seems(text.head, self._options.names)}; {_WAY_OUT}")
                records = chain([first], records)
            expected = reader.looks_like if reader else ""
            yield from self._seen(records, name, place, several=several, expected=expected)

    def _seen(
        self, records: Iterable[Found], name: str, place: str, *, several: bool, expected: str
    ) -> Iterator[Seen]:
        """Tell what becomes of each record; damage among them is a reject after what could be read."""
        count = 0
        try:
            for record, outcome in records:
                count += 1
                where = f"{name}, {record}" if several else record
                admitted = self._admit(outcome, where) if isinstance(outcome, Document) else outcome
                told = Reject(name, record, admitted) if isinstance(admitted, str) else admitted
                yield Seen(name, record, told)
        except SourceError as error:
            if not count:
                raise
            before = "1 record before was" if count == 1 else f"{count} records before were"
            yield _of_file(Reject(name, "", f"{str(error).removeprefix(f'{place}: ')}; {before} read"))
        if not count:
            raise SourceError(f"{place}: holds no record; expected {expected}")

    def _admit(self, document: Document, where: str) -> Document | str:
        """Give the document under an id of its own, or say whose copy it is."""
        return self._ids.admit(cleaned(document) if self._options.clean else document, where)


def _of_file(reject: Reject) -> Seen:
    return Seen(reject.file, "", reject)
