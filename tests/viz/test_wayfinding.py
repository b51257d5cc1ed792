"""Ways through the page in a real Chromium: Back, filters, search, keyboard, touch and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.store import Store
from kg.viz import to_networkx, write_page
from kg.viz.contents import Figure, Passage, Statement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
GraphOf = Callable[..., nx.MultiDiGraph]
Open = Callable[..., "Page"]

IRI = "https://w3id.org/claimgraph/id/"


@pytest.fixture(scope="module")
def graph(small: Store) -> nx.MultiDiGraph:
    return to_networkx(small)


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


def headed(page: Page, text: str) -> None:
    """Wait until this is what the panel is about."""
    page.locator("#panel h2", has_text=text).wait_for()


# What the canvas writes last, with the middle and the width of each row.
RECORD = """
const write = CanvasRenderingContext2D.prototype.fillText;
window.written = new Map();
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const width = Math.ceil(this.measureText(text).width);
  window.written.set(text, { x: Math.round(x), y: Math.round(y), width });
  return write.call(this, text, x, y);
};
"""


def written(page: Page) -> dict[str, dict[str, int]]:
    """Read where the labels stand in the picture that is drawn last, the pointer elsewhere."""
    page.mouse.move(1270, 790)
    page.wait_for_timeout(200)
    page.evaluate("window.written.clear()")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return dict(page.evaluate("[...window.written]"))


@pytest.fixture
def noted(opened: Open) -> Open:
    """Open a page that notes what its canvas writes."""

    def open_(graph: nx.MultiDiGraph, anchor: str = "") -> Page:
        page = opened(graph, anchor)
        page.add_init_script(RECORD)
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    return open_


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def least(page: Page, value: str) -> None:
    page.locator("#confidence").fill(value)


# -- back and forth --------------------------------------------------------------------------------


def test_back_shows_the_picture_as_it_was_left(noted: Open, graph: nx.MultiDiGraph) -> None:
    page = noted(graph)
    whole = written(page)
    page.click("#panel .thing >> text=Gauge")
    headed(page, "Gauge")
    chosen = written(page)
    page.locator("#panel .group li .thing", has_not_text="Gauge").first.click()
    page.locator("#panel h2", has_not_text="Gauge").wait_for()
    page.click("#zoom-in")
    assert written(page) != chosen
    page.go_back()
    headed(page, "Gauge")
    assert written(page) == chosen
    page.click(".close")
    assert written(page) == whole


def test_closing_what_a_link_chose_shows_all(noted: Open, graph: nx.MultiDiGraph) -> None:
    page = noted(graph, "#model/wren-2")
    one = written(page)
    page.keyboard.press("Escape")
    assert len(written(page)) > len(one)


def test_title_names_what_is_chosen(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/wren-2")
    assert page.title() == "Wren-2 · claimgraph"
    page.keyboard.press("Escape")
    assert page.title() == "claimgraph"


def test_address_of_nothing_here_says_so_and_what_is_near(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspurl")
    assert page.inner_text("#not-here p") == "“model/larkspurl” is not in this picture. Near it:"
    assert texts(page, "#not-here .thing")[0] == "Larkspur-L"
    page.keyboard.press("Escape")
    assert page.locator("#not-here").count() == 0


def test_panel_gives_the_iri(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#model/larkspur-l")
    assert page.inner_text(".iri code") == f"{IRI}model/larkspur-l"
    page.click(".copy")
    page.locator(".copy", has_text="ed").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{IRI}model/larkspur-l"


# -- filters ---------------------------------------------------------------------------------------


def rivals(graph_of: GraphOf) -> nx.MultiDiGraph:
    told = [
        Statement("claim/1", "model/ant", "outperforms", "model/bee", 0.45, paper="paper/p"),
        Statement("claim/2", "model/ant", "outperforms", "model/cow", 0.97, paper="paper/p"),
        Statement("claim/3", "model/ant", "outperforms", "model/doe", 0.71, paper="paper/p"),
        Statement("claim/4", "model/ant", "uses", "method/elk", 0.5, paper="paper/p"),
    ]
    size = Figure("figure/1", "model/ant", "paper/p", "56B", "size", 0.6, what="parameters")
    return graph_of(told, figures=[size])


def test_claims_stand_surest_first(opened: Open, graph_of: GraphOf) -> None:
    page = opened(rivals(graph_of), "#model/ant")
    assert texts(page, "[data-relation=outperforms] li .thing") == ["cow", "doe", "bee"]


def test_least_confidence_reaches_the_panel(opened: Open, graph_of: GraphOf) -> None:
    page = opened(rivals(graph_of), "#model/ant")
    least(page, "0.7")
    assert texts(page, "[data-relation=outperforms] li .thing") == ["cow", "doe"]
    assert texts(page, "#panel .more") == [
        "1 below 0.70 · show",
        "1 below 0.70 · show",
        "1 below 0.70 · show",
    ]
    page.click("[data-relation=outperforms] .more")
    assert texts(page, "[data-relation=outperforms] .faint .thing") == ["bee", "p"]
    least(page, "0")
    assert texts(page, "[data-relation=outperforms] li .thing") == ["cow", "doe", "bee"]


def test_choosing_what_the_filters_hide_shows_it_alone_and_says_so(
    opened: Open, graph: nx.MultiDiGraph
) -> None:
    page = opened(graph)
    page.click("#types .toggle[data-type=Dataset]")
    hidden = page.inner_text("#counts")
    page.fill("#search", "reed corpus")
    page.keyboard.press("Enter")
    headed(page, "Reed Corpus")
    assert page.get_attribute("#types .toggle[data-type=Dataset]", "aria-pressed") == "false"
    assert page.inner_text("#notice p") == "The filters hide Reed Corpus; it is shown because it is chosen."
    assert int(page.inner_text("#counts").split()[0]) == int(hidden.split()[0]) + 1
    page.click("#notice .dismiss")
    assert page.inner_text("#notice") == ""
    page.keyboard.press("Escape")
    headed(page, "What these papers claim")
    assert page.inner_text("#counts") == hidden


def test_notice_leads_back_to_everything(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph, "#dataset/reed-corpus?hide=Dataset")
    page.click("#notice .more")
    assert page.inner_text("#counts").startswith("4 papers")
    assert page.inner_text("#notice") == ""


def test_address_keeps_the_filters(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.click("#types .toggle[data-type=Paper]")
    least(page, "0.9")
    page.wait_for_url("**#?hide=Paper&least=0.9")
    counts = page.inner_text("#counts")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.inner_text("#counts") == counts
    assert page.inner_text("#confidence-value") == "0.90"
    page.fill("#search", "larkspur large")
    page.keyboard.press("Enter")
    headed(page, "Larkspur-L")
    assert page.url.endswith("#model/larkspur-l?hide=Paper&least=0.9")


@pytest.mark.parametrize(
    "words", ["least=nan", "least=-3", "hide=Nothing", "hide", "%zz", "?&=", "least=1e9"]
)
def test_odd_filters_in_an_address_do_no_harm(opened: Open, graph: nx.MultiDiGraph, words: str) -> None:
    page = opened(graph, f"#model/larkspur-l?{words}")
    assert page.inner_text("#panel h2") == "Larkspur-L"


# -- search ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["larkspurl", "LARKSPUR L", "lark spur-l", "larkspur_l"])
def test_signs_and_blanks_do_not_matter(opened: Open, graph: nx.MultiDiGraph, query: str) -> None:
    page = opened(graph)
    page.fill("#search", query)
    assert texts(page, "#suggestions li .name")[0] == "Larkspur-L"


def test_misspelt_name_finds_what_is_near(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.fill("#search", "larskpur")
    assert page.inner_text("#found") == "No name here holds that. Near it:"
    assert "Larkspur-L" in texts(page, "#suggestions li .name")


def test_authors_lead_to_their_papers(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.fill("#search", "ada moss")
    assert texts(page, "#suggestions li .name") == ["Larkspur-L", "Notes on Wren-2 and “quiet” Training"]
    assert texts(page, "#suggestions li .type") == ["Ada Moss", "Ada Moss"]
    page.keyboard.press("Enter")
    headed(page, "Larkspur-L: A Sparse Language Model")


def test_long_list_scrolls(opened: Open, graph_of: GraphOf) -> None:
    told = [Statement(f"claim/{n}", f"model/m{n}", "uses", "method/k", 0.9) for n in range(60)]
    page = opened(graph_of(told))
    page.fill("#search", "m")
    assert page.inner_text("#found") == "50 of 60 listed"
    assert page.locator("#suggestions li").count() == 50
    page.keyboard.press("ArrowUp")
    last = page.locator("#suggestions li").last
    assert last.get_attribute("aria-selected") == "true"
    assert page.evaluate("document.getElementById('suggestions').scrollTop") > 0
    last.click()
    page.wait_for_selector("#panel .kicker")


def test_search_says_that_names_are_left_out(opened: Open, small: Store) -> None:
    page = opened(to_networkx(small, limit=8))
    page.fill("#search", "reed corpus")
    assert page.inner_text("#beyond") == "14 things of the graph are not in this picture"


# -- keyboard --------------------------------------------------------------------------------------


def test_first_stop_leads_to_the_details(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to details"
    page.keyboard.press("Enter")
    assert focused(page) == "What these papers claim"
    assert "#" not in page.url


def test_picture_is_one_stop(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    assert page.get_attribute(".vis-network", "tabindex") == "-1"


@pytest.mark.parametrize("way", ["close", "escape", "back"])
def test_focus_returns_to_where_it_came_from(opened: Open, graph: nx.MultiDiGraph, way: str) -> None:
    page = opened(graph)
    page.locator("#panel .thing", has_text="Gauge").first.focus()
    page.keyboard.press("Enter")
    headed(page, "Gauge")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    if way == "close":
        page.locator(".close").focus()
        page.keyboard.press("Enter")
    elif way == "escape":
        page.keyboard.press("Escape")
    else:
        page.go_back()
    headed(page, "What these papers claim")
    assert focused(page) == "Gauge"


# -- touch, paper, contrast ------------------------------------------------------------------------


def test_unseen_button_takes_no_tap(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    assert page.evaluate("getComputedStyle(document.querySelector('.only')).pointerEvents") == "none"
    page.hover("#types li")
    page.locator("#types li .only").first.click()
    assert page.inner_text("#counts") == "4 of 22 nodes shown"


def test_on_a_phone_each_button_is_seen(browser: Browser, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "graph.html")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, offline=True
    )
    page = context.new_page()
    page.goto((tmp_path / "graph.html").as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    page.tap("#filter-box > summary")
    page.tap("#types .toggle[data-type=Paper] .number")
    assert page.inner_text("#counts") != ""
    assert page.get_attribute("#types .toggle[data-type=Paper]", "aria-pressed") == "false"
    assert page.evaluate("getComputedStyle(document.querySelector('.only')).opacity") == "1"
    context.close()


def test_paper_shows_sentences_and_no_buttons(opened: Open, graph_of: GraphOf) -> None:
    told = [
        Statement(f"claim/{n}", "model/ant", "uses", f"method/k{n}", 0.9, f"paper/{n}") for n in range(20)
    ]
    size = Figure("figure/1", "model/ant", "paper/p", "56B", "size", 0.6, passages=(Passage("It has 56B."),))
    page = opened(graph_of(told, figures=[size]), "#model/ant")
    page.emulate_media(media="print")
    assert page.inner_text(".figure blockquote") == "It has 56B."
    assert page.is_hidden(".quote")
    note = "getComputedStyle(document.querySelector('.more'), '::after').content"
    assert page.evaluate(note) == '"14 more, not printed"'
    fit = "getComputedStyle(document.querySelector('#canvas canvas')).objectFit"
    assert page.evaluate(fit) == "contain"


def test_paper_is_light(opened: Open, graph: nx.MultiDiGraph) -> None:
    page = opened(graph)
    page.emulate_media(color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground')"
    dark = page.evaluate(ground)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(ground) != dark
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(ground) == dark


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_edges_stand_out_from_their_ground(
    opened: Open, graph: nx.MultiDiGraph, scheme: str
) -> None:
    """Three to one (WCAG 2.2, 1.4.11); lines are drawn at nine tenths."""
    page = opened(graph)
    page.emulate_media(color_scheme=scheme)
    read = "name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()"
    colour = {
        name: page.evaluate(read, name) for name in ("ground", "card", "line", "accent", "edge", "quiet")
    }
    mixed = {name: _over(colour[name], colour["ground"], 0.9) for name in ("line", "accent")}
    assert min(contrast(mixed[name], colour["ground"]) for name in mixed) >= 3
    assert min(contrast(colour["edge"], colour[name]) for name in ("ground", "card")) >= 3


def _over(colour: str, ground: str, share: float) -> str:
    parts = [
        round(int(colour[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


# -- labels ----------------------------------------------------------------------------------------


def test_first_thing_is_named_among_its_many(noted: Open, graph_of: GraphOf) -> None:
    told = [Statement(f"claim/{n}", "model/hub", "uses", f"method/l{n}", 0.9) for n in range(80)]
    names = {"model/hub": ("A hub with a long name of its own",)}
    assert {"A hub with a long", "name of its own"} <= set(written(noted(graph_of(told, names=names))))


def test_no_label_is_cut_or_covered_on_a_phone(noted: Open, graph: nx.MultiDiGraph) -> None:
    page = noted(graph)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    labels = written(page)
    assert len(labels) > 12
    (left, top, right, bottom), *covers = (box(page, name) for name in ("#canvas", "#filters", "#zoom"))
    for row in labels.values():
        edges = row["x"] + left - row["width"] / 2, row["x"] + left + row["width"] / 2
        assert left <= edges[0] < edges[1] <= right
        assert top < row["y"] + top < bottom
        for cover in covers:
            assert not (cover[0] < edges[1] and edges[0] < cover[2] and cover[1] < row["y"] + top < cover[3])


def box(page: Page, selector: str) -> tuple[float, float, float, float]:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]
