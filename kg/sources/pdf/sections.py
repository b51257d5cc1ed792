"""Lines in order of reading → sections with paragraphs; tables, notes, references, thanks are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.sources.headings import ABSTRACT, FIRST, KEYWORDS, LEFT_OUT, REFERENCES
from kg.sources.pdf.layout import Line
from kg.sources.pdf.pages import RAISED
from kg.text.cleaning import one_line

_OTHERS = frozenset(
    {"related work", "background", "method", "methods", "methodology", "experiments", "results", "discussion"}
    | {"evaluation", "conclusion", "conclusions", "limitations", "appendix", "ethics statement"}
    | {"ethical considerations", "broader impact", "broader impacts", "impact statement", "reproducibility"}
    | {"reproducibility statement", "data availability", "code availability"}
)
_KNOWN = ABSTRACT | KEYWORDS | FIRST | LEFT_OUT | _OTHERS
_AFTER = re.compile(r"(?:appendi|supplement)|(?:[A-Z]\.?|[A-Z]\.\d+) (?=[A-Z])", re.I)
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.?|[A-H](?:\.\d{1,2})*\.?)[ \t]+(?=[^\W\d_])")
_INLINE = re.compile(
    r"(abstract|summary|key ?words(?: and phrases)?|index terms)[ \t]*[-—–:.]+[ \t]*(?=\S)", re.I
)
_SPACED = re.compile(r"(?:[^\W\d_] ){4,}[^\W\d_]")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|tab(?:le|\.)|algorithm|listing)\s*(?:[A-Z]?\d+[a-z]?|[IVX]+)\s*(?:[:.|(]|$)", re.I
)
_ENDED = re.compile(r"[.!?:。！？][\"'”’)\]]*$")
_SENTENCE = re.compile(r"[.!?]\s+\S")
_LETTER = re.compile(r"[^\W\d_]")
_NOTE = re.compile(rf"(?:{RAISED}.)+")
_FIGURE = re.compile(r"(?:^|\s)\d+[.,]\d+\s*%?$")
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)\]\"'”’])$")
_LONGEST_HEADING = 90
_FEW = 2  # of a paper that numbers more headings than these, one without a number is a label
_ONE_SIZE = 0.06
_SMALLEST_CAPTION = 0.75


class Heading(NamedTuple):
    """A heading's words without its number, in small letters, and what stands behind it on the line."""

    name: str = ""
    rest: str = ""
    numbered: bool = False


class Section(NamedTuple):
    """A section: its heading's name, the heading without its number, which is no figure, its paragraphs."""

    name: str
    heading: str
    paragraphs: list[str]


def heading_of(line: Line, size: float) -> Heading:
    """Tell what heading a line is in a text of that size, if it is one."""
    text = _without_spaces(one_line(_NOTE.sub("", line.text)))
    if inline := _INLINE.match(text):
        name = inline[1].casefold()
        return Heading("keywords" if name not in ABSTRACT else name, text[inline.end() :])
    bare = _unnumbered(text)
    numbered = bare != text
    name = bare.casefold().strip(" .:")
    begins = text[:1].isupper() or numbered
    if name in _KNOWN and begins and not text.endswith("."):
        return Heading(name, numbered=numbered)
    larger = line.size > 1.08 * size
    capitals = bare.isupper() and (numbered or len(bare.split()) > 1)
    shown = larger or (line.size > 0.98 * size and (line.bold or capitals))
    fits = len(text) <= _LONGEST_HEADING and _LETTER.search(bare) and not _SENTENCE.search(bare)
    whole = text[-1:] not in {".", ",", ";", ":"} and len(line.parts) < 3 and not _CAPTION.match(text)
    return Heading(name, numbered=numbered) if shown and fits and begins and whole else Heading()


def sections_of(lines: Sequence[Line], size: float) -> Iterator[Section]:
    """Cut the lines of a text of that size at its headings; those of references and thanks are left out."""
    found_all = [heading_of(line, size) for line in lines]
    numbered = sum(found.numbered for found in found_all) > _FEW
    name, heading, held = "", "", list[Line]()
    last: Line | None = None
    for line, found in zip(lines, found_all, strict=True):
        other = numbered and not found.numbered and found.name not in _KNOWN
        if not found.name or other or (name in REFERENCES and not _goes_on(line, found)):
            held.append(line)
            continue
        if last and not held and _goes_over(last, line, found):
            heading = f"{heading}\n{line.text}"
        else:
            yield from _section(name, heading, held)
            name, heading, held = found.name, "" if found.rest else _unnumbered(line.text), []
        if found.rest:
            held.append(replace(line, text=found.rest))
        last = line
    yield from _section(name, heading, held)


