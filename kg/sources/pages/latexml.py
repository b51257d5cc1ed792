"""A paper as arXiv and ar5iv show it in HTML (LaTeXML) → a document with its full text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.identifiers import month_of, without_version
from kg.sources.markup.elements import inner_text
from kg.sources.markup.fulltext import Markup, body_of
from kg.sources.pages.pagetree import addresses, is_page, named, page_of, text_of, told
from kg.sources.personal import is_team, personal_score
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_STARTS = re.compile(r"class\s*=\s*[\"'][^\"']{0,200}\bltx_(?:document|page_main)\b")
_ARXIV = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ADDRESS = re.compile(rf"(?:^|/)(?:html|abs|pdf)/({_ARXIV})/?$")
_STAMP = re.compile(rf"arXiv:\s*({_ARXIV})(?:\s*\[([\w.-]+)\])?(?:\s*(\d{{1,2}} [A-Z][a-z]{{2}} \d{{4}}))?")
_BETWEEN_NAMES = re.compile(r"\n+|[,;&\t]|\s{3,}|\band\b|\\(?:AND|And)\b")
_MARKS = re.compile(r"[\d*†‡§¶∗∥]+|\([^()]*\)")
_KEYWORDS = re.compile(r"^Key\s?words\b[:.\s]*", re.I)
_ABSTRACT = re.compile(r"^\s*Abstract\b[\s.:—-]*", re.I)
_SECTIONS = frozenset(
    f"ltx_{name}"
    for name in ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "appendix")
)
# What elements of these classes are, in the words of JATS.
_NAMES = {
    **dict.fromkeys(_SECTIONS, "sec"),
    **dict.fromkeys(("ltx_figure", "ltx_table", "ltx_float"), "fig"),
    **dict.fromkeys(("ltx_equation", "ltx_equationgroup", "ltx_eqn_table"), "disp-formula"),
    **dict.fromkeys(("ltx_bibliography", "ltx_acknowledgements", "ltx_note", "ltx_ERROR", "ltx_TOC"), "fn"),
    **dict.fromkeys(("ltx_listing", "ltx_verbatim", "ltx_lstlisting", "ltx_index", "ltx_dates"), "code"),
    **{"ltx_caption": "caption", "ltx_tabular": "table", "ltx_item": "list-item"},
}
_NUMBERED = frozenset({"ltx_tag_figure", "ltx_tag_table", "ltx_tag_float"})
_DEEPEST = 30  # sections within each other
_HEADER = ("ltx_authors", "ltx_creator", "ltx_subtitle", "ltx_classification")
_MARKUP = Markup("sec", "title", frozenset({"fn", "code", "disp-formula", "table"}), {"fig": ("caption",)})


def recognise(head: str) -> bool:
    """Tell a page of LaTeXML by the class of its article."""
    return is_page(head) and _STARTS.search(head) is not None


def read(text: Text) -> Iterator[Found]:
    """Yield the paper of the page."""
    page = page_of(text)
    article = next(named(page.root, "ltx_document"), None)
    found = [] if article is None else [Found("page", _document(page.root, article))]
    yield from told(page, found, text)


def _document(page: etree._Element, article: etree._Element) -> Document | str:
    arxiv, category, issued = _stamp(page)
    _spell_formulas(article)
    _rename(article)
    title = text_of(_taken(article, "ltx_title_document"), skip=_MARKUP.no_text)
    authors = list(_authors(article))
    abstract = _taken(article, "ltx_abstract")
    keywords = text_of(_taken(article, "ltx_keywords"))
    for rest in list(named(article, *_HEADER)):
        _emptied(rest)
    return compose(
        title,
        paragraphs(_ABSTRACT.sub("", inner_text(abstract, skip=_MARKUP.no_text)))
        if abstract is not None
        else "",
        format="latexml",
        id=without_version(arxiv),
        authors=authors,
        issued=issued or month_of(arxiv),
        categories=[category],
        keywords=[word.strip(" .") for word in re.split(r"[;,·]", _KEYWORDS.sub("", keywords))],
        identifiers={"arxiv": arxiv},
        links=[Link(f"https://arxiv.org/abs/{without_version(arxiv)}", "page", "page")] if arxiv else [],
        licence=next((text_of(one).removeprefix("License:").strip() for one in _marked(page, "license")), ""),
        body=body_of([article], _MARKUP),
    )


def _marked(page: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield what arXiv adds to a page under an id."""
    return (one for one in page.iter("a", "div") if one.get("id", "").startswith(name))


def _stamp(page: etree._Element) -> tuple[str, str, str]:
    """Give the paper's number at arXiv, category and date: by the stamp, else by what the page says it is."""
    stamps = (_STAMP.search("".join(map(str, one.itertext()))) for one in _marked(page, "watermark"))
    if match := next(filter(None, stamps), None):
        return match[1], match[2] or "", read_date(match[3] or "")
    match = next(filter(None, map(_ADDRESS.search, addresses(page))), None)
    return (match[1], "", "") if match else ("", "", "")


def _taken(article: etree._Element, name: str) -> etree._Element | None:
    """Take the first element of a class out of the article."""
    found = next(named(article, name), None)
    above = found.getparent() if found is not None else None
    if found is None or above is None or found is article:
        return None
    above.remove(found)
    return found


def _authors(article: etree._Element) -> Iterator[Author]:
    """Name authors; where LaTeX has all in one, those lines and cells count that read like names."""
    for creator in named(article, "ltx_creator"):
        if "ltx_role_author" not in creator.get("class", "").split():
            continue
        places = tuple(
            filter(None, map(text_of, named(creator, "ltx_role_affiliation", "ltx_role_institution")))
        )
        for person in named(creator, "ltx_personname"):
            names = list(_names(person))
            for name in names:
                yield Author(name, places if len(names) == 1 else ())


def _names(person: etree._Element) -> Iterator[str]:
    for one in list(person.iter("sup", "br", "fn")):
        _emptied(one, "\n" if one.tag == "br" else " ")
    for part in _BETWEEN_NAMES.split(inner_text(person)):
        name = one_line(_MARKS.sub(" ", part)).strip(" .-–:")
        if (
            "@" not in name
            and len(name.split()) > 1
            and (personal_score(name) > 0.5 or is_team(name.split()))
        ):
            yield name


def _spell_formulas(article: etree._Element) -> None:
    """Write each formula within a line as its LaTeX reads."""
    for formula in list(article.iter("math")):
        _emptied(formula, one_line(latex.plain(f"${' '.join(formula.get('alttext', '').split())}$")))


def _rename(article: etree._Element) -> None:
    """Give elements the names of JATS; numbers of sections and items are left out."""
    depths: dict[etree._Element | None, int] = {}
    for one in list(article.iterdescendants(etree.Element)):
        depths[one] = depth = depths.get(one.getparent(), 0)
        classes = one.get("class", "").split()
        if "ltx_tag" in classes and _NUMBERED.isdisjoint(classes):
            _emptied(one)
        elif "ltx_title" in classes:
            one.tag = "title"
        elif (name := next(filter(None, map(_NAMES.get, classes)), "")) and depth <= _DEEPEST:
            one.tag = name
            depths[one] += name == "sec"


def _emptied(element: etree._Element, text: str = "") -> None:
    element.clear(keep_tail=True)  # type: ignore[call-arg]
    element.text = text
