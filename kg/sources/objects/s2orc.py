"""A paper with its full text as S2ORC, doc2json and CORD-19 write it (JSON) → a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kg.model import Author, Document
from kg.sources.compose import compose
from kg.sources.headings import LEFT_OUT, bare
from kg.sources.objects.values import at, raw_at, rows_at, text_at
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs, unhyphenated, words_of

_PARSES = ("pdf_parse", "latex_parse", "grobid_parse")
_SCHEMES = {"arxiv": "arxiv_id", "acl": "acl_id", "doi": "doi", "pmc": "pmc_id", "pmid": "pubmed_id"}
_CITED = re.compile(r"(?<![ ~,])(?:[ ~,]*\{\{cite:[\w.-]+\}\})+")
_MARK = re.compile(r"\{\{(\w+):([\w.-]+)\}\}")  # of unarXive


def fits(record: dict[str, object]) -> bool:
    """Tell a paper by its full text in paragraphs with their sections."""
    parsed = any(isinstance(at(record, name), dict) for name in _PARSES)
    return parsed or ("paper_id" in record and has_body(record) and "_source_name" not in record)


def has_body(record: dict[str, object]) -> bool:
    """Tell whether an object has a full text in paragraphs."""
    return isinstance(record.get("body_text"), list)


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a paper, whose fields stand in it or under `metadata`."""
    told = next((it for it in (at(record, "metadata"), record) if text_at(it, "title")), record)
    parsed = next((it for it in (at(record, name) for name in _PARSES) if rows_at(it, "body_text")), record)
    body = body_of(parsed)
    words = words_of(body)
    abstract = (
        "\n\n".join(_abstract(record)) or "\n\n".join(_abstract(told)) or "\n\n".join(_abstract(parsed))
    )
    return compose(
        text_at(told, "title") or text_at(record, "title"),
        paragraphs(unhyphenated(abstract, words=words)),
        body=body,
        format="s2orc",
        id=text_at(record, "paper_id"),
        authors=[_author(one) for one in rows_at(told, "authors")],
        issued=text_at(told, "year"),
        venue=text_at(told, "venue") or text_at(told, "journal"),
        identifiers={
            scheme: text_at(told, name) or text_at(told, "identifiers", name)
            for scheme, name in _SCHEMES.items()
        },
        doubts=doubts,
    )


def _abstract(told: object) -> Iterator[str]:
    """An abstract is a text or a list of paragraphs."""
    yield text_at(told, "abstract")
    yield from (text_at(one, "text") for one in rows_at(told, "abstract"))


def body_of(parsed: object) -> str:
    """Give headings, paragraphs and captions, without the marks of what was cited."""
    text = "\n\n".join(_body(parsed))
    if "{{" in text:
        entries = at(parsed, "ref_entries")
        text = _MARK.sub(lambda mark: _marked(mark, entries), _CITED.sub("", text))
    return paragraphs(unhyphenated(text, words=words_of(text)))


def _marked(mark: re.Match[str], entries: object) -> str:
    """Write formulas out; unarXive itself writes `REF` for most figures and sections."""
    formula = raw_at(entries, mark[2], "latex")
    return latex.plain(f"${formula}$") if formula else "REF"


def _body(parsed: object) -> Iterator[str]:
    """Yield headings and paragraphs, then the captions; sections such as thanks are left out."""
    for heading, group in groupby(rows_at(parsed, "body_text"), key=lambda one: text_at(one, "section")):
        name = bare(heading)
        if name not in LEFT_OUT:
            yield heading if name else ""
            yield from (text_at(one, "text") for one in group)
    entries = at(parsed, "ref_entries")
    for entry in entries.values() if isinstance(entries, dict) else ():
        caption = text_at(entry, "text") or text_at(entry, "caption")
        kind = f"{text_at(entry, 'type')} {text_at(entry, 'type_str')}"
        if len(caption.split()) > 1 and "foot" not in kind and "section" not in kind:
            yield caption


def _author(person: dict[str, object]) -> Author:
    middle = at(person, "middle")
    names = [
        text_at(person, "first"),
        *map(one_line, map(str, middle if isinstance(middle, list) else [])),
        text_at(person, "last"),
        text_at(person, "suffix"),
    ]
    name = " ".join(filter(None, names)) or text_at(person, "name")
    place = at(person, "affiliation")
    return Author(name, tuple(filter(None, [text_at(place, "institution") or text_at(place, "laboratory")])))
