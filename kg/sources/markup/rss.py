"""A feed in RSS, as arXiv's daily ones are → one document an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate

from lxml import etree

from kg.model import Author, Document
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.identifiers import in_urls, without_version
from kg.sources.lines.tagged import name_of
from kg.sources.links import read_field
from kg.sources.markup.elements import Part, first, inner_text, parts, root, texts_of
from kg.text import latex
from kg.text.cleaning import one_line, untagged

_ARXIV = re.compile(r"(?:oai:arXiv\.org:|arXiv:)([\w./-]+?v\d+)\b")
_BEFORE = re.compile(r"\s*arXiv:\S+\s+Announce Type: \S+\s*(?:Abstract:\s*)?")
_BEHIND = re.compile(r"\s*\(arXiv:\S+ \[[\w.-]+\][^()]*\)$")  # a title in arXiv's older feeds


def recognise(head: str) -> bool:
    """Tell a feed by its outermost element; RSS 1.0 is RDF."""
    outermost = root(head)
    feed = outermost is not None and outermost.name in {"rss", "RDF"}
    return feed and ("<item" in head or "<channel" in head)


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each item."""
    for part in parts(text, "item"):
        yield Found(part.place, _document(part))


def _document(part: Part) -> Document | str:
    item = part.element
    description = _raw(item, "description") or _raw(item, "encoded")
    links = read_field(one_line(_raw(item, "link")), field="link", kind="page")
    names = dict(in_urls(link.url for link in links))
    numbered = _ARXIV.search(f"{_raw(item, 'guid')} {description}")
    arxiv = numbered[1] if numbered else names.get("arxiv", "")
    return compose(
        _BEHIND.sub("", one_line(latex.plain(untagged(_raw(item, "title"))))),
        _BEFORE.sub("", untagged(latex.plain(description)), count=1),
        format="rss",
        id=without_version(arxiv),
        authors=_authors(item),
        issued=_issued(item),
        venue=one_line(_raw(item, "publicationName") or _raw(item, "journal_reference")),
        categories=texts_of(item, "category") if arxiv else (),
        keywords=() if arxiv else texts_of(item, "category"),
        identifiers={"doi": _doi(item)} | names | ({"arxiv": arxiv} if arxiv else {}),
        links=links,
        licence=one_line(_raw(item, "rights")),
        doubts=part.doubts,
    )


def _doi(item: etree._Element) -> str:
    return one_line(_raw(item, "doi") or _raw(item, "DOI") or _raw(item, "identifier"))


def _authors(item: etree._Element) -> Iterator[Author]:
    """Read an element for each author, or one for all with commas between."""
    names = [one_line(untagged(one)) for one in texts_of(item, "creator") or texts_of(item, "author")]
    apart = [name.strip() for name in names[0].split(",")] if len(names) == 1 else []
    written = apart if all(" " in name for name in apart) else []
    return (Author(name) for name in written or map(name_of, names))


def _issued(item: etree._Element) -> str:
    written = one_line(_raw(item, "pubDate"))
    time = parsedate(written)
    told = f"{time[0]:04}-{time[1]:02}-{time[2]:02}" if time else written or one_line(_raw(item, "date"))
    return read_date(told)


def _raw(item: etree._Element, name: str) -> str:
    found = first(item, name)
    return inner_text(found) if found is not None else ""
