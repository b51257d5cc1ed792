import pytest

from kg.sources.dates import read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Dec 3, 2024", "2024-12-03"),
        ("December 3, 2024", "2024-12-03"),
        ("Sept. 23, 2025", "2025-09-23"),
        ("3 December 2024", "2024-12-03"),
        ("May 2025", "2025-05"),
        ("2024", "2024"),
        ("2024-12", "2024-12"),
        ("2024/12/3", "2024-12-03"),
        ("2024-12-03T10:00:00Z", "2024-12-03"),
        (" 2024-12-03 10:00 ", "2024-12-03"),
        ("Feb 30, 2024", ""),
        ("2024-13", ""),
        ("0000", ""),
        ("20245", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_reads_as_exactly_as_the_source_is(text: str, date: str) -> None:
    assert read_date(text) == date
