import time

import pytest

from kg.model import Author
from kg.sources.objects.fields import Record
from kg.sources.people import People, read


@pytest.mark.parametrize(
    ("authors", "names", "complete"),
    [
        ("Ao Liu;Bo Li; ", ["Ao Liu", "Bo Li"], True),
        ("Ao Liu, Bo Li", ["Ao Liu", "Bo Li"], True),
        ("Ao Liu, Madonna, Bo Li, and Cy Wu", ["Ao Liu", "Madonna", "Bo Li", "Cy Wu"], True),
        ("Liu, Ao", ["Liu, Ao"], True),
        ("Liu, Ao and Li, Bo", ["Ao Liu", "Bo Li"], True),
        ("Liu, Ao; Li, Bo", ["Ao Liu", "Bo Li"], True),
        (["Liu, Ao", "Li, Bo"], ["Ao Liu", "Bo Li"], True),
        ([{"name": "Liu, Ao"}, {"name": "Li, Bo"}], ["Ao Liu", "Bo Li"], True),
        ("Liu A, de la Cruz M-J, Li BC.", ["A Liu", "M-J de la Cruz", "BC. Li"], True),
        ("Liu, A., Li, B.", ["A. Liu", "B. Li"], True),
        ("Ao LIU; Bo LI", ["Ao LIU", "Bo LI"], True),
        (["Ao Liu, Jr.", "Bo Li, PhD"], ["Ao Liu, Jr.", "Bo Li, PhD"], True),
        ("Sandstr&ouml;m, Erik;Ao  Liu", ["Sandström, Erik", "Ao Liu"], True),
        ("Ao Liu et al.", ["Ao Liu"], False),
        ("Ao Liu and others", ["Ao Liu"], False),
        (["Ao Liu", "et al."], ["Ao Liu"], False),
        (["Ao Liu", "", None, 7, {"name": ""}], ["Ao Liu"], True),
        ([{"given": "Ao", "family": "Liu"}, {"display_name": "Bo Li"}], ["Ao Liu", "Bo Li"], True),
        (7, [], True),
        (None, [], True),
    ],
)
def test_names(authors: object, names: list[str], complete: bool) -> None:
    people = read(Record({"authors": authors}))
    assert ([author.name for author in people.authors], people.complete) == (names, complete)


def test_a_name_without_end_is_read_soon() -> None:
    started = time.process_time()
    people = read(Record({"authors": ["Ao Liu", f"Bo L{'i' * 100_000}", f"{'A ' * 50_000}"]}))
    assert len(people.authors) == 3
    assert time.process_time() - started < 5  # what takes time with the square of its length takes minutes


def test_affiliations_go_to_authors_where_their_numbers_agree() -> None:
    assert read(Record({"author": "Ao Liu;Bo Li;Cy Wu", "aff": "Tencent+MIT;;C++ Lab"})) == People(
        (Author("Ao Liu", ("Tencent", "MIT")), Author("Bo Li"), Author("Cy Wu", ("C++ Lab",))),
        True,
        ("Tencent", "MIT", "C++ Lab"),
    )


def test_affiliations_of_another_number_belong_to_the_paper() -> None:
    assert read(Record({"author": "Ao Liu;Bo Li", "aff": "Tencent"})) == People(
        (Author("Ao Liu"), Author("Bo Li")), True, ("Tencent",)
    )
