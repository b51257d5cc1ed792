"""Which records are of one paper, and what becomes of them."""

from dataclasses import replace
from itertools import permutations

import pytest

from kg.model import Author, Document, Identifier, Link
from kg.sources.merging import merged
from kg.sources.sameness import Papers

TITLE = "KiteNet: Sparse Attention for Wind"
PREPRINT = Document(
    id="3101.00001",
    title=TITLE,
    abstract="We fly.",
    authors=(Author("Zoë Quill"), Author("Bo Li")),
    issued="2031-01-02",
    categories=("cs.CL",),
    identifiers=(Identifier("arxiv", "3101.00001v2"),),
    links=(Link("https://arxiv.org/abs/3101.00001", "page", "id"),),
    format="atom",
)
PUBLISHED = Document(
    id="quill2032",
    title="{KiteNet}: sparse attention for wind",
    abstract="",
    authors=(Author("Zoe Quill", ("Kite Lab",), "0000-0002-1825-0097"), Author("Bo Li", ("Wind Works",))),
    organizations=("Kite Lab", "Wind Works"),
    issued="2032-02",
    venue="Journal of Kites",
    identifiers=(Identifier("doi", "10.1000/kites.3"),),
    code_available=True,
    licence="cc-by",
    format="bibtex",
)
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


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_third_record_joins_no_two_that_contradict(order: tuple[int, ...]) -> None:
    unnamed = replace(PREPRINT, identifiers=())
    records = [named(SAME_YEAR, "doi", "10.1000/x"), unnamed, named(SAME_YEAR, "doi", "10.1000/y")]
    assert groups(*(records[number] for number in order)) == [[0], [1], [2]]


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


@pytest.mark.parametrize("order", list(permutations([PREPRINT, PUBLISHED])))
def test_merged_has_what_each_tells_whatever_the_order(order: tuple[Document, ...]) -> None:
    assert merged(order) == replace(
        PREPRINT,
        authors=(Author("Zoë Quill"), Author("Bo Li", ("Wind Works",))),
        organizations=("Kite Lab", "Wind Works"),
        venue="Journal of Kites",
        identifiers=(Identifier("arxiv", "3101.00001v2"), Identifier("doi", "10.1000/kites.3")),
        code_available=True,
        licence="cc-by",
        sources=(
            "atom:3101.00001 (2031-01-02)",
            "bibtex:quill2032 (Journal of Kites 2032-02)",
        ),
    )
