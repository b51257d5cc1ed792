import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Link
from kg.sources.links import Kind, find, kind_of, read_field


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Code is at https://github.com/Tencent/HunyuanVideo.", ["https://github.com/Tencent/HunyuanVideo"]),
        ("(see github.com/Tencent/HunyuanDiT)", ["https://github.com/Tencent/HunyuanDiT"]),
        ("code:github.com/a/b", ["https://github.com/a/b"]),
        (r"\url{https://a.org/x\_y}", ["https://a.org/x_y"]),
        (r"\href{http://a.io/b}{here}", ["http://a.io/b"]),
        ("HTTPS://A.org/b, and again https://a.org/c;", ["https://A.org/b", "https://a.org/c"]),
        ("https://a.comhttps://b.com/c", ["https://a.com", "https://b.com/c"]),
        ("https://en.wikipedia.org/wiki/A_(b)).", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("https://a.org/b。https://a.org/100%", ["https://a.org/b", "https://a.org/100"]),
        ("www.visualqa.org and www.a.org/b?", ["https://www.visualqa.org", "https://www.a.org/b"]),
        ("https://a.org/b and https://a.org/b", ["https://a.org/b"]),
        ("we crawl github.com; me@github.com/x; xgithub.com/a/b; https://; a/b", []),
    ],
)
def test_finds_addresses_in_text(text: str, urls: list[str]) -> None:
    assert [link.url for link in find(text, field="abstract")] == urls


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/Tencent/HunyuanDiT", "code"),
        ("https://github.com/Tencent", "page"),
        ("https://gitlab.kuleuven.be/detry-lab/public.git", "code"),
        ("https://anonymous.4open.science/r/IceBerg-D865/", "code"),
        ("https://huggingface.co/tencent/Tencent-Hunyuan-Large", "weights"),
        ("https://modelscope.cn/models/a/b", "weights"),
        ("https://huggingface.co/datasets/a/b", "data"),
        ("https://huggingface.co/spaces/a/b", "page"),
        ("https://zenodo.org/records/1", "data"),
        ("https://arxiv.org/pdf/2505.15431", "pdf"),
        ("https://a.org/b.pdf?download=1", "pdf"),
        ("https://hunyuan.github.io", "page"),
    ],
)
def test_tells_kinds_by_address(url: str, kind: Kind) -> None:
    assert kind_of(url) == kind


def test_field_promises_a_kind() -> None:
    links = read_field("https://sites.google.com/view/a; https://b.org/c", field="github", kind="code")
    assert links == (
        Link("https://sites.google.com/view/a", "code", "github"),
        Link("https://b.org/c", "code", "github"),
    )


def test_address_says_more_than_a_field_for_pages() -> None:
    assert read_field("github.com/a/b", field="project", kind="page") == (
        Link("https://github.com/a/b", "code", "project"),
    )


def test_field_needs_no_scheme() -> None:
    assert read_field("vision.cs.illinois.edu/a", field="project", kind="page") == (
        Link("https://vision.cs.illinois.edu/a", "page", "project"),
    )
    assert read_field("the author’s website", field="project", kind="page") == ()


@given(st.text())
def test_addresses_are_fit_for_an_iri(text: str) -> None:
    for link in find(f"https://a.org/{text} github.com/{text}", field="abstract"):
        assert link.url.isascii()
        assert not set(link.url) & set('<>"{}|^`\\ []')
