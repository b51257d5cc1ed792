"""A PDF on standard input → the lines of its pages as JSON on standard output; a program of its own.

Damaged and hostile files can take a reader of pages down, or keep it busy for ever. So it runs alone, with
limits of memory and time that it sets itself (`reader.py` sees to the clock), and imports nothing of ours.
The first line tells of the file, each one after it of a page; a line with `fault` is the last.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

MEMORY_BYTES = 1 << 30
SECONDS = 60
MOST_PAGES = 1_000
MOST_CHARACTERS = 5_000_000
MOST_LINES = 200_000

RAISED = "\x0e"
"""Stands before each character that is set small and high, as marks of notes and exponents are."""

_SHARE = 0.15
_BOLD = re.compile(rb"bold|black|heavy|demi|medi(?!um)|cmb|sfbx|bx\d", re.I)
_BOLD_WEIGHT = 700
_WIDE = 1.2
"""Sizes of a gap that is none between words: there is a gutter or a table's rule."""

_NEW_LINE = "\r\n"
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_DAMAGED = "a PDF that is damaged or cut short; copy or fetch the file again"
_FAULTS = {
    4: "a PDF that is encrypted; save it without a password",
    5: "a PDF that is encrypted in a way of its own; save it without",
}


class _Glyph(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float
    number: int


def main() -> None:
    """Write what standard input holds; a fault is told, never raised."""
    _limit()
    try:
        for told in _told(sys.stdin.buffer.read()):
            _write(told)
    except MemoryError:
        _write({"fault": f"a PDF that takes over {MEMORY_BYTES >> 20:,} MiB to read; split it"})


def _write(told: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock is the only limit
        return
    for kind, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
            resource.setrlimit(kind, (limit, limit))


def _told(data: bytes) -> Iterator[dict[str, object]]:
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    held = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(held, len(data), None)
    if not document:
        yield {"fault": _FAULTS.get(pdfium.FPDF_GetLastError(), _DAMAGED)}
        return
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        yield {"fault": f"a PDF of {count:,} pages; a paper has no more than {MOST_PAGES:,}, split it"}
        return
    yield {"title": _meta(pdfium, document, b"Title"), "author": _meta(pdfium, document, b"Author")}
    characters = lines = 0
    for number in range(count):
        page = _page(pdfium, document, number)
        characters += page.pop("characters", 0)
        lines += len(page["lines"])
        if characters > MOST_CHARACTERS or lines > MOST_LINES:
            yield {"fault": f"a PDF of over {MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines; split it"}
            return
        yield page


def _meta(pdfium: Any, document: Any, tag: bytes) -> str:
    size = pdfium.FPDF_GetMetaText(document, tag, None, 0)
    held = ctypes.create_string_buffer(min(size, 1 << 16))
    pdfium.FPDF_GetMetaText(document, tag, held, len(held))
    return held.raw.decode("utf-16-le", "replace").partition("\0")[0]


def _page(pdfium: Any, document: Any, number: int) -> dict[str, Any]:
    """Read a page; one that is damaged has no lines."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    told: dict[str, Any] = {"width": 0.0, "height": 0.0, "lines": [], "turned": ""}
    if text:
        told |= {"width": pdfium.FPDF_GetPageWidthF(page), "height": pdfium.FPDF_GetPageHeightF(page)}
        told["characters"] = count = pdfium.FPDFText_CountChars(text)
        if count <= MOST_CHARACTERS:
            told["lines"], told["turned"] = _lines(pdfium, text, count)
        pdfium.FPDFText_ClosePage(text)
    if page:
        pdfium.FPDF_ClosePage(page)
    return told


def _lines(pdfium: Any, text: Any, count: int) -> tuple[list[list[object]], str]:
    """Give the lines in the order of the file, and what is written along the margin."""
    found: list[list[_Glyph]] = [[]]
    turned: list[str] = []
    for glyph in _glyphs(pdfium, text, count, turned):
        if glyph is None or (found[-1] and _apart(found[-1], glyph)):
            found.append([])
        if glyph is not None:
            found[-1].append(glyph)
    lines = [[*_line(glyphs), _bold(pdfium, text, glyphs)] for glyphs in found if _inked(glyphs)]
    return lines, _whole("".join(turned))


def _glyphs(pdfium: Any, text: Any, count: int, turned: list[str]) -> Iterator[_Glyph | None]:
    """Yield the characters of a page, None where a line ends."""
    box, x, y, matrix = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(count):
        character = chr(min(pdfium.FPDFText_GetUnicode(text, index), sys.maxunicode))
        if character in _NEW_LINE and pdfium.FPDFText_IsGenerated(text, index):
            yield None
            continue
        if not (
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            and pdfium.FPDFText_GetMatrix(text, index, matrix)
            and pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        ):
            continue
        character = "-" if character == _HYPHEN else character
        if abs(matrix.b) > abs(matrix.a):
            turned.append(character)
            continue
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield _Glyph(character, box.left, box.right, y.value, size, index)


def _apart(glyphs: list[_Glyph], glyph: _Glyph) -> bool:
    """Tell whether a character begins another line: far to the right, to the left, above or below."""
    last = next((it for it in reversed(glyphs) if not it.text.isspace()), glyphs[-1])
    size = max(last.size, glyph.size, 1.0)
    if glyph.text.isspace():
        return False
    beside = -size < glyph.left - last.right < _WIDE * size
    return not beside or abs(glyph.base - last.base) > 0.8 * size


def _inked(glyphs: list[_Glyph]) -> list[_Glyph]:
    return [it for it in glyphs if not it.text.isspace()]


def _line(glyphs: list[_Glyph]) -> list[object]:
    """Give a line as its text, left, right, base and size."""
    inked = _inked(glyphs)
    sizes = Counter(round(it.size, 1) for it in inked)
    # The large letters of small capitals count, a letter that is set larger than a line does not.
    size = max(it for it, count in sizes.items() if count >= _SHARE * len(inked))
    base = median(it.base for it in inked if it.size >= 0.75 * size)
    written = _whole("".join(_raised(it, base, size) + it.text for it in glyphs))
    return [written, min(it.left for it in inked), max(it.right for it in inked), base, size]


def _bold(pdfium: Any, text: Any, glyphs: list[_Glyph]) -> bool:
    """Tell by the name of its font whether most of a line is bold; weights are guesses of PDFium's."""
    inked = _inked(glyphs)
    index = inked[len(inked) // 2].number
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    if pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags) <= len(name) and name.value:
        return _BOLD.search(name.value) is not None
    return bool(pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT)


def _whole(text: str) -> str:
    """Join the halves of characters that PDFium gives as two (UTF-16); half a one is none."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _raised(glyph: _Glyph, base: float, size: float) -> str:
    small = glyph.size < 0.85 * size and not glyph.text.isspace()
    return RAISED if small and glyph.base > base + 0.15 * size else ""


if __name__ == "__main__":
    main()
