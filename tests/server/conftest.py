"""A server on a free loopback port over four made-up papers, with limits that tests can reach."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import uvicorn

from kg.server import Edition, Limits, application
from kg.store import open_store

CASE = Path(__file__).parents[1] / "cases" / "store" / "small.trig"
Serving = Callable[..., AbstractContextManager[str]]


@contextmanager
def _serving(place: Path, **settings: object) -> Iterator[str]:
    limits = Limits(**settings)  # type: ignore[arg-type]
    app = application(lambda: Edition(place, "d" * 64), limits=limits)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", h11_max_incomplete_event_size=64 << 10))
    with socket.create_server(("127.0.0.1", 0)) as bound:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Serve a store under limits of one's own."""
    return _serving


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    engine = pyoxigraph.Store(str(folder))
    engine.load(path=str(CASE), format=pyoxigraph.RdfFormat.TRIG)
    engine.flush()
    del engine
    assert open_store(folder).query("ASK { ?s ?p ?o }")
    return folder


@pytest.fixture(scope="session")
def server(place: Path) -> Iterator[str]:
    with _serving(place, seconds=2, answer_bytes=4 << 20, workers=2) as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=20) as client:
        yield client
