import pytest

from kg.server.rendering import _parts


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], []),
        ([[0, 3], [4, 10]], ["70B", "models"]),
        ([[0, 3], [0, 10]], ["70B", " models"]),
        ([[0, 10], [4, 10]], ["70B models"]),
        ([[2, 6], [4, 10]], ["B mo", "dels"]),
    ],
)
def test_every_span_is_marked_also_where_it_overlaps_another(
    spans: list[list[int]], marked: list[str]
) -> None:
    parts = _parts({"text": "70B models win.", "spans": spans})
    assert "".join(text for text, _ in parts) == "70B models win."
    assert [text for text, is_marked in parts if is_marked] == marked
