import pytest

from kg.sources.objects.fields import Record, tidy


@pytest.mark.parametrize("name", ["arxiv_id", "arXiv-ID", "ArXiv Id", "arxivId"])
def test_names_are_matched_in_their_normal_form(name: str) -> None:
    record = Record({name: "2505.15431"})
    assert record.first(("arxivid",)) == "2505.15431"
    assert record.written("arxivid") == name


def test_empty_fields_count_as_absent() -> None:
    assert (
        Record({"year": None, "date": "", "published": [], "issued": 2024}).text(("year", "date", "issued"))
        == "2024"
    )


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("a; b ;a", ("a", "b")),
        ("a, b", ("a", "b")),
        (["a", 7, None, "a"], ("a", "7")),
        ({"a": 1}, ()),
        (True, ()),
    ],
)
def test_lists_of_texts(value: object, texts: tuple[str, ...]) -> None:
    assert Record({"keywords": value}).texts(("keywords",)) == texts


@pytest.mark.parametrize(
    ("value", "text"), [(" a\n b ", "a b"), ("&lt;i&gt;", "<i>"), (7, "7"), (True, ""), ([], "")]
)
def test_tidy(value: object, text: str) -> None:
    assert tidy(value) == text
