"""Which records are of one paper."""

from dataclasses import replace
from itertools import permutations

import pytest

from kg.model import Author, Document, Identifier
from kg.sources.sameness import Papers

from .records import PREPRINT, PUBLISHED

OTHER = Document(id="x", title="Another Paper about Wind and Kites", abstract="We do not.", format="bibtex")


def groups(*documents: Document) -> list[list[int]]:
    papers = Papers()
    for document in documents:
        papers.add(document)
    return list(papers.groups())


def named(document: Document, scheme: str, value: str) -> Document:
    return replace(document, identifiers=(Identifier(scheme, value),))


def test_preprint_and_published_version_are_one_paper() -> None:
    assert groups(PREPRINT, OTHER, PUBLISHED) == [[0, 2], [1]]


SAME_YEAR = replace(PUBLISHED, identifiers=(), issued="2031")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PREPRINT, replace(named(OTHER, "arxiv", "3101.00001"), authors=PREPRINT.authors), True),
        (PREPRINT, named(OTHER, "arxiv", "3101.00001"), False),
        (named(PREPRINT, "doi", "10.1000/X"), named(SAME_YEAR, "doi", "10.1000/x"), True),
        (named(PREPRINT, "doi", "10.1000/x"), named(SAME_YEAR, "doi", "10.1000/y"), False),
        (named(PREPRINT, "doi", "10.48550/arXiv.3101.00001"), named(SAME_YEAR, "doi", "10.1000/y"), True),
        (SAME_YEAR, replace(SAME_YEAR, issued="2032"), False),
        (PREPRINT, replace(PUBLISHED, issued="2034"), False),
        (SAME_YEAR, replace(SAME_YEAR, authors=(Author("Ann Lee"),)), False),
        (replace(SAME_YEAR, title="Editorial"), replace(SAME_YEAR, title="Editorial"), False),
        (replace(PREPRINT, issued="", identifiers=()), replace(PREPRINT, authors=(), format="ris"), True),
        (replace(PREPRINT, issued="", identifiers=()), replace(PREPRINT, issued="", abstract="No."), True),
        (replace(SAME_YEAR, issued=""), replace(SAME_YEAR, abstract="No."), False),
    ],
    ids=[
        "arXiv id, author",
        "arXiv id alone",
        "DOI",
        "two DOIs",
        "a preprint's DOI",
        "two years",
        "printed too late",
        "two authors",
        "short title",
        "same abstract",
        "arXiv id and abstract",
        "no year, no abstract",
    ],
)
def test_what_is_one_paper(one: Document, other: Document, same: bool) -> None:
    if other.abstract == "No." and one.format == "atom":
        one = replace(one, identifiers=PREPRINT.identifiers)
    assert (len(groups(one, other)) == 1) is same


def test_a_third_record_joins_two_groups() -> None:
    first, second = named(PREPRINT, "pmid", "9"), replace(PREPRINT, title="An Old Title of the Very Same")
    assert groups(first, replace(second, id="y"), PREPRINT) == [[0, 1, 2]]


X, Y = (named(SAME_YEAR, "doi", f"10.1000/{letter}") for letter in "xy")
UNNAMED = replace(PREPRINT, identifiers=())


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_what_goes_with_two_papers_is_of_one_of_them(order: tuple[int, ...]) -> None:
    records = [X, UNNAMED, Y, UNNAMED]
    found = {frozenset(order[number] for number in group) for group in groups(*(records[at] for at in order))}
    assert found == {frozenset((0, 1, 3)), frozenset((2,))}


def test_a_preprint_goes_with_the_version_that_came_first() -> None:
    journal = replace(Y, issued="2032")
    assert groups(journal, PREPRINT, X) == [[0], [1, 2]]


def test_two_names_of_one_paper_contradict_nothing() -> None:
    both = replace(PREPRINT, identifiers=(Identifier("arxiv", "3101.00001"), Identifier("doi", "10.1000/x")))
    again = replace(both, identifiers=(Identifier("arxiv", "3101.00001"), Identifier("doi", "10.1000/y")))
    assert groups(both, again, replace(PREPRINT, identifiers=())) == [[0, 1, 2]]


def test_a_name_that_all_share_names_no_paper() -> None:
    volume = [
        replace(named(OTHER, "doi", "10.1000/volume"), title=f"Chapter {number} of a Long Book of Kites")
        for number in range(200)
    ]
    assert len(groups(*volume)) == 200
