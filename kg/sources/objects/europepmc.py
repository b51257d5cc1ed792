"""A paper as Europe PMC answers it (JSON), or getpapers keeps it with each value in a list → a document."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources import orcid
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.links import read_field
from kg.sources.objects.fields import tidy
from kg.text.cleaning import one_line, untagged

_DATES = ("firstPublicationDate", "electronicPublicationDate", "printPublicationDate", "pubYear")


def fits(record: dict[str, object]) -> bool:
    """Tell a paper by fields that only this service has."""
    return (
        "title" in record and not record.keys().isdisjoint({"authorString", "pubYear"}) and "source" in record
    )


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a paper, in the form `core` or `lite`."""
    names = {
        name: _text(record, field) for name, field in (("doi", "doi"), ("pmid", "pmid"), ("pmc", "pmcid"))
    }
    return compose(
        one_line(untagged(_text(record, "title"))).rstrip("."),
        untagged(_text(record, "abstractText")),
        format="europepmc",
        id=names["pmc"] or names["doi"] or names["pmid"],
        authors=list(_authors(record)) or _named(record),
        organizations=[_text(record, "affiliation").rstrip(" .")],
        issued=next(filter(None, (read_date(_text(record, name)) for name in _DATES)), ""),
        venue=_text(record, "journalInfo", "journal", "title") or _text(record, "journalTitle"),
        keywords=[tidy(one) for one in _rows(record, "keywordList", "keyword")],
        identifiers=names,
        links=_links(record),
        language=_text(record, "language"),
        licence=_text(record, "license"),
        doubts=doubts,
    )


def _authors(record: object) -> Iterator[Author]:
    for person in _rows(record, "authorList", "author"):
        given, family = _text(person, "firstName"), _text(person, "lastName")
        name = " ".join(filter(None, (given, family))) if given else _text(person, "fullName")
        listed = _rows(person, "authorAffiliationDetailsList", "authorAffiliation")
        places = [*(_text(one, "affiliation") for one in listed), _text(person, "affiliation")]
        ids = (_text(person, "authorId", name) for name in ("value", "_"))
        yield Author(
            name or _text(person, "collectiveName"),
            tuple(dict.fromkeys(filter(None, (place.rstrip(" .") for place in places)))),
            next(filter(None, map(orcid.find, ids)), ""),
        )


def _named(record: object) -> list[Author]:
    """The names as one text: `Park E, Lee KS.`, family names first."""
    names = _text(record, "authorString").rstrip(". ").split(",")
    turned = (name.strip().rpartition(" ") for name in names)
    return [Author(" ".join(filter(None, (initials, family)))) for family, _, initials in turned if initials]


def _links(record: object) -> Iterator[Link]:
    for one in _rows(record, "fullTextUrlList", "fullTextUrl"):
        style = _text(one, "documentStyle")
        yield from read_field(
            _text(one, "url"), field="fullTextUrl", kind="pdf" if style == "pdf" else "page"
        )


def _at(value: object, *path: str) -> object:
    """Give what stands at a path, where each value may be alone in a list."""
    for step in path:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _text(value: object, *path: str) -> str:
    found = _at(value, *path)
    return tidy(found[0] if isinstance(found, list) and found else found)


def _rows(value: object, *path: str) -> list[object]:
    found = _at(value, *path)
    return found if isinstance(found, list) else [found] if found else []
