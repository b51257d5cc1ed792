"""The picture is served under its own policy, and things that it shows lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from kg.server import Edition

PAGE = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:">
<script type="application/json" id="details">{"nodes":[{"id":"model/wren","type":"Model"}]}</script>
"""
Running = Callable[[Callable[[], Edition]], AbstractContextManager[str]]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "graph.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def shown(running: Running, place: Path, picture: Path) -> Iterator[httpx.Client]:
    with (
        running(lambda: Edition(place, "e" * 64, picture=picture)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_the_picture_runs_under_its_own_policy(shown: httpx.Client, picture: Path) -> None:
    answer = shown.get("/graph.html")
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; img-src data:; frame-ancestors 'none'"
    )
    known = {"if-none-match": answer.headers["etag"]}
    assert shown.get("/graph.html", headers=known).status_code == 304
    picture.write_text("<p>no policy", encoding="utf-8")
    changed = shown.get("/graph.html", headers=known)
    assert (changed.status_code, changed.headers["content-security-policy"]) == (
        200,
        "default-src 'none'; frame-ancestors 'none'",
    )


def test_pages_lead_to_what_the_picture_shows(shown: httpx.Client) -> None:
    assert 'href="/graph.html"' in shown.get("/").text
    assert 'href="/graph.html#model/wren"' in shown.get("/page/model/wren").text
    assert "/graph.html" not in shown.get("/page/model/wren-2").text


def test_no_page_leads_to_a_picture_that_is_not_there(client: httpx.Client) -> None:
    assert "/graph.html" not in client.get("/").text
    answer = client.get("/graph.html")
    assert (answer.status_code, answer.text) == (
        404,
        "/graph.html: this graph has no picture; kg show makes one\n",
    )
