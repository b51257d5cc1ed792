"""Markdown that lists papers (awesome lists, digests, leaderboards) → one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import garbage
from kg.errors import SourceError
from kg.sources.files import Text, mend
from kg.sources.found import Found, Rest
from kg.sources.pages import weblist
from kg.sources.pages.listed import is_paper
from kg.sources.pages.pagetree import LARGEST, tree

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_LINK = re.compile(
    r"\]\(\s*<?(https?://[^\s)>]{1,500})|<a\s[^>]{0,200}?href\s*=\s*[\"'](https?://[^\"']{1,500})"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,4}[.)]|\||#{1,6})[ \t]+\S", re.M)
_MOST_BRACKETS = 2_000  # what they open is looked for to the paragraph's end
_MOST_STARS = 20_000
_PLAIN = frozenset({"paragraph_open", "html_block", "code_block"})
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
    with garbage.seldom():
        rendered = _page(mend(written)[0], text)
    page = tree(rendered, text.place)
    yield from weblist.entries(page.root, format="markdown")
    if page.damage:
        raise SourceError(f"{text.place}: {page.damage}")


def _page(written: str, text: Text) -> str:
    """Render to a page whose blocks tell the lines that they stand in."""
    # Every command would wait for it, and few read Markdown.
    from markdown_it import MarkdownIt

    def measured(state: StateCore) -> None:
        for token in state.tokens:
            if token.content.count("[") > _MOST_BRACKETS or token.content.count("*") > _MOST_STARS:
                most = f"{_MOST_BRACKETS:,} brackets or {_MOST_STARS:,} stars"
                raise SourceError(f"{text.place}: over {most} in one paragraph; no list of papers")

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.core.ruler.before("inline", "measured", measured)
    written = written.replace("\r\n", "\n")
    tokens = parser.parse(written)
    text.passed.extend(_others(tokens, written.split("\n"), text))
    for token in tokens:
        if token.type in _BLOCKS and token.map:
            token.attrSet(weblist.LINE, str(token.map[0] + 1))
    return f"<html><body>{parser.renderer.render(tokens, parser.options, {})}</body></html>"


def _others(tokens: Iterable[Token], lines: list[str], text: Text) -> Iterator[Rest]:
    """Yield what may be of another format: code that opens one, and all between lists, tables, headings."""
    start = -1
    for token in tokens:
        if token.level or not token.map or token.nesting < 0:
            continue
        if start >= 0 and token.type not in _PLAIN:
            yield Rest(start + 1, "\n".join(lines[start : token.map[0]]))
            start = -1
        if token.type == "fence" and text.opens(token.content):
            yield Rest(token.map[0] + 2, token.content)
        elif token.type in _PLAIN and start < 0:
            start = token.map[0]
    if start >= 0:
        yield Rest(start + 1, "\n".join(lines[start:]))
