"""TEI as GROBID writes it from pages of a paper → one document a header."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.markup.elements import Part, every, first, inner_text, parts, root
from kg.sources.markup.fulltext import Markup, body_of, with_body
from kg.text.cleaning import one_line, paragraphs, unhyphenated, words_of

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKUP = Markup(
    "div", "head", frozenset({"formula", "note", "listBibl", "table"}), {"figure": ("head", "figDesc")}
)


def recognise(head: str) -> bool:
    """Tell TEI by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name in {"TEI", "TEI.2", "teiCorpus", "teiHeader"}


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each header, with the text that stands beside it."""
    yield from with_body(parts(text, "teiHeader", "text"), "teiHeader", _document, _body)


def _document(part: Part) -> Document | str:
    header = part.element
    source = first(header, "fileDesc/sourceDesc/biblStruct")
    analytic = first(source, "analytic")
    names = {one.get("type", "").lower(): _text(one) for one in every(source, "//idno")}
    authors = [_author(author) for author in every(analytic, "author")]
    title = _text(first(header, "fileDesc/titleStmt/title")) or _text(first(analytic, "title"))
    abstract = _raw(first(header, "profileDesc/abstract"))
    words = words_of(f"{title}\n{abstract}")
    return compose(
        unhyphenated(title, words=words),
        paragraphs(unhyphenated(abstract, words=words)),
        format="tei",
        authors=authors,
        # GROBID gives an affiliation without a person where it cannot tell whose it is.
        organizations=[name for author in authors if not author.name for name in author.affiliations],
        issued=_issued(header, source),
        venue=_text(first(source, "monogr/title")),
        keywords=_keywords(header),
        identifiers={scheme: names.get(scheme, "") for scheme in ("arxiv", "doi")},
        language=header.get(_LANGUAGE, ""),
        licence=_text(first(header, "fileDesc/publicationStmt/availability/licence")),
        doubts=part.doubts,
    )


def _body(text: etree._Element) -> str:
    """Give body and appendices."""
    annexes = (one for one in every(text, "back/div") if one.get("type") == "annex")
    return body_of([*every(text, "body"), *annexes], _MARKUP, typeset=True)


def _author(author: etree._Element) -> Author:
    names = [
        _text(one) for part in ("forename", "surname", "genName") for one in every(author, f"persName/{part}")
    ]
    places = (_organization(place) for place in every(author, "affiliation"))
    ids = (one.text or "" for one in every(author, "idno") if one.get("type", "").upper() == "ORCID")
    name = " ".join(filter(None, names))
    return Author(
        name if any(character.isalpha() for character in name) else "",
        tuple(dict.fromkeys(filter(None, places))),
        next(filter(None, map(orcid.find, ids)), ""),
    )


def _organization(place: etree._Element) -> str:
    """Name the institution; where none is told, the department or whatever body there is."""
    bodies = {one.get("type", ""): _text(one) for one in reversed(list(every(place, "orgName")))}
    return bodies.get("institution") or next(filter(None, bodies.values()), "")


def _issued(header: etree._Element, source: etree._Element | None) -> str:
    dates = [*every(header, "fileDesc/publicationStmt/date"), *every(source, "monogr/imprint/date")]
    read = (read_date(one.get("when", "") or _text(one)) for one in dates)
    return next(filter(None, read), "")


def _keywords(header: etree._Element) -> Iterator[str]:
    for group in every(header, "profileDesc/textClass/keywords"):
        terms = [_text(term) for term in every(group, "//term")]
        yield from terms or [one.strip(" .") for one in _text(group).replace(";", ",").split(",")]


def _raw(element: etree._Element | None) -> str:
    return inner_text(element) if element is not None else ""


def _text(element: etree._Element | None) -> str:
    return one_line(_raw(element))
