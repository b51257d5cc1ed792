import pytest

from kg.sources.orcid import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
        ("", ""),
    ],
)
def test_only_a_right_check_digit_counts(text: str, expected: str) -> None:
    assert find(text) == expected
