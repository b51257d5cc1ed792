"""A text in XML → its record elements one after another, in memory that does not grow with the file.

Nothing is fetched, no DTD is read, no entity is expanded: a file that declares its own entities is refused.
HTML's named entities, a bare `&` and control characters, which many programs write, are read as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import chain
from typing import NamedTuple, cast

from lxml import etree

from kg.errors import SourceError
from kg.sources.files import Text, mend
from kg.sources.found import Rest
from kg.text.cleaning import one_line

LARGEST_RECORD = 1 << 25
"""Characters of one record and what stands before it."""

_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]+)""")
_SINGLE_BYTES = re.compile(
    r"(?:iso-?8859-|latin-?|windows-12|cp12|gb|big5|euc-|shift_?jis|koi8-)[\w-]*", re.I
)
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_AMPERSAND = re.compile(r"&(#\d+;|#x[0-9A-Fa-f]+;|[A-Za-z][A-Za-z0-9]*;)?")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[|\]\]>)")
_MARKED = re.compile(r"&|<!\[CDATA\[|\]\]>")
_BEGINS = re.compile(r"(?=<\?xml\s)")
_LONGEST_END = 200
_DAMAGED = "cut in half, or damaged"
_ENDED = "Extra content at the end of the document"
_ENTITIES = "declares XML entities, which are never expanded here; save it without them"
_FACT = re.compile(r", line \d+, column \d+.*$", re.S)


class Root(NamedTuple):
    """A document's outermost element, without its prefix, and whether entities are declared before it."""

    name: str
    declares_entities: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An element that has been read to its end, its place, and what had to be mended since the last one."""

    element: etree._Element
    place: str
    doubts: tuple[str, ...]


def root(head: str) -> Root | None:
    """Tell the outermost element of a text in XML (or HTML) from its beginning, else None."""
    at = 1 if head.startswith("\ufeff") else 0
    start = at
    while skipped := _SKIPPED.match(head, at):
        at = skipped.end()
    found = _ROOT.match(head, at)
    return Root(found[1].rpartition(":")[2], "<!ENTITY" in head[start:at].upper()) if found else None


def of_first(head: str) -> str:
    """Give a beginning up to the end of its outermost element, behind which others may have been joined."""
    outermost = root(head)
    end = re.search(rf"</(?:[\w.-]+:)?{re.escape(outermost.name)}\s*>", head) if outermost else None
    return head[: end.end()] if end else head


def parts(text: Text, *names: str) -> Iterator[Part]:
    """Yield each element of these names; it is emptied as soon as the next is asked for.

    Raises SourceError where the text declares entities or is no XML from some place on.
    """
    outermost = root(text.head)
    if outermost is not None and outermost.declares_entities:
        raise SourceError(f"{text.place}: {_ENTITIES}")
    parser, before = _parser(names), 0
    lines = _Lines(text)
    fed = 0
    joined = False
    for number, line in chain(_documents(lines, outermost.name if outermost else ""), [(0, None)]):
        fed += len(line or "")
        if fed > LARGEST_RECORD:
            raise SourceError(
                f"{text.place}: one record of over {LARGEST_RECORD:,} characters; split the file"
            )
        if joined and line is not None and "<!ENTITY" in line.upper():
            raise SourceError(f"{text.place}: {_ENTITIES}")
        damage = _feed(parser, line, before)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                fed = 0
                yield Part(element, f"line {before + cast(int, element.sourceline)}", lines.doubts())
                element.clear()
        if damage and _ENDED in damage and outermost is not None:
            text.passed.append(Rest(number + 1, lines.behind(outermost.name), f"{damage}; {_DAMAGED}"))
            return
        if damage:
            raise SourceError(f"{text.place}: {damage}; {_DAMAGED}")
        if line is None:
            parser, before, joined = _parser(names), number, True


def _parser(names: Iterable[str]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )


def _documents(lines: Iterable[str], outermost: str) -> Iterator[tuple[int, str | None]]:
    """Yield numbered lines, and None between two documents in a file that was joined of several."""
    ends = re.compile(rf"</(?:[\w.-]+:)?{re.escape(outermost)}\s*>\s*$")
    ended = False
    for number, line in enumerate(lines):
        for part in filter(None, _BEGINS.split(line)):
            if ended and part.startswith("<?xml"):
                yield number, None
            yield number, part
            if not part.isspace():
                ended = ends.search(part[-_LONGEST_END:]) is not None


def _feed(parser: etree.XMLPullParser, line: str | None, before: int) -> str:
    """Hand a line on, or the end; say what is wrong, for what was whole before is still to be had."""
    try:
        if line is None:
            parser.close()
        else:
            parser.feed(line.encode())
    except etree.XMLSyntaxError as error:
        where = f"line {error.lineno + before}: " if error.lineno else ""
        return f"{where}no XML from here on ({_FACT.sub('', str(error.msg))})"
    return ""


def _is_allowed(number: str) -> bool:
    """Tell whether XML 1.0 has the character that `#31` or `#x1F` names."""
    digits = number.strip("#;")
    code = int(digits[1:] or "0", 16) if digits[:1] in "xX" else int(digits or "0")
    return code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000


class _Lines:
    """The lines of a text, mended so that a strict parser takes them."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._written = text.lines()
        self._last = ""
        declared = _DECLARED.match(text.head.lstrip("\ufeff"))
        self._encoding = declared[1] if declared and _SINGLE_BYTES.fullmatch(declared[1]) else ""
        self._in_cdata = False
        self._doubts: dict[str, None] = {}

    def doubts(self) -> tuple[str, ...]:
        """Give what was mended since the last time."""
        doubts = tuple(self._doubts)
        self._doubts.clear()
        return doubts

    def __iter__(self) -> Iterator[str]:
        for line in self._written:
            self._last = line.text
            if not line.whole:
                raise SourceError(
                    f"{self._text.place}: line {line.number} is longer than {len(line.text):,} characters"
                )
            yield self._mended(self._decoded(line.text)) + "\n"

    def behind(self, outermost: str) -> str:
        """Give all that remains behind the end of the outermost element, in the last line or before it."""
        ends = list(re.finditer(rf"</(?:[\w.-]+:)?{re.escape(outermost)}\s*>", self._last))
        last = self._last[ends[-1].end() :] if ends else self._last
        return "\n".join([last, *(line.text for line in self._written)])

    def _decoded(self, line: str) -> str:
        if not self._encoding or line.isascii():
            return self._noted(*mend(line))
        try:
            return line.encode("utf-8", "surrogateescape").decode(self._encoding, "replace")
        except LookupError:
            return self._noted(*mend(line))

    def _noted(self, line: str, doubts: tuple[str, ...]) -> str:
        self._doubts.update(dict.fromkeys(doubts))
        return line

    def _mended(self, line: str) -> str:
        if _CONTROL.search(line):
            self._doubts["control characters, which XML refuses, were left out"] = None
            line = _CONTROL.sub("", line)
        return "".join(map(self._piece, _CDATA.split(line))) if _MARKED.search(line) else line

    def _piece(self, piece: str) -> str:
        if _CDATA.fullmatch(piece):
            self._in_cdata = piece != "]]>"
        return piece if self._in_cdata else _AMPERSAND.sub(self._reference, piece)

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1] or ""
        if name.startswith("#") and not _is_allowed(name):
            self._doubts["control characters, which XML refuses, were left out"] = None
            return ""
        if name.startswith("#") or name in _OF_XML:
            return match[0]
        if name in html5:
            return html5[name]
        self._doubts["a bare & was read as &amp;"] = None
        return f"&amp;{name}"


