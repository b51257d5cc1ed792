import pytest

from kg.model import Identifier
from kg.sources.identifiers import tidied, without_version


@pytest.mark.parametrize(
    ("given", "urls", "expected"),
    [
        ({"doi": "https://doi.org/10.1000/x", "arxiv": ""}, [], [("doi", "10.1000/x")]),
        ({"arxiv": "arXiv:2406.00001v1 [cs.CL]"}, [], [("arxiv", "2406.00001v1")]),
        (
            {"doi": "10.48550/arXiv.2406.00001"},
            [],
            [("arxiv", "2406.00001"), ("doi", "10.48550/arXiv.2406.00001")],
        ),
        ({"doi": "none", "arxiv": "n/a"}, [], []),
        ({}, ["https://aclanthology.org/2020.acl-main.1.pdf"], [("acl", "2020.acl-main.1")]),
        ({}, ["http://arxiv.org/abs/math.GT/0309136v1"], [("arxiv", "math.GT/0309136v1")]),
        ({}, ["https://openreview.net/forum?id=aB-_1"], [("openreview", "aB-_1")]),
    ],
)
def test_tidied(given: dict[str, str], urls: list[str], expected: list[tuple[str, str]]) -> None:
    assert tidied(given, urls) == tuple(Identifier(*pair) for pair in expected)


def test_without_version() -> None:
    assert [without_version(it) for it in ("2104.12255v12", "hep-th/9901001", "x")] == [
        "2104.12255",
        "hep-th/9901001",
        "x",
    ]
