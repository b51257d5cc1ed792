"""Elements of a paper's full text (JATS, TEI) → its body: headings, paragraphs, and captions behind each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from kg.errors import SourceError
from kg.model import Document
from kg.sources.found import Found
from kg.sources.headings import LEFT_OUT, bare
from kg.sources.markup.elements import APART, Part, every, first, inner_text, local_name
from kg.text.cleaning import one_line, paragraphs, unhyphenated, words_of

_GOES_ON = re.compile(r"(?<![.!?:;\s])\s++(?=[a-z(,])")
_AROUND_LABEL = re.compile(r"[\s.:]")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Markup(NamedTuple):
    """How a format marks sections and headings, what is no text, and what of a float is its caption."""

    section: str
    heading: str
    no_text: frozenset[str]
    captions: Mapping[str, tuple[str, ...]]


def with_body(
    parts: Iterator[Part],
    header: str,
    document_of: Callable[[Part], Document | str],
    body_of: Callable[[etree._Element], str],
) -> Iterator[Found]:
    """Yield a document for each header, with the body of what stands beside it.

    Raises SourceError where the parts end in damage, after the header before it.
    """
    held: list[Found] = []
    above = None
    try:
        for part in parts:
            if local_name(part.element) == header:
                yield from held
                held = [Found(part.place, document_of(part))]
                above = part.element.getparent()
            elif held and part.element.getparent() is above:
                held = [_joined(held[0], body_of(part.element), part.doubts)]
    except SourceError:
        yield from held
        raise
    yield from held


def _joined(found: Found, body: str, doubts: tuple[str, ...]) -> Found:
    if isinstance(found.outcome, str):
        return found
    before = found.outcome
    whole = "\n\n".join(filter(None, (before.body, body)))
    return Found(
        found.place, replace(before, body=whole, doubts=tuple(dict.fromkeys((*before.doubts, *doubts))))
    )


def body_of(elements: Iterable[etree._Element], markup: Markup, *, typeset: bool = False) -> str:
    """Give what the elements tell, but for references, thanks, notes, formulas set apart and tables.

    A `typeset` text has been read from pages, with hyphens where lines end.
    """
    pieces = [piece for element in elements for piece in _pieces(element, markup)]
    text = _GOES_ON.sub(lambda apart: " " if APART in apart[0] else apart[0], "\n\n".join(pieces))
    whole = paragraphs(unhyphenated(text, words=words_of(text)) if typeset else text)
    return "\n\n".join(filter(_WORD.search, whole.split("\n\n")))


def _pieces(section: etree._Element, markup: Markup) -> Iterator[str]:
    """Yield a section's paragraphs, its captions behind them, and its sections; some are left out whole."""
    heading = first(section, markup.heading)
    name = bare(one_line(inner_text(heading))) if heading is not None else ""
    if name in LEFT_OUT:
        return
    skipped = markup.no_text | markup.captions.keys()
    captions: list[str] = []
    for child in section.iterchildren("*"):
        if local_name(child) == markup.section:
            yield from captions
            captions.clear()
            yield from _pieces(child, markup)
            continue
        captions += _captions(child, markup)
        if local_name(child) in skipped:
            yield APART
        elif child is not heading or name:  # a heading without a name is a page's or table's number
            yield inner_text(child, skip=skipped)
    yield from captions


def _captions(element: etree._Element, markup: Markup) -> Iterator[str]:
    for one in element.iter("{*}*"):
        if parts := markup.captions.get(local_name(one)):
            caption = _caption(one, parts, markup.no_text | markup.captions.keys())
            if len(_WORD.findall(caption)) > 1:
                yield caption


def _caption(element: etree._Element, parts: Iterable[str], skipped: frozenset[str]) -> str:
    """Join label and text of a caption, as `Figure 1: Kites in the wind`, what is told twice once."""
    caption = ""
    for one in (one for part in parts for one in every(element, part)):
        text = one_line(inner_text(one, skip=skipped - {local_name(one)}))
        label, bare = caption.rstrip(" .:"), _AROUND_LABEL.sub("", caption)
        if _AROUND_LABEL.sub("", text).startswith(bare):
            caption = text
        elif text:
            caption = f"{label}: {text}"
    return caption
