"""Harvested records (OAI-PMH) of arXiv, and of any archive in Dublin Core → one document a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kg.errors import SourceError
from kg.model import Author, Document
from kg.sources import identifiers
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.files import Text
from kg.sources.found import Found
from kg.sources.lines import tagged
from kg.sources.links import read_field
from kg.sources.markup.elements import Part, every, inner_text, local_name, parts, root, text_of, texts_of
from kg.sources.objects import arxivdump
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs, untagged

_ROOTS = frozenset({"OAI-PMH", "ListRecords", "GetRecord", "records", "record", "dc"})


def recognise(head: str) -> bool:
    """Tell harvested records by the outermost element, and by whose fields they have."""
    outermost = root(head)
    named = "<arXiv" in head or "purl.org/dc/elements" in head or "<OAI-PMH" in head
    return outermost is not None and outermost.name in _ROOTS and named


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, as soon as it is read.

    Raises SourceError where the archive answers with an error.
    """
    for part in parts(text, "record", "error"):
        if local_name(part.element) == "error":
            fault = one_line(inner_text(part.element)) or part.element.get("code", "")
            raise SourceError(f"{text.place}: the archive answers with an error: {fault[:200]}; ask again")
        yield Found(part.place, _document(part))


def _document(part: Part) -> Document | str:
    if any(one.get("status") == "deleted" for one in every(part.element, "header")):
        return "a record that the archive has deleted"
    for told in (*every(part.element, "metadata"), part.element):
        for one in told:
            match local_name(one):
                case "arXiv" | "arXivRaw":
                    return _of_arxiv(one, part)
                case "dc":
                    return _of_dublin_core(one, part)
    return "a record without fields of arXiv or of Dublin Core"


def _of_arxiv(told: etree._Element, part: Part) -> Document | str:
    """Write the record as arXiv's dump has it, and read it as that is read."""
    record: dict[str, object] = {str(local_name(one)): inner_text(one) for one in told.iterchildren("*")}
    record["versions"] = [
        {"version": one.get("version", ""), "created": text_of(one, "date")} for one in every(told, "version")
    ]
    record["update_date"] = text_of(told, "created")
    record["authors_parsed"] = [
        [
            text_of(one, "keyname"),
            text_of(one, "forenames"),
            text_of(one, "suffix"),
            *texts_of(one, "affiliation"),
        ]
        for one in every(told, "authors/author")
    ]
    document = arxivdump.to_document(record, doubts=part.doubts)
    return document if isinstance(document, str) else replace(document, format="oai")


def _of_dublin_core(told: etree._Element, part: Part) -> Document | str:
    """Make a document of fifteen fields that each archive fills in its own way."""
    named = texts_of(told, "identifier")
    links = [
        link for one in named if "://" in one for link in read_field(one, field="identifier", kind="page")
    ]
    texts = sorted((inner_text(one) for one in every(told, "description")), key=len)
    dois = (identifiers.bare(one) for one in named if "10." in one)
    dates = [date for date in map(read_date, texts_of(told, "date")) if date]
    return compose(
        one_line(latex.plain(untagged(text_of(told, "title")))),
        paragraphs(latex.plain(untagged(texts[-1] if texts else ""))),
        format="oai",
        id=text_of(part.element, "header/identifier").removeprefix("oai:").removeprefix("arXiv.org:"),
        authors=[Author(tagged.name_of(latex.plain(name))) for name in texts_of(told, "creator")],
        issued=min(dates, default=""),
        venue=next((one for one in texts_of(told, "source") if "://" not in one), ""),
        keywords=texts_of(told, "subject"),
        identifiers={"doi": next((one for one in dois if one.startswith("10.")), "")},
        links=links,
        language=text_of(told, "language"),
        licence=text_of(told, "rights"),
        doubts=part.doubts,
    )
