"""The picture of the project's own seeds: what a stranger finds in it, in three clicks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.pipeline import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("outputs")
    build([SEEDS], output, workers=1)
    return output / "graph.html"


@pytest.mark.browser
def test_stranger_finds_what_hunyuan_turbos_beats(browser: Browser, picture: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(picture.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    page.click("#search")
    page.keyboard.type("hunyuan-turbos")
    page.click("#suggestions li:has([data-type=Model])")
    card = page.locator("#panel [data-relation=outperforms] .claim", has_text="Gemini-2.0-Flash-001").first
    assert (
        "outperforming leading models like Gemini-2.0-Flash-001 (1352)"
        in card.locator("blockquote").inner_text()
    )
    assert "Gemini-2.0-Flash-001" in card.locator("mark").all_inner_texts()
    context.close()


@pytest.mark.browser
def test_every_paper_of_the_listing_is_there(browser: Browser, picture: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(picture.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    papers = page.locator("#panel .group", has_text="Papers").first.locator(".thing")
    assert papers.count() == 16
    assert page.locator("#panel .date").all_inner_texts()[0] == "2025-09-23"
    context.close()
