"""JATS (PubMed Central, publishers) → one document an article, with its full text where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.markup.elements import Part, every, first, inner_text, local_name, parts, root
from kg.sources.markup.fulltext import Markup, body_of, with_body
from kg.text.cleaning import one_line, paragraphs

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS = frozenset({"article", "pmc-articleset", "articles", "collection", "OAI-PMH"})
# Both forms of a formula may stand side by side; the TeX of JATS is a whole document with packages.
_NO_TEXT = frozenset({"tex-math", "fn", "label", "graphic", "email"})
_TEXTS = ("body", "back", "floats-group")
_MARKUP = Markup(
    "sec",
    "title",
    _NO_TEXT | {"disp-formula", "disp-formula-group", "table", "code", "preformat", "supplementary-material"},
    dict.fromkeys(("fig", "table-wrap"), ("label", "caption")),
)
_POWER = re.compile(r"[+−–-]?\d+[+−–-]?")
_SYMBOLS = re.compile(r"[\s*#†‡§¶,]*")
_NUMBERS = re.compile(r"\d[\d,\s–-]*")
_BEFORE_MARK = re.compile(r"[^\W\d_]{3}$|[.,;:!?\]\"'”’]$")
_DATES = ("epub", "pub", "ppub", "preprint", "collection", "")
_MOST_SHARED = 100
"""Addresses that stand in a group for all its authors."""
_OTHER_ABSTRACTS = frozenset(
    {
        "graphical",
        "toc",
        "teaser",
        "short",
        "summary",
        "key-points",
        "precis",
        "editor",
        "plain-language-summary",
    }
)


def recognise(head: str) -> bool:
    """Tell JATS by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name in _ROOTS and ("<front" in head or "<article" in head)


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each article, as soon as the next one begins."""
    yield from with_body(parts(text, "front", *_TEXTS), "front", _document, _body)


def _document(part: Part) -> Document | str:
    front = part.element
    meta = first(front, "article-meta")
    names = {one.get("pub-id-type", ""): _text(one) for one in every(meta, "article-id")}
    names["pmcid"] = names.get("pmcid") or names.get("pmc", "")
    pmc = f"PMC{names['pmcid'].removeprefix('PMC')}" if names["pmcid"] else ""
    article = front.getparent()
    return compose(
        _title(meta),
        paragraphs(_abstract(meta)),
        format="jats",
        id=pmc or names.get("doi") or names.get("pmid", ""),
        authors=_authors(meta),
        issued=_issued(meta),
        venue=_text(first(front, "journal-meta/journal-title-group/journal-title"))
        or _text(first(front, "journal-meta/journal-title")),
        categories=[
            _text(one) for one in every(meta, "article-categories/subj-group/subject") if not _is_heading(one)
        ],
        keywords=[_text(one) for one in every(meta, "kwd-group/kwd")],
        identifiers={"doi": names.get("doi", ""), "pmid": names.get("pmid", ""), "pmc": pmc},
        links=_links(meta),
        language=article.get(_LANGUAGE, "") if article is not None else "",
        licence=_licence(meta),
        doubts=part.doubts,
    )


def _title(meta: etree._Element | None) -> str:
    if (group := first(meta, "title-group")) is not None:
        _lower(group)
    title, subtitle = (_text(first(meta, f"title-group/{name}")) for name in ("article-title", "subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _abstract(meta: etree._Element | None) -> str:
    own = (one for one in every(meta, "abstract") if one.get("abstract-type", "") not in _OTHER_ABSTRACTS)
    abstract = next(own, None)
    if abstract is None:
        return ""
    heading = first(abstract, "title")
    if heading is not None and _text(heading).casefold() in {"abstract", "summary"}:
        abstract.remove(heading)
    _lower(abstract)
    return inner_text(abstract, skip=_NO_TEXT)


def _body(element: etree._Element) -> str:
    """Give what stands in the body, the floats beside it, or the appendices behind it."""
    _lower(element)
    return body_of(every(element, "app-group/app") if local_name(element) == "back" else [element], _MARKUP)


def _lower(element: etree._Element) -> None:
    """Take raised marks of notes and references away, and write exponents as `10^6`."""
    for raised in list(every(element, "//sup")):
        written = "".join(map(str, raised.itertext()))
        text = one_line(written)
        mark = _SYMBOLS.fullmatch(text) or (_NUMBERS.fullmatch(text) and _BEFORE_MARK.search(_before(raised)))
        if mark or _refers(raised):
            text = ""
        elif _POWER.fullmatch(text):
            text = f"^{text}"
        after = raised.tail
        raised.clear()
        raised.text, raised.tail = f"{text} " if written.endswith(" ") else text, after


def _refers(raised: etree._Element) -> bool:
    above = raised.getparent()
    kinds = [
        one.get("ref-type") for one in (*every(raised, "//xref"), *([above] if above is not None else []))
    ]
    return not {"bibr", "fn", "table-fn"}.isdisjoint(kinds)


def _before(raised: etree._Element) -> str:
    """Give the text right before an element."""
    last, above = raised.getprevious(), raised.getparent()
    if last is not None:
        return last.tail or inner_text(last)
    return (above.text or "") if above is not None else ""


def _authors(meta: etree._Element | None) -> Iterator[Author]:
    places = {one.get("id", ""): _organization(one) for one in every(meta, "//aff")}
    for group in every(meta, "contrib-group"):
        of_all = (_organization(one) for one in every(group, "aff") if not one.get("id"))
        shared = tuple(islice(dict.fromkeys(filter(None, of_all)), _MOST_SHARED))
        for person in every(group, "contrib"):
            if person.get("contrib-type", "author") == "author":
                yield _author(person, places, shared)


def _author(person: etree._Element, places: dict[str, str], shared: tuple[str, ...]) -> Author:
    names = [_text(first(person, f"name/{part}")) for part in ("given-names", "surname", "suffix")]
    name = " ".join(filter(None, names)) or next(
        filter(
            None,
            (
                _text(first(person, "string-name")),
                _group(first(person, "collab")),
                _text(first(person, "name-alternatives/name")),
            ),
        ),
        "",
    )
    rids = (
        rid
        for one in every(person, "xref")
        if one.get("ref-type") == "aff"
        for rid in one.get("rid", "").split()
    )
    own = [*(places.get(rid, "") for rid in rids), *map(_organization, every(person, "aff"))]
    ids = (one.text or "" for one in every(person, "contrib-id") if one.get("contrib-id-type") == "orcid")
    affiliations = tuple(dict.fromkeys(filter(None, own))) or shared
    return Author(name, affiliations, next(filter(None, map(orcid.find, ids)), ""))


def _organization(place: etree._Element) -> str:
    institutions = [_text(one).strip(" ,;") for one in every(place, "//institution")]
    if institutions:
        return ", ".join(dict.fromkeys(filter(None, institutions)))
    return one_line(inner_text(place, skip=frozenset({"label", "sup", "email", "fn"}))).strip(" ,;")


def _issued(meta: etree._Element | None) -> str:
    """The most exact of the dates of publication; of equals, the first in the order of `_DATES`."""
    dates = []
    for one in every(meta, "pub-date"):
        kind = one.get("pub-type") or one.get("date-type") or ""
        year, month, day = (_text(first(one, name)) for name in ("year", "month", "day"))
        if kind in _DATES and year:
            months = read_date(f"{month[:3]} {year}") if month and not month.isdigit() else ""
            written = "-".join(filter(None, (months or year, "" if months else month, day)))
            dates.append((-len(read_date(written)), _DATES.index(kind), read_date(written)))
    return min(dates, default=(0, 0, ""))[2]


def _is_heading(subject: etree._Element) -> bool:
    """Tell whether a subject is the kind of article (`Research Article`), not what it is about."""
    group = subject.getparent()
    return group is not None and group.get("subj-group-type") == "heading"


def _links(meta: etree._Element | None) -> Iterator[Link]:
    for link in every(meta, "self-uri"):
        address = link.get(_HREF, "")
        if address.startswith(("http://", "https://")):
            yield Link(address, "pdf" if address.endswith(".pdf") else "page", "self-uri")


def _licence(meta: etree._Element | None) -> str:
    """The licence's address where there is one, else its words."""
    licence = first(meta, "permissions/license")
    if licence is None:
        return ""
    addresses = [licence.get(_HREF, ""), *(one.get(_HREF, "") for one in every(licence, "//ext-link"))]
    references = [one.text or "" for one in every(licence, "//license_ref")]
    return next((it.strip() for it in (*addresses, *references) if it.strip()), "") or _text(licence)


def _group(element: etree._Element | None) -> str:
    """A group's name, without those of its members."""
    return (
        ""
        if element is None
        else one_line(inner_text(element, skip=_NO_TEXT | {"contrib-group", "xref", "aff"}))
    )


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    # A label that is asked for by itself has text, one within something else has none of its own.
    return one_line(inner_text(element, skip=_NO_TEXT - {local_name(element)}))
