"""The page as a file: its bytes, its islands and its policy."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import networkx as nx
import pytest

from kg.store import Store
from kg.viz import to_networkx, write_page
from kg.viz.contents import Statement
from kg.viz.page import island, render

GraphOf = Callable[..., nx.MultiDiGraph]


@pytest.fixture(scope="module")
def html(small: Store) -> str:
    return render(to_networkx(small))


def test_same_graph_gives_the_same_bytes(small: Store, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        write_page(to_networkx(small), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_order_in_which_the_graph_was_filled_does_not_matter(small: Store, html: str) -> None:
    graph = to_networkx(small)
    turned = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert render(turned) == html


def test_policy_allows_just_the_scripts_and_the_style_of_the_page(html: str) -> None:
    policy = unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0])
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in (*scripts, *styles)
    ]
    assert policy == (
        f"default-src 'none'; script-src {hashes[0]} {hashes[1]}; style-src {hashes[2]}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_page_fetches_nothing(html: str) -> None:
    loaded = re.findall(r"<(?:script|link|img|iframe|object|embed)\b[^>]*?(?:src|href)=\"([^\"]*)\"", html)
    assert [address for address in loaded if not address.startswith("data:")] == []
    assert "sourceMappingURL" not in html


def test_islands_are_json_that_cannot_end_their_element(html: str) -> None:
    islands = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', html, re.DOTALL)
    assert [name for name, _ in islands] == ["nodes", "edges", "options", "details"]
    for _, text in islands:
        assert not set(text) & set("<>&\u2028\u2029")
        json.loads(text)


@pytest.mark.parametrize("text", ["</script>", "<!--", "&amp;", "\u2028\u2029", '"\\', "Ü 🦊 \u202e"])
def test_island_gives_back_what_went_in(text: str) -> None:
    written = str(island({"name": text}))
    assert json.loads(written) == {"name": text}
    assert not set(written) & set("<>&\u2028\u2029")


def test_empty_graph_makes_a_page() -> None:
    graph = nx.MultiDiGraph(left_out={"nodes": 0, "claims": 0, "unclaimed": 0}, labels={})
    assert "<!doctype html>" in render(graph)


def test_lines_between_the_same_two_bend_apart(graph_of: GraphOf) -> None:
    told = [
        Statement(f"claim/{predicate}", "model/a", predicate, "model/b", 0.9)
        for predicate in ("basedOn", "outperforms", "uses")
    ]
    edges = json.loads(re.findall(r'id="edges">(.*?)</script>', render(graph_of(told)))[0])
    assert [edge["smooth"]["roundness"] for edge in edges] == [0.1, 0.24, 0.38]
