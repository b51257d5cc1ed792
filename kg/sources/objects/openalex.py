"""A work of OpenAlex (JSON) → a document, its abstract put together from the inverted index."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.identifiers import in_urls
from kg.sources.objects.values import at, raw_at, rows_at, text_at, texts_at
from kg.text.cleaning import one_line, untagged

_SITE = "https://openalex.org/"
_PLACES = ("primary_location", "best_oa_location")


def fits(record: dict[str, object]) -> bool:
    """Tell a work by its inverted abstract, or by its address and how its authors are told."""
    named = raw_at(record, "id").startswith(f"{_SITE}W") and "authorships" in record
    return named or "abstract_inverted_index" in record


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a work."""
    name = text_at(record, "id").removeprefix(_SITE)
    if at(record, "is_retracted") is True:
        doubts = (*doubts, "OpenAlex says that the paper was retracted")
    return compose(
        one_line(untagged(raw_at(record, "display_name") or raw_at(record, "title"))),
        untagged(_abstract(record)),
        format="openalex",
        id=name,
        authors=map(_author, rows_at(record, "authorships")),
        issued=read_date(text_at(record, "publication_date") or text_at(record, "publication_year")),
        venue=text_at(record, "primary_location", "source", "display_name")
        or text_at(record, "host_venue", "display_name"),
        categories=[text_at(topic, "display_name") for topic in rows_at(record, "topics")],
        keywords=[
            text_at(one, "display_name") or text_at(one, "keyword") for one in rows_at(record, "keywords")
        ],
        identifiers=_identifiers(record, name),
        links=_links(record),
        language=text_at(record, "language"),
        licence=text_at(record, "primary_location", "license"),
        doubts=doubts,
    )


def _abstract(record: dict[str, object]) -> str:
    """Put the words in their order; the index says of each word where it stands."""
    index = at(record, "abstract_inverted_index")
    if not isinstance(index, dict):
        return raw_at(record, "abstract")
    places = (
        (place, word)
        for word, found in index.items()
        for place in (found if isinstance(found, list) else [])
        if isinstance(place, int)
    )
    return " ".join(word for _, word in sorted(places))


def _author(authorship: dict[str, object]) -> Author:
    named = [text_at(one, "display_name") for one in rows_at(authorship, "institutions")]
    places = list(filter(None, named)) or texts_at(authorship, "raw_affiliation_strings")
    name = text_at(authorship, "author", "display_name") or text_at(authorship, "raw_author_name")
    return Author(name, tuple(dict.fromkeys(places)), orcid.find(text_at(authorship, "author", "orcid")))


def _identifiers(record: dict[str, object], name: str) -> dict[str, str]:
    """All places that a work is told to stand at are of the same work, a preprint's too."""
    places = [at(record, place) for place in _PLACES] + list(rows_at(record, "locations"))
    addresses = [text_at(place, kind) for place in places for kind in ("landing_page_url", "pdf_url")]
    return {
        **dict(reversed(list(in_urls(addresses)))),
        "doi": text_at(record, "doi") or text_at(record, "ids", "doi"),
        "openalex": name,
        "pmid": text_at(record, "ids", "pmid").rpartition("/")[2],
    }


def _links(record: dict[str, object]) -> Iterator[Link]:
    for place in _PLACES:
        if address := text_at(record, place, "landing_page_url"):
            yield Link(address, "page", place)
        if address := text_at(record, place, "pdf_url"):
            yield Link(address, "pdf", place)
