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
        ({"doi": "https://www.doi.org/10.1000/x"}, [], [("doi", "10.1000/x")]),
        ({"pmc": "8327820"}, [], [("pmc", "PMC8327820")]),
        ({"pmc": "https://pmc.ncbi.nlm.nih.gov/articles/PMC8327820/"}, [], [("pmc", "PMC8327820")]),
        ({"pmid": "https://pubmed.ncbi.nlm.nih.gov/31234567/"}, [], [("pmid", "31234567")]),
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
