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
from starlette.applications import Starlette

from kg.server import Edition, Limits, Writing, application
from kg.store import edits, open_store
from kg.store.versions import Versions

CASE = Path(__file__).parents[1] / "cases" / "store" / "small.trig"
Serving = Callable[..., AbstractContextManager[str]]


TOKEN = "a-token-of-the-tests"


@contextmanager
def _serving(place: Path, **settings: object) -> Iterator[str]:
    limits = Limits(**settings)  # type: ignore[arg-type]
    with _running(application(lambda: Edition(place, "d" * 64), limits=limits)) as address:
        yield address


@contextmanager
def _scratch(folder: Path, **settings: object) -> Iterator[str]:
    """Serve a store in versions, for writing too."""
    versions = Versions(folder)
    with versions.held():
        versions.begin()
        app = application(
            lambda: Edition(versions.current(), versions.current().name),
            limits=Limits(**settings),  # type: ignore[arg-type]
            hosts=["*"],
            writing=Writing(TOKEN, "versions", folder),
        )
        with _running(app) as address:
            yield address


@contextmanager
def _running(app: Starlette) -> Iterator[str]:
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


@pytest.fixture
def running() -> Callable[[Callable[[], Edition]], AbstractContextManager[str]]:
    """Serve whatever edition is current."""
    return lambda edition: _running(application(edition, limits=Limits(patience=60)))


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client with the token of a server that takes updates."""
    with _scratch(tmp_path_factory.mktemp("scratch"), workers=1, seconds=8) as address:
        headers = {"authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=address, timeout=40, headers=headers) as client:
            yield client


@pytest.fixture
def editable(tmp_path: Path, place: Path) -> Iterator[tuple[httpx.Client, Path]]:
    """A client with the token of a server that takes edits of a built graph, and the folder of edits."""
    built = tmp_path / "build" / "store"
    built.parent.mkdir()
    open_store(place).engine.backup(str(built))

    def edition() -> Edition:
        served = edits.edited(built, tmp_path / edits.FILE)
        return Edition(served, served.name, built)

    app = application(edition, limits=Limits(workers=1), writing=Writing(TOKEN, "edits", tmp_path))
    with _running(app) as address:
        headers = {"authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=address, timeout=40, headers=headers) as client:
            yield client, tmp_path


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
