"""PubMed's XML → one document an article."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.model import Author, Document
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.sources.markup.elements import Part, every, first, inner_text, parts, root, text_of, texts_of
from kg.text.cleaning import one_line


def recognise(head: str) -> bool:
    """Tell PubMed's XML by its outermost element."""
    outermost = root(head)
    return outermost is not None and outermost.name in {
        "PubmedArticleSet",
        "PubmedArticle",
        "MedlineCitationSet",
    }


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each article, as soon as it is read."""
    for part in parts(text, "PubmedArticle", "PubmedBookArticle"):
        yield Found(part.place, _document(part))


def _document(part: Part) -> Document | str:
    record = part.element
    told = first(record, "MedlineCitation")
    book = first(record, "BookDocument")
    told = told if told is not None else book
    article = first(told, "Article") if book is None else book
    pmid = text_of(told, "PMID")
    names = {
        one.get("IdType", ""): one_line(inner_text(one))
        for one in every(record, "PubmedData/ArticleIdList/ArticleId")
    }
    dois = (one_line(inner_text(one)) for one in every(article, "ELocationID") if one.get("EIdType") == "doi")
    return compose(
        (text_of(article, "ArticleTitle") or text_of(article, "Book/BookTitle")).rstrip("."),
        _abstract(article),
        format="pubmed",
        id=pmid,
        authors=[_author(one) for one in every(article, "AuthorList/Author")],
        issued=_issued(article),
        venue=text_of(article, "Journal/Title") or text_of(article, "Book/BookTitle"),
        categories=[text_of(one, "DescriptorName") for one in every(told, "MeshHeadingList/MeshHeading")],
        keywords=texts_of(told, "KeywordList/Keyword"),
        identifiers={"doi": names.get("doi") or next(dois, ""), "pmid": pmid, "pmc": names.get("pmc", "")},
        language=text_of(article, "Language"),
        doubts=part.doubts,
    )


def _abstract(article: etree._Element | None) -> str:
    """Join the parts of the abstract, each behind its label."""
    pieces = []
    for one in every(article, "Abstract/AbstractText"):
        label = one_line(one.get("Label", "")).capitalize()
        pieces += [label] if label and label != "Unlabelled" else []
        pieces.append(one_line(inner_text(one)))
    return "\n\n".join(filter(None, pieces))


def _author(person: etree._Element) -> Author:
    names = (text_of(person, part) for part in ("ForeName", "LastName", "Suffix"))
    places = (place.rstrip(" .") for place in texts_of(person, "AffiliationInfo/Affiliation"))
    ids = (one.text or "" for one in every(person, "Identifier") if one.get("Source") == "ORCID")
    return Author(
        " ".join(filter(None, names)) or text_of(person, "CollectiveName"),
        tuple(dict.fromkeys(filter(None, places))),
        next(filter(None, map(orcid.find, ids)), ""),
    )


def _issued(article: etree._Element | None) -> str:
    """The most exact of the issue's date and that of the article online; of equals, the issue's."""
    dates = []
    for path in ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate"):
        for one in every(article, path):
            year, month, day = (text_of(one, name) for name in ("Year", "Month", "Day"))
            written = f"{year}-{month}-{day}".strip("-") if month.isdigit() else f"{day} {month} {year}"
            dates.append(tagged.date_of(written) or tagged.date_of(text_of(one, "MedlineDate")))
    return max(dates, key=len, default="")
