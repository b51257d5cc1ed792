"""An `Accept` header or a `format` parameter → the format of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers: its short name, its media types (the first is ours), and how it is sent."""

    name: str
    types: tuple[str, ...]
    header: str


ROWS: Final = (
    Format(
        "json", ("application/sparql-results+json", "application/json"), "application/sparql-results+json"
    ),
    Format(
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        "application/sparql-results+xml",
    ),
    Format("csv", ("text/csv",), "text/csv; charset=utf-8"),
    Format("tsv", ("text/tab-separated-values", "text/tsv"), "text/tab-separated-values; charset=utf-8"),
)
"""For SELECT and ASK, the one we prefer first."""

GRAPHS: Final = (
    Format("ttl", ("text/turtle", "application/x-turtle"), "text/turtle; charset=utf-8"),
    Format("nt", ("application/n-triples", "text/plain"), "application/n-triples"),
    Format("jsonld", ("application/ld+json", "application/json"), "application/ld+json"),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"), "application/rdf+xml"),
    Format("nq", ("application/n-quads",), "application/n-quads"),
    Format("trig", ("application/trig",), "application/trig"),
)
"""For CONSTRUCT, DESCRIBE and whole graphs, the one we prefer first."""

_SYNONYMS: Final = {"turtle": "ttl", "ntriples": "nt", "n-triples": "nt", "nquads": "nq", "n-quads": "nq"}
_SYNONYMS_OF_BOTH: Final = {"json": "jsonld", "xml": "rdf"}
"""What a name of a table format asks for where the answer turns out to be a graph."""


def chosen(accept: str, formats: Sequence[Format]) -> Format | None:
    """Choose the format that `accept` likes best, ours first among equals; None where it takes none."""
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    best: tuple[float, Format] | None = None
    for format in formats:
        # What we send is the first type; the others count where a client names them.
        aliases = (quality for name, quality in ranges if name in format.types[1:])
        quality = max([_quality(format.types[0], ranges), *aliases])
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, format)
    return best[1] if best else None


def named(name: str, formats: Sequence[Format]) -> Format | None:
    """Find the format of a short name (`csv`, `turtle`) or a media type; None where there is none."""
    wanted = name.strip().lower()
    for each in (_SYNONYMS.get(wanted, wanted), _SYNONYMS_OF_BOTH.get(wanted)):
        for format in formats:
            if each == format.name or each in format.types:
                return format
    return None


def prefers_page(accept: str) -> bool:
    """Say whether a browser asks: HTML is named, and nothing we have is liked better."""
    ranges = list(_ranges(accept))
    page = dict(ranges).get("text/html", 0.0)
    others = (_quality(format.types[0], ranges) for format in (*ROWS, *GRAPHS))
    return page > 0 and page >= max(others)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media_range, *parameters = (each.strip().lower() for each in part.split(";"))
        if media_range:
            yield media_range, _weight(parameters)


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Weigh a type by the most specific range that holds it, as RFC 9110 has it."""
    given = dict(ranges)
    for media_range in (media_type, f"{media_type.split('/')[0]}/*", "*/*"):
        if media_range in given:
            return given[media_range]
    return 0.0
