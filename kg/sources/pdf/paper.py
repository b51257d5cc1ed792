"""Pages of a paper as lines → a document with its full text; references are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Document
from kg.sources.compose import compose
from kg.sources.headings import ABSTRACT, FIRST, KEYWORDS
from kg.sources.identifiers import without_version
from kg.sources.pdf.front import authors_of, front_of, imprint_of
from kg.sources.pdf.layout import Line, Page, in_order, without_heads
from kg.sources.pdf.sections import Section, heading_of, lowered, sections_of
from kg.text.cleaning import one_line, unhyphenated, words_of

NO_TEXT = "no text in its pages, as in scans; recognise the text (OCR) first"

_LONGEST_ABSTRACT = 5_000


def to_document(
    pages: Sequence[Page], *, title: str = "", authors: str = "", doubts: tuple[str, ...] = ()
) -> Document | str:
    """Make a document of a paper's pages; `title` and `authors` are what the file itself says, if it does."""
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return NO_TEXT
    front, imprint = front_of(first, title), imprint_of(first)
    size = _body_size(pages)
    head, lines = _parted(without_heads(pages), front.bottom, size)
    people, doubt = authors_of(head, authors, first, title=front.title)
    sections = list(sections_of(lines, size))
    abstract, keywords, body = _told(sections)
    if not abstract:
        doubt = (*doubt, "no abstract was found")
    return compose(
        front.title,
        abstract,
        body=body,
        format="pdf",
        id=without_version(imprint.identifiers["arxiv"]) or imprint.identifiers["doi"],
        authors=people,
        issued=imprint.issued,
        venue=imprint.venue,
        categories=imprint.categories,
        keywords=keywords,
        identifiers=imprint.identifiers,
        doubts=(*doubts, *doubt),
    )


def _body_size(pages: Sequence[Page]) -> float:
    """The size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _parted(pages: Sequence[Page], bottom: float, size: float) -> tuple[list[Line], list[Line]]:
    """Part what stands below the title and above the abstract from all else, each in order of reading."""
    head: list[Line] = []
    lines: list[Line] = []
    for page in pages:
        rest = page.lines
        if not head and not lines and rest:
            top = _top(page, bottom, size)
            head = in_order([line for line in rest if top < line.base < bottom], page.width)
            rest = tuple(line for line in rest if line.base <= top)
        lines += in_order(rest, page.width)
    return head, lines


def _top(page: Page, bottom: float, size: float) -> float:
    """Tell above which base the first page has title and authors only."""
    below = [line for line in page.lines if line.base < bottom]
    for names in (ABSTRACT, FIRST):
        for line in sorted(below, key=lambda it: -it.base):
            if heading_of(line, size).name in names:
                return line.base + 0.9 * line.size
    return bottom - 0.1


def _told(sections: Sequence[Section]) -> tuple[str, list[str], str]:
    """Give abstract, keywords, and all else from the abstract on as the body."""
    words = words_of("\n".join(text for section in sections for text in section.paragraphs))
    start = next((number for number, it in enumerate(sections) if it.name in ABSTRACT), None)
    abstract = [] if start is None else sections[start].paragraphs
    keywords = [text for it in sections if it.name in KEYWORDS for text in it.paragraphs[:1]]
    rest = [it for number, it in enumerate(sections) if number != start and it.name not in KEYWORDS]
    body = [text for it in rest for text in (it.heading, *it.paragraphs)]
    if sum(map(len, abstract)) > _LONGEST_ABSTRACT:
        abstract, body = abstract[:1], [*abstract[1:], *body]
    listed = re.split(r"[,;·•]", _mended(" ".join(keywords), words))
    return _joined(abstract, words), [word.strip(" .") for word in listed], _joined(body, words)


def _joined(texts: Iterable[str], words: frozenset[str]) -> str:
    return "\n\n".join(filter(None, (_mended(text, words) for text in texts)))


def _mended(text: str, words: frozenset[str]) -> str:
    return one_line(unhyphenated(lowered(text), words=words))
