"""Packed bytes (gzip, zstd, zip) → the bytes within, as long as they are in proportion to the packed ones.

Nothing is written to disk, so that a member's name can do no harm; one that leads out of the archive is told.
"""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol

from kg.errors import SourceError

BUFFER = 1 << 16

LARGEST_RATIO = 250
"""Bytes for one packed byte; text is packed five to twenty times, its own repetitions perhaps a hundred."""

FREE = 1 << 26
"""Bytes that may be unpacked whatever the proportion."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 2048  # packed bytes at a time: of zstd's each may stand for 32,000
_OFFICE = frozenset({"[Content_Types].xml", "META-INF/manifest.xml"})
_FROM_OFFICE = "save a table as CSV, a text as PDF or HTML"
_AGAIN = "copy or fetch the file again"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file within an archive: its name, and a stream of its bytes or why there is none."""

    name: str
    open: Callable[[], io.BufferedReader]
    fault: str = ""


class _Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Budget:
    """How much has been unpacked of a file, or of all files of an archive, and how much may be."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed = packed
        self._total = 0

    def spend(self, count: int, place: str) -> None:
        """Count bytes; raise SourceError where they are out of all proportion."""
        self._total += count
        if self._total > FREE and self._total > LARGEST_RATIO * self._packed():
            raise SourceError(
                f"{place}: unpacks to over {LARGEST_RATIO} times its size, as no paper does; "
                "unpack it yourself if it is sound"
            )


class _Measured(io.RawIOBase):
    """A stream that counts what was unpacked, and tells damage as all errors are told."""

    def __init__(self, source: _Source, kind: str, place: str, budget: _Budget) -> None:
        self._source, self._kind, self._place, self._budget = source, kind, place, budget
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.total += len(chunk)
        self._budget.spend(len(chunk), self._place)
        return len(chunk)

    def _read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except (gzip.BadGzipFile, zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise SourceError(
                f"{self._place}: the {self._kind} stream is damaged or cut short; {_AGAIN}"
            ) from error
        except NotImplementedError as error:
            raise SourceError(f"{self._place}: {error}; pack it with deflate") from error


class _Zstd:
    """Zstandard's frames one after another; unlike the library's own stream it tells a frame that is cut."""

    def __init__(self, raw: io.BufferedReader, place: str) -> None:
        import zstandard

        self._start = zstandard.ZstdDecompressor
        self._error = zstandard.ZstdError
        self._raw, self._place = raw, place
        self._frame = self._start().decompressobj()
        self._any = False
        self._rest = b""

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes; what stands before damage comes before the error does."""
        while len(self._rest) < size and (packed := self._raw.read(_CHUNK)):
            try:
                self._unpack(packed)
            except self._error as error:
                raise EOFError(str(error)) from error
        if not self._rest and self._any and not self._frame.eof:
            raise EOFError
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk

    def _unpack(self, packed: bytes) -> None:
        while packed:
            if self._frame.eof:
                self._frame = self._start().decompressobj()
            self._any = True
            self._rest += self._frame.decompress(packed)
            packed = self._frame.unused_data if self._frame.eof else b""


def unpacked(raw: io.BufferedReader, place: str) -> io.BufferedReader:
    """Give the bytes within a gzip or zstd stream; all else comes back as it is."""
    start = raw.peek(len(_ZSTD))
    if start.startswith(_GZIP):
        return _measured(gzip.GzipFile(fileobj=raw, mode="rb"), "gzip", place, raw)
    if start.startswith(_ZSTD):
        return _measured(_Zstd(raw, place), "zstd", place, raw)
    return raw


def is_zip(raw: io.BufferedReader) -> bool:
    """Tell a zip archive by its first bytes."""
    return raw.peek(len(_ZIPS[0])).startswith(_ZIPS)


def zip_members(raw: io.BufferedReader, place: str) -> Iterator[Packed]:
    """Yield the files of a zip archive in the order of their names; hidden ones are passed over.

    Raises SourceError where the archive's directory cannot be read.
    """
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(f"{place}: the zip archive is damaged or cut short; {_AGAIN}") from error
    if _OFFICE.intersection(archive.namelist()):
        raise SourceError(f"{place}: a workbook or document of an office program; {_FROM_OFFICE}")
    raw.seek(0, io.SEEK_END)
    size = raw.tell()
    budget = _Budget(lambda: size)  # one for all: an archive may hold a small bomb many times
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        parts = info.filename.replace("\\", "/").split("/")
        if info.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
            continue
        yield Packed(info.filename, _opener(archive, info, place, budget), _fault(info, parts))


def _fault(info: zipfile.ZipInfo, parts: list[str]) -> str:
    if ".." in parts or not parts[0] or ":" in parts[0]:
        return "a path that leads out of the archive; pack it anew"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link; only files of an archive are read"
    if info.flag_bits & 1:
        return "encrypted; pack it without a password"
    return ""


def _opener(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, budget: _Budget
) -> Callable[[], io.BufferedReader]:
    where = f"{place}/{info.filename}"

    def opened() -> io.BufferedReader:
        budget.spend(0, where)
        try:
            member: IO[bytes] = archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise SourceError(f"{where}: {error}; pack it anew, with deflate") from error
        return io.BufferedReader(_Measured(member, "zip", where, budget), BUFFER)

    return opened


def _measured(source: _Source, kind: str, place: str, raw: io.BufferedReader) -> io.BufferedReader:
    inner = raw.raw
    packed = (lambda: inner.total) if isinstance(inner, _Measured) else raw.tell
    return io.BufferedReader(_Measured(source, kind, place, _Budget(packed)), BUFFER)
