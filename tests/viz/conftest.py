"""What the tests of the picture share: known papers, made-up graphs, and a browser without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph
import pytest

from kg.store import Store
from kg.viz import write_page
from kg.viz.contents import PAPER_TYPE, Entity, Figure, Paper, Statement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASE = Path(__file__).parents[1] / "cases" / "store" / "small.trig"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
Open = Callable[..., "Page"]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def small() -> Store:
    """Four made-up papers, opened in memory."""
    engine = pyoxigraph.Store()
    engine.load(path=str(CASE), format=pyoxigraph.RdfFormat.TRIG)
    return Store(CASE, engine)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or another that is installed."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a graph as a page; afterwards there was no error, no dialog, and no request but for the file."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    path = tmp_path / "graph.html"
    page.on("request", lambda request: wrong.append(request.url) if _foreign(request.url, path) else None)

    def open_(graph: nx.MultiDiGraph, anchor: str = "") -> Page:
        write_page(graph, path)
        page.goto(path.as_uri() + anchor)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
        return page

    yield open_
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def graph_of() -> Callable[..., nx.MultiDiGraph]:
    """A maker of graphs: from statements and figures to what `to_networkx` would give."""

    def made(
        statements: list[Statement],
        *,
        figures: list[Figure] | None = None,
        names: dict[str, tuple[str, ...]] | None = None,
        left_out: dict[str, int] | None = None,
    ) -> nx.MultiDiGraph:
        graph = nx.MultiDiGraph(left_out=left_out or {"nodes": 0, "claims": 0, "unclaimed": 0}, labels={})
        for statement in statements:
            for iri in (statement.subject, statement.object, statement.paper):
                if iri and iri not in graph:
                    graph.add_node(iri, **_attributes(iri, len(graph), (names or {}).get(iri, ())))
            graph.add_edge(
                statement.subject,
                statement.object,
                key=statement.iri,
                predicate=statement.predicate,
                confidence=statement.confidence,
                statement=statement,
            )
        for figure in figures or []:
            graph.nodes[figure.subject]["figures"] += (figure,)
        return graph

    return made


def _attributes(iri: str, number: int, names: tuple[str, ...]) -> dict[str, object]:
    kind, _, name = iri.partition("/")
    names = names or (name,)
    about = Paper(title=names[0]) if kind == "paper" else Entity(kind.capitalize(), names)
    kind = PAPER_TYPE if kind == "paper" else kind.capitalize()
    rank = round(1 / (number + 1), 6)
    return {"type": kind, "label": names[0], "rank": rank, "about": about, "figures": ()}


def _foreign(url: str, path: Path) -> bool:
    return not url.startswith("data:") and url.partition("#")[0] != path.as_uri()