def lowered(text: str) -> str:
    """Take the marks of notes out of a text, and write exponents as `10^6`.

    >>> lowered("our library\x0e2 has 10\x0e6 lines")
    'our library has 10^6 lines'
    """
    pieces = []
    at = 0
    for mark in _NOTE.finditer(text):
        before = text[at : mark.start()].rstrip()
        raised = mark[0].replace(RAISED, "").strip()
        note = not before or _BEFORE_NOTE.search(before) or not raised.isalnum()
        pieces += [before, "" if note else f"^{raised}"]
        at = mark.end()
    return "".join([*pieces, text[at:]])


def _unnumbered(text: str) -> str:
    return _NUMBER.sub("", one_line(text), count=1)


def _without_spaces(text: str) -> str:
    """`A B S T R A C T`, as some journals set it."""
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text


def _goes_on(line: Line, found: Heading) -> bool:
    """Tell whether the paper goes on with this heading after its references, as appendices do."""
    return found.name in _OTHERS or bool(_AFTER.match(one_line(line.text)))


def _goes_over(last: Line, line: Line, found: Heading) -> bool:
    """Tell whether a heading goes on in this line."""
    same = last.size == line.size and last.bold == line.bold and 0 < last.base - line.base < 1.6 * line.size
    return same and found.name not in _KNOWN and not found.rest and not _NUMBER.match(line.text)


def _section(name: str, heading: str, lines: Sequence[Line]) -> Iterator[Section]:
    if name not in LEFT_OUT and (heading or lines):
        listed = name in KEYWORDS  # as table cells are, but they are none
        yield Section(name, heading, ["\n".join(it.text for it in lines)] if listed else _paragraphs(lines))


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join lines to paragraphs, whatever table or page stands between; captions come last."""
    size = _own_size(lines)
    paragraphs: list[list[str]] = []
    captions: list[str] = []
    last: Line | None = None
    for block in _texts(list(_blocks(lines)), size):
        if _CAPTION.match(block[0].text):
            captions.append("\n".join(line.text for line in block))
            continue
        for number, line in enumerate(block):
            if last is None or (_ENDED.search(last.text) and (not number or _is_indented(last, line))):
                paragraphs.append([])
            paragraphs[-1].append(line.text)
            last = line
    return ["\n".join(paragraph) for paragraph in paragraphs] + captions


def _texts(blocks: Sequence[list[Line]], size: float) -> Iterator[list[Line]]:
    """Leave out notes, tables and the heads of tables, which stand right above them."""
    tables = [_is_table(block) for block in blocks]
    for number, block in enumerate(blocks):
        if _CAPTION.match(block[0].text):
            kept = block[0].size > _SMALLEST_CAPTION * size
        else:
            head = len(block) == 1 and not _ENDED.search(block[0].text) and any(tables[number + 1 :][:1])
            kept = _one_size(block[0].size, size) and not tables[number] and not head
        if kept:
            yield block


def _own_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut lines where the next one is of another size, or does not stand right below."""
    block: list[Line] = []
    for line in lines:
        if block and not (_one_size(line.size, block[-1].size) and _is_below(line, block[-1])):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _one_size(size: float, other: float) -> bool:
    return abs(size - other) <= _ONE_SIZE * other


def _is_below(line: Line, last: Line) -> bool:
    return line.page == last.page and -0.5 * last.size < last.base - line.base < 1.6 * last.size


def _is_indented(last: Line, line: Line) -> bool:
    return 0.5 * line.size < line.left - last.left < 5 * line.size


def _is_table(block: Sequence[Line]) -> bool:
    """Tell a table, a formula or a picture's labels by cells, by few letters, or by few words."""
    odd = sum(len(line.parts) > 2 or _is_odd(line.text) for line in block)
    words = sum(len(line.text.split()) for line in block)
    labels = words < 4 * len(block) and not any(_ENDED.search(line.text) for line in block)
    return 2 * odd > len(block) or labels


def _is_odd(text: str) -> bool:
    return 2 * len(_LETTER.findall(text)) < len(text.replace(" ", "")) or bool(_FIGURE.search(text))
