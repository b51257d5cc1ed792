"""The page in a real Chromium, opened from disk with the network cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.model import Span
from kg.store import Store
from kg.viz import to_networkx, write_page
from kg.viz.contents import Figure, Paper, Passage, Statement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
GraphOf = Callable[..., nx.MultiDiGraph]
Open = Callable[..., "Page"]

FIND_COLOUR = """([red, green, blue, off]) => {
  const canvas = document.querySelector("#canvas canvas");
  const sheet = new OffscreenCanvas(canvas.width, canvas.height);
  const copy = sheet.getContext("2d", { willReadFrequently: true });
  copy.fillStyle = getComputedStyle(document.body).backgroundColor;
  copy.fillRect(0, 0, canvas.width, canvas.height);
  copy.drawImage(canvas, 0, 0);
  const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const found = [];
  for (let at = 0; at < data.length; at += 4) {
    const apart = Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue);
    if (apart <= off) found.push([(at / 4) % width, Math.floor(at / 4 / width)]);
  }
  const [x, y] = found[Math.floor(found.length / 2)] ?? [-1, -1];
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / canvas.clientWidth;
  return [box.left + x / ratio, box.top + y / ratio, found.length];
}"""


def shown(page: Page, selector: str, text: str) -> None:
    """Wait until the element holds just this text: what was chosen is shown a moment after."""
    page.locator(selector).and_(page.get_by_text(text, exact=True)).wait_for()


@pytest.fixture(scope="module")
def graph(small: Store) -> nx.MultiDiGraph:
    return to_networkx(small)


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


# -- what is there at first ------------------------------------------------------------------------


def test_page_says_what_it_holds(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    assert page.inner_text("#counts") == "4 papers · 18 entities · 20 claims · 8 figures"
    assert page.inner_text("#panel h2") == "What these papers claim"
    assert texts(page, "#types .toggle .name") == [
        "Papers", "Models", "Systems", "Methods", "Datasets", "Tasks", "Metrics", "Organizations", "Hardware",
    ]  # fmt: skip
    assert page.locator("#left-out").count() == 0


def test_page_says_what_is_left_out(opened: Open, small: Store) -> None:
    page = opened(to_networkx(small, limit=8))
    assert page.inner_text("#left-out").startswith("Left out of this picture: 14 lower-ranked nodes and ")


def test_empty_graph_opens(opened: Open) -> None:
    page = opened(nx.MultiDiGraph(left_out={"nodes": 0, "claims": 0, "unclaimed": 0}, labels={}))
    assert page.inner_text("#counts") == "0 entities · 0 claims · 0 figures"


# -- search ----------------------------------------------------------------------------------------


def test_stranger_finds_what_a_system_beats_with_its_sentence(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.click("#search")
    page.keyboard.type("larksp")
    page.click("#suggestions li >> text=Larkspur-L")
    beaten = page.locator("#panel [data-relation=outperforms]").first
    assert beaten.locator("h3").inner_text().split("\n") == ["outperforms", "1"]
    claim = beaten.locator(".claim").first
    assert claim.locator("li .thing").all_inner_texts() == ["Dunlin-7B", "MMLU"]
    assert (
        claim.locator("blockquote").inner_text() == "Larkspur-L outperforms Dunlin-7B by 2.1 points on MMLU."
    )
    assert claim.locator("mark").all_inner_texts() == ["Larkspur-L", "Dunlin-7B"]
    assert claim.locator("footer").inner_text() == "Larkspur-L"
    assert "0.93" in claim.inner_text()


def test_other_names_are_found_too(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.fill("#search", "larkspur large")
    assert texts(page, "#suggestions li .name") == ["Larkspur Large"]
    page.keyboard.press("Enter")
    shown(page, "#panel h2", "Larkspur-L")


def test_search_by_keyboard_alone(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.keyboard.press("/")
    page.keyboard.type("gauge")
    assert texts(page, "#suggestions li .type") == ["Dataset", "Paper"]
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "suggestion-1"
    page.keyboard.press("Enter")
    shown(page, "#panel .kicker", "Paper")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "What these papers claim"


def test_search_says_when_nothing_fits(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.fill("#search", "zzz")
    assert page.inner_text("#found") == "No name here holds that"
    assert page.get_attribute("#found", "role") == "status"
    assert page.is_hidden("#suggestions")


def test_escape_closes_the_suggestions(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.fill("#search", "heron")
    page.keyboard.press("Escape")
    assert page.is_hidden("#suggestions")
    assert page.get_attribute("#search", "aria-expanded") == "false"


# -- the panel -------------------------------------------------------------------------------------


def test_object_in_the_panel_leads_on_and_back_returns(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspur-l")
    page.click("#panel [data-relation=outperforms] li .thing >> nth=0")
    assert page.inner_text("#panel h2") == "Dunlin-7B"
    assert page.url.endswith("#model/dunlin-7b")
    assert "outperformed by" in page.inner_text("#panel")
    page.go_back()
    assert page.inner_text("#panel h2") == "Larkspur-L"


def test_figures_show_the_value_as_written_and_the_sentence(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspur-l")
    figures = page.locator(".figures").first
    assert set(figures.locator(".value").all_inner_texts()) == {"56B", "2.1 points", "81.2%", "77.9%"}
    size = figures.locator(".figure", has_text="56B")
    assert "activated parameters" in size.inner_text()
    size.get_by_role("button", name="Sentence").click()
    assert size.locator("mark").all_inner_texts() == ["Larkspur-L", "56B activated parameters"]


def test_hedged_claim_says_so(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/wren-2")
    assert texts(page, "#panel [data-relation=outperforms] .hedged") == ["hedged"]


def test_paper_tells_all_it_claims(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#paper/larkspur")
    assert (
        page.locator(".links a", has_text="Code").get_attribute("href")
        == "https://github.com/example/larkspur"
    )
    page.click("text=Everything this paper claims")
    page.locator("details.group[open]", has_text="by 2.1 points").wait_for()


def test_unknown_address_shows_the_overview(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#no/such%thing")
    assert page.inner_text("#panel h2") == "What these papers claim"


def test_agreeing_papers_are_three_cards_of_one_object(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspur-l")
    group = page.locator("#panel [data-relation=outperforms]").first
    assert group.locator("footer").all_inner_texts() == [
        "Larkspur-L",
        "Gauge",
        "Heron",
    ]


# -- the picture -----------------------------------------------------------------------------------


def test_click_on_a_node_shows_it(opened: Open, graph_of: GraphOf) -> None:
    page = opened(graph_of([Statement("claim/1", "model/ant", "uses", "dataset/bee", 0.9)]))
    x, y, _ = page.evaluate(FIND_COLOUR, [0xA9, 0x6A, 0x04, 4])
    page.mouse.click(x, y)
    shown(page, "#panel h2", "bee")
    assert page.inner_text("#panel h2") == "bee"
    assert texts(page, "#panel [data-relation=uses] li .thing") == ["ant"]


def test_click_on_a_line_shows_its_claims(opened: Open, graph_of: GraphOf) -> None:
    beats = Statement(
        "claim/1", "model/ant", "outperforms", "dataset/bee", 0.87,
        passages=(Passage("🐜 ant beats bee.", (Span(2, 5), Span(12, 15))),),
    )  # fmt: skip
    page = opened(graph_of([beats]))
    x, y, _ = page.evaluate(FIND_COLOUR, [0xC8, 0x61, 0x42, 24])
    page.mouse.click(x, y)
    page.locator("#panel h2", has_text="outperforms").wait_for()
    assert page.inner_text("#panel h2").split() == ["ant", "outperforms", "bee"]
    assert texts(page, "#panel mark") == ["ant", "bee"]
    assert "0.87" in page.inner_text("#panel")


def test_click_on_empty_ground_clears(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspur-l")
    page.mouse.click(870, 790)
    assert page.inner_text("#panel h2") == "What these papers claim"


def test_selection_dims_all_but_its_neighbours(opened: Open, graph_of: GraphOf) -> None:
    told = [
        Statement("claim/1", "model/ant", "uses", "dataset/bee", 0.9),
        Statement("claim/2", "task/cat", "uses", "metric/dog", 0.9),
    ]
    page = opened(graph_of(told))
    pink = [0xB9, 0x3A, 0x72, 4]
    assert page.evaluate(FIND_COLOUR, pink)[2] > 20
    page.evaluate("location.hash = 'model/ant'")
    page.wait_for_selector(".close")
    page.wait_for_timeout(100)
    assert page.evaluate(FIND_COLOUR, pink)[2] == 0


@pytest.mark.parametrize("key", ["+", "-", "0", "ArrowLeft"])
def test_keys_move_the_picture(opened: Open, graph: nx.MultiDiGraph, key: str) -> None:
    page = opened(graph)
    page.focus("#canvas")
    page.keyboard.press("+")
    page.wait_for_timeout(150)
    before = page.locator("#canvas canvas").screenshot()
    page.keyboard.press(key)
    page.wait_for_timeout(150)
    assert page.locator("#canvas canvas").screenshot() != before


# -- filters ---------------------------------------------------------------------------------------


def test_type_toggles_hide_and_show(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.click("#types .toggle[data-type=Paper]")
    assert page.get_attribute("#types .toggle[data-type=Paper]", "aria-pressed") == "false"
    assert page.inner_text("#counts") == "18 of 22 nodes shown"
    page.click("#reset")
    assert page.inner_text("#counts").startswith("4 papers")
    assert page.is_hidden("#reset")


def test_relation_filter_hides_what_it_leaves_alone(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.click("text=Relations")
    assert "outperforms" in texts(page, "#relations .name")
    for check in page.locator("#relations input").all():
        if check.get_attribute("data-relation") != "outperforms":
            check.uncheck()
    assert page.inner_text("#counts") == "5 of 22 nodes shown"


def test_confidence_filter(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.focus("#confidence")
    page.keyboard.press("End")
    assert page.inner_text("#confidence-value") == "1.00"
    assert page.inner_text("#counts").endswith("of 22 nodes shown")


# -- hostile names ---------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "'\"`${alert(1)}{{7*7}}{% raw %}",
    "\u202egnp.exe\u2066 \u2028\u2029",
    "x" * 5000,
    "__proto__",
    "constructor",
]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name[:20]))
def test_hostile_names_stay_text(opened: Open, graph_of: GraphOf, name: str) -> None:
    passage = Passage(f"{name} beats {name}", (Span(0, len(name)),))
    beats = Statement(
        "claim/1", "model/a", "outperforms", "model/b", 0.9, paper="paper/p", margin=name, passages=(passage,)
    )
    size = Figure("figure/1", "model/a", "paper/p", name, "size", 0.9, what=name, passages=(passage,))
    names = {"model/a": (name, f"other {name}"), "model/b": (f"b {name}",), "paper/p": (f"{name}: a title",)}
    graph = graph_of([beats], figures=[size], names=names)
    graph.nodes["paper/p"]["about"] = Paper(
        title=f"{name}: a title",
        authors=name,
        abstract=name,
        categories=(name,),
        links=(("Code", f"javascript:{name}"),),
    )
    page = opened(graph, "#model/a")
    assert page.locator("#panel h2").text_content() == name
    assert page.locator("#panel mark").first.text_content() == name
    page.fill("#search", name[:30])
    page.evaluate("location.hash = 'paper/p'")
    page.wait_for_selector("text=Abstract")
    assert page.locator("main a").count() == 0
    assert page.locator("script").count() == 6
    assert page.locator("img, iframe").count() == 0


def test_hostile_iri_makes_an_address_that_works(opened: Open, graph_of: GraphOf) -> None:
    iri = "model/a%20b#<c>&\"'|"
    page = opened(graph_of([Statement("claim/1", iri, "uses", "method/m", 0.9)]))
    page.fill("#search", "a%20b")
    page.keyboard.press("Enter")
    shown(page, "#panel .kicker", "Model")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.inner_text("#panel .kicker") == "Model"


# -- other readers ---------------------------------------------------------------------------------


def test_page_follows_the_dark_scheme(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_narrow_window_shows_picture_and_panel(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.set_viewport_size({"width": 400, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    picture, panel = page.locator("#picture").bounding_box(), page.locator("#panel").bounding_box()
    assert picture is not None
    assert panel is not None
    assert picture["height"] > 250
    assert panel["y"] >= picture["y"] + picture["height"] - 1


def test_without_javascript_it_says_why(browser: Browser, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "graph.html")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "graph.html").as_uri())
    assert "carries inside itself" in page.inner_text("noscript p")
    context.close()


def test_two_thousand_nodes_open_and_answer(opened: Open, graph_of: GraphOf) -> None:
    told = [
        Statement(f"claim/{number}", f"model/m{number % 700}", "uses", f"method/k{number * 7 % 1300}", 0.9)
        for number in range(4000)
    ]
    page = opened(graph_of(told))
    assert page.inner_text("#counts") == "2,000 entities · 4,000 claims · 0 figures"
    page.fill("#search", "k77")
    page.keyboard.press("Enter")
    shown(page, "#panel h2", "k77")
