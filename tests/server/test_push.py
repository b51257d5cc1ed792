"""The graph sent to another store: to a real one, and to one that is busy, refuses, or is away."""

from __future__ import annotations

import http.server
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.errors import StoreError
from kg.store import Store, open_store, pushing
from kg.store.embedded import Store as Embedded
from kg.store.pushing import Target, push

from .peers import answering, oxigraph

RESOLVED = "https://w3id.org/claimgraph/graph/resolved"


@pytest.fixture
def store(place: Path) -> Store:
    return open_store(place)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[int], list[str]]]:
    """An address that answers with the statuses of a list, then with 204, and the requests that came."""
    statuses: list[int] = []
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            asked.append(f"{self.command} {self.path} {self.headers.get('authorization', '')}".strip())
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(statuses.pop(0) if statuses else 204)
            self.end_headers()

        do_PUT = _answer  # noqa: N815 (the library's names)
        do_POST = _answer  # noqa: N815

    with answering(Handler) as address:
        yield f"{address}/store", statuses, asked


@pytest.fixture
def stranger() -> Iterator[str]:
    """An address that leads to another, which takes nothing but GET."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(200 if self.command == "GET" else 302)
            self.send_header("location", "/new")
            self.send_header("content-length", "0")
            self.end_headers()

        do_GET = do_PUT = do_POST = _answer  # noqa: N815 (the library's names)

    with answering(Handler) as address:
        yield f"{address}/moved"


def test_an_endpoint_that_lies_elsewhere_now_is_told(stranger: str) -> None:
    with pytest.raises(
        StoreError, match=r"//127\.0\.0\.1:\d+/moved: leads to http://.*/new; give that address"
    ):
        kg.open_store(stranger.replace("//", "//ann:secret@")).query("ASK {}")


def at_once(address: str, token: str = "") -> Target:
    return Target(address, token, pause=lambda _: None)


def held(engine: pyoxigraph.Store) -> set[str]:
    return {str(quad) for quad in engine}


def test_another_store_holds_the_same_afterwards_also_when_pushed_twice(
    store: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "PIECE", 2_000)
    with oxigraph(tmp_path / "peer") as client:
        target = Target(f"{client.base_url}/store")
        names = list(push(store, target))
        assert list(push(store, target)) == names
    assert names[-1] == ""
    assert held(pyoxigraph.Store.read_only(str(tmp_path / "peer"))) == held(store.engine)


def test_the_resolved_view_goes_into_a_graph_of_its_own_where_one_is_named(
    store: Embedded, tmp_path: Path
) -> None:
    with oxigraph(tmp_path / "peer") as client:
        assert list(push(store, Target(f"{client.base_url}/store"), resolved=RESOLVED))[-1] == RESOLVED
    peer = pyoxigraph.Store.read_only(str(tmp_path / "peer"))
    assert not list(peer.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
    there = peer.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(RESOLVED))
    here = store.engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    assert {quad.triple for quad in there} == {quad.triple for quad in here}


def test_a_busy_store_is_asked_again(store: Store, answers: tuple[str, list[int], list[str]]) -> None:
    address, statuses, asked = answers
    statuses += [503, 429]
    names = list(push(store, at_once(address, token="secret")))
    assert len(asked) == len(names) + 2
    assert asked[0] == asked[2]
    assert all(each.endswith("Bearer secret") for each in asked)
    assert asked[-1].startswith("PUT /store?default=")


def test_a_store_that_refuses_is_told_with_the_graph(
    store: Store, answers: tuple[str, list[int], list[str]]
) -> None:
    address, statuses, asked = answers
    statuses += [401]
    with pytest.raises(StoreError, match=r"was not taken: 401 .*push again"):
        list(push(store, at_once(address)))
    assert len(asked) == 1


def test_a_store_that_lies_elsewhere_now_is_told_instead_of_losing_graphs(
    store: Store, stranger: str
) -> None:
    with pytest.raises(
        StoreError, match=r"127\.0\.0\.1:\d+/moved: leads to http://.*/new; push to that address"
    ):
        list(push(store, at_once(stranger.replace("//", "//ann:secret@"))))


def test_a_store_that_is_not_there_is_told_at_once(store: Store) -> None:
    with pytest.raises(StoreError, match=r"^http://127\.0\.0\.1:1/store: a graph was not taken: no answer"):
        list(push(store, at_once("http://name:secret@127.0.0.1:1/store")))


def test_a_store_that_goes_away_is_waited_for(store: Store, tmp_path: Path) -> None:
    waited: list[float] = []
    with oxigraph(tmp_path / "peer") as client:
        sent = push(store, Target(f"{client.base_url}/store", pause=waited.append))
        next(sent)
    with pytest.raises(StoreError, match="no answer"):
        list(sent)
    assert waited == [1, 2, 4, 8]


@pytest.mark.parametrize("address", ["nowhere", "http://[", "ftp://example.org/"])
def test_what_is_no_address_is_told(store: Store, address: str) -> None:
    with pytest.raises(StoreError, match=r"push again|write http"):
        list(push(store, at_once(address)))
