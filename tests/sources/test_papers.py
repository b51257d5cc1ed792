import pytest

from kg.model import Document, Identifier
from kg.sources.objects.papers import to_document


def document(**fields: object) -> Document:
    made = to_document({"title": "A Title", **fields})
    assert isinstance(made, Document)
    return made


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"year": 2024}, "2024"),
        ({"year": "2024", "published": "2024-12-03"}, "2024-12-03"),
        ({"date": "in press", "year": 2024}, "2024"),
        ({"venue": "iclr/iclr2025"}, "2025"),
        ({"venue": "Proceedings, volume 20251"}, ""),
        ({}, ""),
    ],
)
def test_issued(fields: dict[str, object], issued: str) -> None:
    assert document(**fields).issued == issued


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"arxiv": "arXiv:2505.15431v3"}, (Identifier("arxiv", "2505.15431v3"),)),
        ({"arxiv_id": "https://arxiv.org/abs/2505.15431"}, (Identifier("arxiv", "2505.15431"),)),
        ({"pdf": "https://arxiv.org/pdf/2505.15431"}, (Identifier("arxiv", "2505.15431"),)),
        ({"doi": "https://doi.org/10.1000/x"}, (Identifier("doi", "10.1000/x"),)),
        ({"doi": "N/A", "arxiv": "to appear"}, ()),
        (
            {"doi": "10.48550/arXiv.2505.15431"},
            (Identifier("arxiv", "2505.15431"), Identifier("doi", "10.48550/arXiv.2505.15431")),
        ),
        ({"openalex": "https://openalex.org/W123"}, (Identifier("openalex", "W123"),)),
        ({"url": "https://arxiv.org/abs/hep-th/9203001v2"}, (Identifier("arxiv", "hep-th/9203001v2"),)),
        ({"site": "https://openreview.net/forum?id=05T81ScPFb"}, (Identifier("openreview", "05T81ScPFb"),)),
        ({"url": "https://aclanthology.org/2022.acl-long.115/"}, (Identifier("acl", "2022.acl-long.115"),)),
        (
            {
                "project": "https://arxiv.org/abs/1707.09465",
                "abstract": "See https://arxiv.org/abs/1707.09465.",
            },
            (),
        ),
    ],
)
def test_identifiers(fields: dict[str, object], identifiers: tuple[Identifier, ...]) -> None:
    assert document(**fields).identifiers == identifiers


@pytest.mark.parametrize(
    ("language", "tag"), [("de", "de"), ("zh_CN", "zh-CN"), ("English", "en"), ("e n", "en"), (None, "en")]
)
def test_language_is_a_tag(language: object, tag: str) -> None:
    assert document(language=language).language == tag


def test_text_is_kept_as_given() -> None:
    made = to_document({"title": " A  &amp; B\n", "abstract": "\tTwo  spaces. "})
    assert isinstance(made, Document)
    assert made.text == " A  &amp; B\n\n\tTwo  spaces. "
