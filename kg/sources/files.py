"""A file or folder → its members, and each member's text line by line, whatever its compression and encoding.

A text keeps every character of its file. Bytes that are no UTF-8 travel as surrogates (PEP 383) until the
line or record that holds them is known; `mend` then reads just those bytes as Windows-1252, and says so.
"""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.sources import packing
from kg.sources.found import Rest

HEAD = 1 << 16
"""Bytes looked at to tell what a file is."""

LONGEST_LINE = 1 << 26
"""Characters of a line; a longer one is no record but a damaged or hostile file."""

LONGEST_TEXT = 1 << 28
"""Characters of a text that must be read whole."""

_FEW = 8
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")


def _none(_line: str) -> bool:
    return False


class Line(NamedTuple):
    """A line without its end; `whole` is false where it was longer than `LONGEST_LINE` and is cut."""

    number: int
    text: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """An open text: `head` has been looked at and is still to be read."""

    head: str
    stream: io.TextIOBase
    place: str
    names: Mapping[str, str] = field(default_factory=dict)
    """What the user calls a field → what we call it."""
    opens: Callable[[str], bool] = _none
    """Tells whether a line opens a record or file of another format."""
    passed: list[Rest] = field(default_factory=list)
    """What a reader has passed over, for others to look at."""

    def lines(self) -> Iterator[Line]:
        """Yield the lines that remain, without line feed, carriage return and the mark of a joined file."""
        number = 0
        while line := self._read(LONGEST_LINE):
            number += 1
            if line.endswith("\n") or len(line) < LONGEST_LINE:
                yield Line(number, line.removesuffix("\n").removesuffix("\r").removeprefix("\ufeff"))
            else:
                self._skip_line()
                yield Line(number, line, whole=False)

    def own_lines(self, begins: Callable[[str], object]) -> Iterator[Line]:
        """Yield the lines that remain; from one on that opens another format they are passed over.

        That ends with a line that `begins` tells to be of the reader's own format again.
        """
        other: list[Line] = []
        for line in self.lines():
            if other and begins(line.text):
                self._pass_over(other)
                other = []
            if other or self.opens(line.text):
                other.append(line)
            else:
                yield line
        self._pass_over(other)

    def lines_of_any_end(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that remain with their numbers; a lone carriage return, as of old, ends one too."""
        number = 0
        for line in self.lines():
            for one in line.text.split("\r"):
                number += 1
                yield number, one.lstrip("\ufeff")

    def whole(self) -> str:
        """Read all that remains.

        Raises SourceError where that is more than `LONGEST_TEXT`.
        """
        parts = []
        total = 0
        while part := self._read(LONGEST_LINE):
            total += len(part)
            if total > LONGEST_TEXT:
                limit = f"{LONGEST_TEXT:,} characters"
                raise SourceError(f"{self.place}: one text of over {limit}; split it")
            parts.append(part)
        return "".join(parts)

    def _pass_over(self, lines: list[Line]) -> None:
        if lines:
            self.passed.append(Rest(lines[0].number, "\n".join(line.text for line in lines)))

    def _skip_line(self) -> None:
        while (part := self._read(LONGEST_LINE)) and not part.endswith("\n"):
            continue

    def _read(self, limit: int) -> str:
        try:
            return self.stream.readline(limit)
        except (OSError, UnicodeError) as error:
            raise SourceError(f"{self.place}: {_fact(error)}; copy or fetch the file again") from error


def members(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file below `folder` with its name relative to it, sorted; hidden ones (`.x`) are left out.

    So are graphs that were built there: they are made of papers, and no source of them. A folder that is
    linked or cannot be listed comes as a member too, so that opening it tells.
    """
    found: list[tuple[tuple[str, ...], Path]] = []

    def note(error: OSError) -> None:
        path = Path(os.fsdecode(error.filename))
        found.append((path.relative_to(folder).parts, path))

    for where, folders, names in os.walk(folder, onerror=note):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not is_built(Path(where, name))
        ]
        linked = [name for name in folders if Path(where, name).is_symlink()]
        paths = [Path(where, name) for name in (*names, *linked) if not name.startswith(".")]
        found += [(path.relative_to(folder).parts, path) for path in paths]
    for parts, path in sorted(found):
        yield printable("/".join(parts)), path


def is_built(folder: Path) -> bool:
    """Tell whether `kg build` made what a folder holds."""
    return (folder / ".lock").is_file() and (folder / "builds").is_dir()


def printable(name: str) -> str:
    """Write a file's name so that any output can hold it: bytes that are no UTF-8 become `\\xff`.

    >>> printable("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@contextmanager
def opened(path: Path, place: str) -> Iterator[io.BufferedReader]:
    """Open a file's bytes; gzip and zstd are unpacked.

    Raises SourceError, which begins with `place`, where the file cannot be opened.
    """
    if path.is_dir():
        raise SourceError(
            f"{place}: a folder that is linked or cannot be listed; name it as an input of its own"
        )
    try:
        raw: io.BufferedReader = io.BufferedReader(io.FileIO(path), packing.BUFFER)
    except (OSError, ValueError) as error:
        raise SourceError(f"{place}: {_fact(error)}; check the path") from error
    with raw:
        try:
            yield packing.unpacked(raw, place)
        except OSError as error:
            raise SourceError(f"{place}: {_fact(error)}; copy or fetch the file again") from error


@contextmanager
def as_text(stream: io.BufferedReader, place: str) -> Iterator[Text]:
    """Take bytes as text: byte order marks are obeyed, all else is taken as UTF-8.

    Raises SourceError, which begins with `place`, where there is nothing, or no text.
    """
    head = stream.peek(HEAD)[:HEAD]
    encoding = _encoding(head)
    if encoding == "utf-8-sig" and b"\0" in head:
        raise SourceError(
            f"{place}: a binary file; expected text or PDF, plain or packed with gzip, zstd or zip"
        )
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    beginning = head.decode(encoding, "replace")
    if not beginning.strip():
        raise SourceError(f"{place}: the file is empty; expected papers")
    with io.TextIOWrapper(stream, encoding, errors, newline="\n") as text:
        yield Text(beginning, text, place)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Read what was no UTF-8 as Windows-1252; return the text and, if there was any, a doubt that says so.

    >>> mend("caf\\udce9")
    ('café', ('1 byte that is no UTF-8 was read as Windows-1252',))
    """
    if text.isascii():
        return text, ()
    mended, count = _ESCAPED.subn(_western, text)
    if not count:
        return text, ()
    bytes_were = "1 byte that is no UTF-8 was" if count == 1 else f"{count} bytes that are no UTF-8 were"
    return mended, (f"{bytes_were} read as Windows-1252",)


def _western(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")  # five bytes that Windows-1252 leaves without a meaning


def _encoding(head: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    return marked or _sixteen_bits(head) or "utf-8-sig"


def _sixteen_bits(head: bytes) -> str:
    """Tell UTF-16 without a mark: most of each second byte are zero, none of the others."""
    half = len(head) // 2
    if half < _FEW:
        return ""
    for encoding, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if 2 * zeros.count(0) > half and not letters.count(0):
            return encoding
    return ""


def _fact(error: Exception) -> str:
    """What the error says, without the path that the operating system adds."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
