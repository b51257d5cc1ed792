"""Records from several sources → which belong to one paper.

Two records are of one paper where an identifier says so and title or first author agree, else where the
normalised title, the first author and the year do. A preprint and the published version are one paper too.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from kg.model import Document
from kg.sources.identifiers import of_preprints, without_version
from kg.text import latex

_SHORTEST_TITLE = 20
_YEARS_TO_PRINT = 2
_NO_YEAR = 9999
_MOST_HOLDERS = 50
"""Records under one mark that are compared; a mark that more have is no one paper's name."""
_MARKS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Of one paper there is one name in each of these; of forums and preprint servers it may have passed several.
_UNIQUE = frozenset({"acl", "arxiv", "doi", "pmid", "pmc"})

Names: TypeAlias = dict[str, set[str]]
"""Scheme → names in it."""


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
        self._holders: dict[tuple[str, str] | bytes, list[int]] = {}
        self._alike = _Groups()
        self._named = _Groups()

    def add(self, document: Document) -> None:
        """Put a record into the group of its paper."""
        key, number = _key(document), len(self._keys)
        self._keys.append(key)
        self._alike.add()
        self._named.add()
        marks: list[tuple[str, str] | bytes] = [*sorted(key.identifiers), key.title]
        for mark in marks:
            holders = self._holders.setdefault(mark, [])
            for other in holders[:_MOST_HOLDERS]:
                self._join(other, number)
            holders.append(number)

    def groups(self) -> Iterator[list[int]]:
        """Yield the numbers of the records of each paper, in the order in which papers first appeared.

        Where like records lead from one published name to another, they are of two papers, and what goes with
        both is of the earlier one, whatever the order of the records.
        """
        found: list[list[int]] = []
        for alike in self._alike.members(range(len(self._keys))):
            named = list(self._named.members(alike))
            found += self._parted(named) if self._torn(named) else [alike]
        yield from sorted(found)

    def _join(self, one: int, other: int) -> None:
        keys = self._keys[other], self._keys[one]
        if self._named.root(one) != self._named.root(other) and _same(*keys):
            self._alike.join(one, other)
            if keys[0].identifiers & keys[1].identifiers:
                self._named.join(one, other)

    def _torn(self, groups: Iterable[Sequence[int]]) -> bool:
        """Tell whether groups have no name in common in a scheme where a paper has but one."""
        published = [self._published(group) for group in groups]
        named = ([names[scheme] for names in published if scheme in names] for scheme in _UNIQUE)
        return any(each and not set.intersection(*each) for each in named)

    def _parted(self, groups: Iterable[Sequence[int]]) -> list[list[int]]:
        """Put each group to the first like one whose published names are not others."""
        papers: list[list[int]] = []
        for group in sorted(groups, key=self._place):
            names = self._published(group)
            others = (paper for paper in papers if not _apart(names, self._published(paper)))
            if paper := next((paper for paper in others if self._like(group, paper)), None):
                paper += group
            else:
                papers.append([*group])
        return [sorted(paper) for paper in papers]

    def _like(self, group: Iterable[int], paper: Sequence[int]) -> bool:
        return any(_same(self._keys[one], self._keys[other]) for one in group for other in paper)

    def _place(self, group: Sequence[int]) -> tuple[object, ...]:
        """Published first, then the earlier; what is alike in all that has no order to keep."""
        keys = [self._keys[number] for number in group]
        year = min(key.year or _NO_YEAR for key in keys)
        names = sorted(name for key in keys for name in key.identifiers)
        return (not _published(keys), year, names, sorted(key.abstract for key in keys))

    def _published(self, group: Iterable[int]) -> Names:
        return _published(self._keys[number] for number in group)


def _published(keys: Iterable[_Key]) -> Names:
    """Gather the names in schemes where a paper has but one, preprints' DOIs aside."""
    names: Names = {}
    for key in keys:
        for scheme, name in key.identifiers:
            if scheme in _UNIQUE and not of_preprints(name):
                names.setdefault(scheme, set()).add(name)
    return names


def _apart(one: Names, other: Names) -> bool:
    """Tell whether in some scheme both have names, and none in common."""
    return any(names.isdisjoint(other.get(scheme, names)) for scheme, names in one.items())


class _Groups:
    """Numbers from 0 on in groups that can be joined; a group is known by its least number."""

    def __init__(self) -> None:
        self._parents: list[int] = []

    def add(self) -> None:
        """Put the next number into a group of its own."""
        self._parents.append(len(self._parents))

    def join(self, one: int, other: int) -> None:
        """Make the groups of two numbers one."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first

    def root(self, number: int) -> int:
        """Give the number by which a group is known."""
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def members(self, numbers: Iterable[int]) -> Iterator[list[int]]:
        """Part numbers by their groups."""
        found: dict[int, list[int]] = {}
        for number in numbers:
            found.setdefault(self.root(number), []).append(number)
        yield from found.values()


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
    if not one.long or _apart(_published((one,)), _published((other,))):
        return False
    if not (one.author and other.author and one.year and other.year):
        return bool(one.abstract) and one.abstract == other.abstract
    apart = abs(one.year - other.year)
    return alike_author and (apart == 0 or (apart <= _YEARS_TO_PRINT and _preprint(one) != _preprint(other)))


def _preprint(key: _Key) -> bool:
    """Tell whether a record has no other name than that of a preprint."""
    names = dict(key.identifiers)
    doi = names.get("doi", "")
    return ("arxiv" in names or of_preprints(doi)) and (not doi or of_preprints(doi))


def _normal(text: str) -> str:
    return _MARKS.sub("", _bare(text))


def _bare(text: str) -> str:
    """Without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
