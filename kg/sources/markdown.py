"""Markdown that lists papers (awesome lists, digests, leaderboards) → one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.sources import weblist
from kg.sources.files import Text, mend
from kg.sources.found import Found
from kg.sources.listed import is_paper
from kg.sources.pagetree import LARGEST, tree

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_LINK = re.compile(
    r"\]\(\s*<?(https?://[^\s)>]{1,500})|<a\s[^>]{0,200}?href\s*=\s*[\"'](https?://[^\"']{1,500})"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,4}[.)]|\||#{1,6})[ \t]+\S", re.M)
_MOST_BRACKETS = 2_000  # what they open is looked for to the paragraph's end
_BLOCKS = frozenset({"list_item_open", "tr_open", "paragraph_open", "heading_open"})


def recognise(head: str) -> bool:
    """Tell Markdown by an entry, heading or table, and a link to a paper."""
    return _ITEM.search(head) is not None and any(
        is_paper(one or other) for one, other in _LINK.findall(head)
    )


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each entry."""
    written = text.whole()
    if len(written) > LARGEST:
        raise SourceError(f"{text.place}: Markdown of over {LARGEST:,} characters; split it")
    page = tree(_page(mend(written)[0], text.place), text.place)
    yield from weblist.entries(page.root, format="markdown")
    if page.damage:
        raise SourceError(f"{text.place}: {page.damage}")


def _page(written: str, place: str) -> str:
    """Render to a page whose blocks tell the lines that they stand in."""
    # Every command would wait for it, and few read Markdown.
    from markdown_it import MarkdownIt

    def measured(state: StateCore) -> None:
        if any(token.content.count("[") > _MOST_BRACKETS for token in state.tokens):
            raise SourceError(
                f"{place}: over {_MOST_BRACKETS:,} brackets in one paragraph; no list of papers"
            )

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.core.ruler.before("inline", "measured", measured)
    tokens = parser.parse(written.replace("\r\n", "\n"))
    for token in tokens:
        if token.type in _BLOCKS and token.map:
            token.attrSet(weblist.LINE, str(token.map[0] + 1))
    return f"<html><body>{parser.renderer.render(tokens, parser.options, {})}</body></html>"