_BLOCK_NAMES = "p sec title list-item list label div head item lb br"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
APART = "\x1e"
"""Stands in a text for what is set apart in it and skipped: formulas, tables, figures."""
_SET_APART = frozenset({"disp-formula", "formula", "fig", "figure", "table-wrap", "table"})


def inner_text(element: etree._Element, *, skip: frozenset[str] = frozenset()) -> str:
    """Give all text of an element, a blank line between paragraphs; comments and `skip` are left out."""
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            name = local_name(node)
            if name in skip and node is not element:
                walker.skip_subtree()
                pieces += APART if name in _SET_APART else ""
            else:
                pieces.append(("\n\n" if name in _BLOCKS else "") + (node.text or ""))
            continue
        end = "\n\n" if event == "end" and local_name(node) in _BLOCKS else ""
        pieces.append(end + ((node.tail or "") if node is not element else ""))
    return "".join(pieces)


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def first(element: etree._Element | None, path: str) -> etree._Element | None:
    """Find the first descendant by a path of local names (`analytic/author`), else None."""
    return next(every(element, path), None)


def every(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """Find all descendants by a path of local names; a path that starts with `//` looks at every depth."""
    if element is not None:
        deep = path.startswith("//")
        steps = "/".join(f"{{*}}{name}" for name in path.lstrip("/").split("/"))
        yield from element.iterfind(f".//{steps}" if deep else steps)


def text_of(element: etree._Element | None, path: str) -> str:
    """Give the text of the first descendant by a path on one line, empty where there is none."""
    found = first(element, path)
    return one_line(inner_text(found)) if found is not None else ""


def texts_of(element: etree._Element | None, path: str) -> list[str]:
    """Give the texts of all descendants by a path, each on one line."""
    return [one_line(inner_text(one)) for one in every(element, path)]
