"""A new version of the graph under load: no request fails, and each answer is of one version."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph

from kg.errors import StoreError
from kg.server import Edition
from kg.store.versions import Versions

VERSIONS, CLIENTS, WIDTH = 5, 6, 50
GONE = "outputs: nothing was built here; run kg build first"
QUERY = "SELECT ?n (COUNT(?s) AS ?c) { ?s <urn:of> ?n } GROUP BY ?n"


def fill(versions: Versions, number: int) -> None:
    """Write a graph in which every triple names its version."""
    with versions.changed() as engine:
        engine.clear()
        quads = (
            pyoxigraph.Quad(
                pyoxigraph.NamedNode(f"urn:s{each}"),
                pyoxigraph.NamedNode("urn:of"),
                pyoxigraph.Literal(number),
                pyoxigraph.DefaultGraph(),
            )
            for each in range(WIDTH)
        )
        engine.extend(quads)


def test_each_answer_is_of_one_version(tmp_path: Path, running: Any) -> None:
    versions = Versions(tmp_path / "store")
    done = threading.Event()
    seen: list[tuple[str, str]] = []

    def edition() -> Edition:
        place = versions.current()
        return Edition(place, place.name)

    def ask(address: str) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while not done.is_set():
                answer = client.get("/sparql", params={"query": QUERY, "format": "csv"})
                assert answer.status_code == 200, answer.text
                seen.append((answer.headers["etag"], answer.text))

    with versions.held():
        fill(versions, 0)
        with running(edition) as address, ThreadPoolExecutor(CLIENTS) as clients:
            asking = [clients.submit(ask, address) for _ in range(CLIENTS)]
            for number in range(1, VERSIONS):
                fill(versions, number)
            httpx.get(f"{address}/sparql", params={"query": QUERY}, timeout=60).raise_for_status()
            done.set()
            for each in asking:
                each.result()
    whole = {f"n,c\r\n{number},{WIDTH}\r\n" for number in range(VERSIONS)}
    assert {text for _, text in seen} <= whole
    answers = {tag: {text for other, text in seen if other == tag} for tag, _ in seen}
    assert all(len(texts) == 1 for texts in answers.values())


def test_a_graph_that_is_gone_is_said_and_comes_back(place: Path, running: Any) -> None:
    there = [False]

    def edition() -> Edition:
        if not there[0]:
            raise StoreError(GONE)
        return Edition(place, "a")

    with running(edition) as address:
        for path in ("/health", "/", "/sparql?query=ASK{}"):
            answer = httpx.get(f"{address}{path}", headers={"accept": "text/html, */*"}, timeout=60)
            assert (answer.status_code, answer.text) == (500, f"{GONE}\n")
        there[0] = True
        assert httpx.get(f"{address}/health", timeout=60).status_code == 200
