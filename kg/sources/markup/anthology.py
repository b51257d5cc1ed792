"""XML of the ACL Anthology → one document a paper."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.markup.elements import Part, every, first, inner_text, parts, root
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_SITE = "https://aclanthology.org"


def recognise(head: str) -> bool:
    """Tell a collection of the Anthology, which holds volumes (JATS has collections of articles)."""
    outermost = root(head)
    return outermost is not None and outermost.name in {"collection", "volume"} and "<volume" in head


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each paper; front matter is none."""
    volume = meta = None
    for part in parts(text, "paper"):
        above = part.element.getparent()
        if above is not volume:
            volume, meta = above, first(above, "meta")
        yield Found(part.place, _document(part, meta))


def _document(part: Part, meta: etree._Element | None) -> Document | str:
    paper = part.element
    name = _name(paper)
    return compose(
        _text(first(paper, "title")),
        paragraphs(_plain(first(paper, "abstract"))),
        format="anthology",
        id=name,
        authors=[_author(author) for author in every(paper, "author")],
        issued=_issued(paper, meta),
        venue=_text(first(paper, "journal")) or _text(first(meta, "booktitle")),
        categories=[_text(venue) for venue in every(meta, "venue")],
        identifiers={"acl": name, "doi": _text(first(paper, "doi"))},
        links=_links(paper, name),
        language=_text(first(paper, "language")),
        licence=_text(first(paper, "license")),
        doubts=part.doubts,
    )


def _name(paper: etree._Element) -> str:
    """Give the paper's id in the Anthology: of its address, else made as the Anthology makes it."""
    address = _text(first(paper, "url"))
    if address and "://" not in address.removeprefix(f"{_SITE}/"):
        return address.removeprefix(f"{_SITE}/").removesuffix(".pdf").rstrip("/")
    volume = paper.getparent()
    collection = volume.getparent() if volume is not None else None
    names = [one.get("id", "") for one in (collection, volume, paper) if one is not None]
    if len(names) < 3 or not all(names):
        return ""
    if not names[0][0].isdigit():  # as before 2020: `J89-1001`
        workshops = names[0].startswith("W")
        number = names[1].zfill(2) + names[2].zfill(2) if workshops else names[1] + names[2].zfill(3)
        return f"{names[0]}-{number}"
    return f"{names[0]}-{names[1]}.{names[2]}"


def _author(author: etree._Element) -> Author:
    parts = (_text(first(author, name)) for name in ("first", "last"))
    affiliations = tuple(filter(None, map(_text, every(author, "affiliation"))))
    return Author(" ".join(filter(None, parts)), affiliations, orcid.find(author.get("orcid", "")))


def _issued(paper: etree._Element, meta: etree._Element | None) -> str:
    """The paper's month and year where it has them, else the volume's; `July-August` is July."""
    year = _text(first(paper, "year")) or _text(first(meta, "year"))
    months = (_text(first(paper, "month")) or _text(first(meta, "month"))).replace("–", "-").split("-")
    return read_date(f"{months[0].split('/')[0].split(' ')[0].strip()} {year}") or read_date(year)


def _links(paper: etree._Element, name: str) -> Iterator[Link]:
    address = _text(first(paper, "url"))
    if "://" in address.removeprefix(f"{_SITE}/"):
        yield Link(address, "pdf", "url")
    elif name and "/" not in name:
        yield Link(f"{_SITE}/{name}", "page", "url")
        yield Link(f"{_SITE}/{name}.pdf", "pdf", "url")
    # Data sets that are named beside code are those used, not the paper's own.
    for element in every(paper, "pwccode"):
        if address := element.get("url", ""):
            yield Link(address, "code", "pwccode")


def _text(element: etree._Element | None) -> str:
    return one_line(_plain(element))


def _plain(element: etree._Element | None) -> str:
    """Give an element's text; TeX within `tex-math` is resolved."""
    if element is None:
        return ""
    for formula in every(element, "//tex-math"):
        formula.text = latex.plain(f"${formula.text or ''}$")
    return inner_text(element)
