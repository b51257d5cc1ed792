"""A paper of the store → the head of its page: date, authors, organizations, links, abstract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kg.store import Store
from kg.store.formats import plain
from kg.store.parameters import iri
from kg.store.wording import shortened

MOST_AUTHORS: Final = 40
Link = tuple[str, str]
"""A text, and the IRI or URL that it leads to (empty: nowhere)."""


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a paper's page."""

    facts: tuple[str, ...]
    """Date, venue and categories."""
    authors: tuple[Link, ...]
    others: bool
    """Whether there are more authors than are listed."""
    organizations: tuple[Link, ...]
    links: tuple[Link, ...]
    abstract: str


def front(store: Store, paper: str) -> Front:
    """Gather the head of the page of the paper with this IRI."""
    rows = store.select(_SAID.replace("$iri", iri(paper))).rows
    said: dict[str, list[Link]] = defaultdict(list)
    for what, value, name in rows:
        if what and value:
            said[shortened(plain(what))].append((plain(name) if name else plain(value), plain(value)))
    authors = _authors(said)
    return Front(
        facts=tuple(text for name in _FACTS for text, _ in said[name]),
        authors=authors[:MOST_AUTHORS],
        others=len(authors) > MOST_AUTHORS or "false" in _texts(said["kg:authorsComplete"]),
        organizations=tuple(said["kg:affiliation"]),
        links=tuple(_links(said)),
        abstract=" ".join(_texts(said["dcterms:abstract"])),
    )


def _authors(said: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    """Put the authors into the order of the paper, where the record lists them."""
    people = {name.casefold(): (name, person) for name, person in said["dcterms:creator"]}
    listed = [name.strip() for text in _texts(said["kg:authorList"]) for name in text.split(";")]
    ordered = {name.casefold(): people.get(name.casefold(), (name, "")) for name in listed if name}
    return tuple((ordered or people).values())


def _links(said: Mapping[str, Sequence[Link]]) -> Iterable[Link]:
    for property_, (label, address) in _ELSEWHERE.items():
        for _, value in said[property_]:
            yield label, address.replace("$", quote(value, safe="/:") if address != "$" else value)


def _texts(links: Sequence[Link]) -> list[str]:
    return [text for text, _ in links]


_FACTS: Final = ("dcterms:issued", "kg:venue", "kg:category")
_ELSEWHERE: Final = {
    "fabio:hasArXivId": ("arXiv", "https://arxiv.org/abs/$"),
    "prism:doi": ("DOI", "https://doi.org/$"),
    "kg:pdf": ("PDF", "$"),
    "kg:codeRepository": ("code", "$"),
    "kg:weights": ("weights", "$"),
    "kg:data": ("data", "$"),
    "kg:page": ("project page", "$"),
}
"""A property → what a link to its value is called, and where it leads."""

_PROPERTIES: Final = " ".join(
    [*_FACTS, *_ELSEWHERE, "dcterms:creator", "kg:authorList", "kg:authorsComplete", "kg:affiliation"]
)
_SAID: Final = f"""
SELECT DISTINCT ?what ?value ?name {{
  VALUES ?what {{ {_PROPERTIES} dcterms:abstract }}
  $iri ?what ?value
  OPTIONAL {{ ?value skos:prefLabel ?name }}
}} ORDER BY ?what ?name ?value"""
