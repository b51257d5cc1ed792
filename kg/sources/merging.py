"""Records of one paper from several sources → which belong together, and one document with what each told.

Two records are of one paper where an identifier says so and title or first author agree, else where the
normalised title, the first author and the year do. A preprint and the published version are one paper too.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Author, Document, Identifier, Link
from kg.sources.identifiers import without_version
from kg.text import latex

_SHORTEST_TITLE = 20
_YEARS_TO_PRINT = 2
_MARKS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Of one paper there is one name in each of these; of forums and preprint servers it may have passed several.
_UNIQUE = frozenset({"acl", "arxiv", "doi", "pmid", "pmc"})
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv\.|1101/\d|64898/|21203/|26434/chemrxiv|3123[45]/|31219/|22541/|20944/preprints"
    r"|36227/techrxiv|2139/ssrn)"
)
_PUT_UP = re.compile(r"arxiv|^corr\b|medrxiv|chemrxiv|\bssrn\b|preprint", re.I)
_MINTED = "this one was minted"
_BEST = (
    *("anthology", "openreview", "arxivdump", "oai", "atom", "mail", "arxivlist", "rss", "jats", "pubmed"),
    *("medline", "europepmc", "crossref", "metatags", "openalex", "semanticscholar", "huggingface"),
    *(
        "webofscience",
        "bibtex",
        "endnote",
        "refer",
        "ris",
        "latexml",
        "tei",
        "s2orc",
        "table",
        "records",
        "dblp",
    ),
    *("pdf", "html", "markdown", "listing"),
)


class _Key(NamedTuple):
    """What of a record decides whether it is of the same paper as another."""

    title: bytes
    long: bool
    author: frozenset[str]
    year: int
    abstract: bytes
    identifiers: frozenset[tuple[str, str]]


class Papers:
    """The records of one reading in groups, each of one paper; grows by some hundred bytes a record."""

    def __init__(self) -> None:
        self._keys: list[_Key] = []
        self._parents: list[int] = []
        self._holders: dict[tuple[str, str] | bytes, list[int]] = {}

    def add(self, document: Document) -> None:
        """Put a record into the group of its paper."""
        key, number = _key(document), len(self._keys)
        self._keys.append(key)
        self._parents.append(number)
        marks: list[tuple[str, str] | bytes] = [*sorted(key.identifiers), key.title]
        for mark in marks:
            holders = self._holders.setdefault(mark, [])
            for other in holders[:_MOST_HOLDERS]:
                first, second = sorted((self._root(other), self._root(number)))
                if first != second and _same(key, self._keys[other]):
                    self._parents[second] = first
            holders.append(number)

    def groups(self) -> Iterator[list[int]]:
        """Yield the numbers of the records of each paper, in the order in which papers first appeared."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._keys)):
            members.setdefault(self._root(number), []).append(number)
        yield from members.values()

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number


_MOST_HOLDERS = 50
"""Records under one mark that are compared; a mark that more have is no one paper's name."""


def merged(documents: Sequence[Document]) -> Document:
    """Make one document of all records of a paper, whatever their order.

    The text is of one of them, so that offsets hold; what it lacks is taken from the others, and `sources`
    tells them all.
    """
    ranked = sorted(documents, key=_rank)
    best = ranked[0]
    authors = max((it for it in ranked if it.authors), key=lambda it: it.authors_complete, default=best)
    return replace(
        best,
        authors=tuple(_completed(author, ranked) for author in authors.authors),
        authors_complete=authors.authors_complete,
        organizations=tuple(dict.fromkeys(name for it in ranked for name in it.organizations)),
        issued=next(filter(None, (it.issued for it in ranked)), ""),
        venue=_venue(ranked),
        categories=tuple(dict.fromkeys(name for it in ranked for name in it.categories)),
        keywords=tuple(dict.fromkeys(name for it in ranked for name in it.keywords)),
        identifiers=_identifiers(ranked),
        links=_links(ranked),
        code_available=any(it.code_available for it in ranked),
        licence=next(filter(None, (it.licence for it in ranked)), ""),
        sources=tuple(map(_named, ranked)),
        body=next(filter(None, (it.body for it in ranked)), ""),
    )


