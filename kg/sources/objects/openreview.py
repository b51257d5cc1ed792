"""A note of OpenReview (JSON of API v2 or v1) → a document where it is a submission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.links import Kind, read_field
from kg.sources.objects.values import at, raw_at, rows_at, text_at, texts_at
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_SITE = "https://openreview.net"
_LINKS: tuple[tuple[str, Kind], ...] = (
    ("code", "code"),
    ("code_url", "code"),
    ("software", "page"),
    ("project_page", "page"),
    ("website", "page"),
    ("html", "page"),
    ("url", "page"),
    ("data", "data"),
)
_DATES = ("pdate", "odate", "cdate", "tcdate")
_LATEST = 4_102_444_800_000
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5}(?:v\d+)?)")


def fits(record: dict[str, object]) -> bool:
    """Tell a note by its content and where it belongs."""
    return isinstance(record.get("content"), dict) and not record.keys().isdisjoint(
        {"forum", "invitation", "invitations", "signatures"}
    )


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a submission; reviews, comments and decisions are none."""
    name, forum = text_at(record, "id"), text_at(record, "forum")
    if text_at(record, "replyto") or (forum and name and forum != name):
        return f"a reply in the forum of {forum!r} (a review, comment or decision), which is no paper"
    content = record["content"]
    return compose(
        one_line(latex.plain(raw_at(_value(content, "title")))),
        paragraphs(latex.plain(raw_at(_value(content, "abstract")))),
        format="openreview",
        id=name or forum,
        authors=_authors(content),
        issued=_issued(record),
        venue=text_at(_value(content, "venue")) or text_at(_value(content, "venueid")),
        categories=texts_at(_value(content, "primary_area")) or texts_at(_value(content, "subject_areas")),
        keywords=_keywords(content),
        identifiers={"openreview": forum or name, "arxiv": _arxiv(content)},
        links=_links(content, forum or name),
        licence=text_at(record, "license"),
        doubts=doubts,
    )


def _value(content: object, name: str) -> object:
    """API v2 wraps each value, so that it can say who may read it."""
    value = at(content, name)
    return value.get("value") if isinstance(value, dict) else value


def _authors(content: object) -> Iterator[Author]:
    """List the names; newer venues tell more of an author."""
    people = _value(content, "authors")
    for person in people if isinstance(people, list) else [people]:
        if isinstance(person, dict):
            places = texts_at([at(place, "name") for place in rows_at(person, "institutions")])
            yield Author(text_at(person, "fullname") or text_at(person, "name"), tuple(places))
        else:
            yield Author(text_at(person))


def _keywords(content: object) -> list[str]:
    told = texts_at(_value(content, "keywords"))
    return [part.strip() for one in told for part in re.split(r"[;,]", one)] if len(told) == 1 else told


def _issued(record: dict[str, object]) -> str:
    """The day of publication, else the first one that is told; in milliseconds since 1970."""
    times = (record.get(name) for name in _DATES)
    told = (time for time in times if isinstance(time, int) and 0 < time < _LATEST)
    first = next(told, None)
    return datetime.fromtimestamp(first / 1000, UTC).date().isoformat() if first else ""


def _arxiv(content: object) -> str:
    """The preprint of a note that was imported, or that names it beside the paper."""
    found = _ARXIV.search(" ".join(raw_at(_value(content, name)) for name in ("pdf", "html", "url", "ee")))
    return found[1] if found else ""


def _links(content: object, forum: str) -> Iterator[Link]:
    if forum:
        yield Link(f"{_SITE}/forum?id={forum}", "page", "forum")
    address = text_at(_value(content, "pdf"))
    if address.startswith(("http://", "https://")):
        yield Link(address, "pdf", "pdf")
    elif address and forum:
        yield Link(f"{_SITE}/pdf?id={forum}", "pdf", "pdf")
    for name, kind in _LINKS:
        yield from read_field(text_at(_value(content, name)), field=name, kind=kind)