def _named(document: Document) -> str:
    """Name a record: `atom:3101.00001 (2031-01-02)`."""
    where = " ".join(filter(None, (document.venue, document.issued)))
    return f"{document.format}:{document.id}" + (f" ({where})" if where else "")


def _rank(document: Document) -> tuple[object, ...]:
    """The best record has an abstract and is of a source that takes care; the rest decides among equals."""
    minted = any(_MINTED in doubt for doubt in document.doubts)
    care = _BEST.index(document.format) if document.format in _BEST else len(_BEST)
    return (not document.abstract, minted, care, document.id, document.text)


def _key(document: Document) -> _Key:
    title = _normal(latex.plain(document.title))
    year = document.issued[:4]
    return _Key(
        title=_digest(title),
        long=len(title) >= _SHORTEST_TITLE,
        author=frozenset(_WORD.findall(_bare(document.authors[0].name))) if document.authors else frozenset(),
        year=int(year) if year.isdigit() else 0,
        abstract=_digest(_normal(document.abstract)) if document.abstract else b"",
        identifiers=frozenset(_marks(document)),
    )


def _marks(document: Document) -> Iterator[tuple[str, str]]:
    for identifier in document.identifiers:
        value = identifier.value
        yield identifier.scheme, without_version(value) if identifier.scheme == "arxiv" else value.lower()


def _same(one: _Key, other: _Key) -> bool:
    """Decide on two records that share an identifier or a title."""
    alike_author = bool(one.author & other.author)
    if one.identifiers & other.identifiers:
        return one.title == other.title or alike_author
    if not one.long or _contradict(one, other):
        return False
    if not (one.author and other.author and one.year and other.year):
        return bool(one.abstract) and one.abstract == other.abstract
    apart = abs(one.year - other.year)
    return alike_author and (apart == 0 or (apart <= _YEARS_TO_PRINT and _preprint(one) != _preprint(other)))


def _contradict(one: _Key, other: _Key) -> bool:
    """Tell whether both have a name in a scheme where a paper has but one, a preprint's DOI aside."""
    theirs = dict(other.identifiers)
    return any(
        scheme in _UNIQUE and theirs.get(scheme, value) != value and not _of_preprints(value, theirs[scheme])
        for scheme, value in one.identifiers
    )


def _of_preprints(*values: str) -> bool:
    return any(map(_PREPRINT_DOI.match, values))


def _preprint(key: _Key) -> bool:
    """Tell whether a record has no other name than that of a preprint."""
    names = dict(key.identifiers)
    doi = names.get("doi", "")
    return ("arxiv" in names or _of_preprints(doi)) and (not doi or _of_preprints(doi))


def _completed(author: Author, ranked: Sequence[Document]) -> Author:
    """Take affiliations and ORCID from whichever record has them under the same name."""
    same = [it for document in ranked for it in document.authors if it.name == author.name]
    affiliations = next((it.affiliations for it in (author, *same) if it.affiliations), ())
    return Author(author.name, affiliations, next((it.orcid for it in (author, *same) if it.orcid), ""))


def _venue(ranked: Sequence[Document]) -> str:
    """Prefer where it was published to where it was put up."""
    venues = [it.venue for it in ranked if it.venue]
    return next((venue for venue in venues if not _PUT_UP.search(venue)), next(iter(venues), ""))


def _identifiers(ranked: Sequence[Document]) -> tuple[Identifier, ...]:
    """Give each scheme's name once; a published DOI before a preprint's, else the best record's."""
    found: dict[str, str] = {}
    told = [identifier for document in ranked for identifier in document.identifiers]
    for identifier in sorted(told, key=lambda it: bool(_PREPRINT_DOI.match(it.value.lower()))):
        found.setdefault(identifier.scheme, identifier.value)
    return tuple(Identifier(scheme, value) for scheme, value in sorted(found.items()))


def _links(ranked: Sequence[Document]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for document in ranked:
        for link in document.links:
            found.setdefault(link.url, link)
    return tuple(found.values())


def _normal(text: str) -> str:
    return _MARKS.sub("", _bare(text))


def _bare(text: str) -> str:
    """Without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
