"""What a client may try against the server; docs/threats.md says what each of these tests covers."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

Serving = Callable[..., AbstractContextManager[str]]
THREEFOLD = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ALIVE = {"query": "ASK { ?s ?p ?o }"}


def alive(client: httpx.Client) -> bool:
    return bool(client.get("/sparql", params=ALIVE).json()["boolean"])


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * " + "{" * 5000 + "}" * 5000, id="nested braces"),
        pytest.param("SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", id="nested brackets"),
        pytest.param("SELECT * { { }" + " UNION { }" * 10_000 + " }", id="unions"),
        pytest.param("SELECT * { FILTER(" + "!" * 10_000 + "true) }", id="negations"),
        pytest.param("SELECT * { FILTER(true" + " || true" * 10_000 + ") }", id="alternatives"),
        pytest.param("SELECT * { ?a " + "^" * 10_000 + "kg:uses ?b }", id="inverse paths"),
        pytest.param("SELECT * { ?a " + "/".join(["kg:uses*"] * 5000) + " ?b }", id="long path"),
    ],
)
def test_queries_that_would_end_the_engine_never_reach_it(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 400
    assert alive(client)


def test_a_query_that_ends_its_worker_ends_nothing_else(client: httpx.Client) -> None:
    """The check counts no rows of VALUES, and takes what follows this dot for them; the engine does not."""
    query = "SELECT * { ?s ?p kg:a·VALUES . " + "{" * 20_000 + "}" * 20_000 + " }"
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code in (400, 503)
    assert alive(client)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", 403),
        ("SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}", 403),
        ("SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}", 403),
        pytest.param("SELECT ?a·VALUES {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", 403, id="dot in a name"),
        pytest.param("ASK {{ FILTER(1<2)SERVICE#>\n<{url}> {{ ?s ?p ?o }} }}", 403, id="operator as an IRI"),
        pytest.param(
            "ASK {{ FILTER(1<2&&'#>'=?x) SERVICE <{url}> {{ ?s ?p ?o }} }} #'",
            403,
            id="operator before a string",
        ),
        pytest.param(
            "ASK {{ ?s <http://a/\\u0061#> ?o . SERVICE <{url}> {{ ?x ?y ?z }} }}", 403, id="escape in an IRI"
        ),
        ("LOAD <{url}>", 400),
        ("SELECT * FROM <{url}> {{ ?s ?p ?o }}", 200),
        ("SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 200),
        ("SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}", 200),
    ],
)
def test_nothing_is_fetched(client: httpx.Client, query: str, status: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = client.post("/sparql", data={"query": query.format(url=url)})
        assert answer.status_code == status
        assert status >= 400 or answer.json()["results"]["bindings"] == []
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_worker_reaches_no_address_even_without_the_check() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        code = (
            "import socket, sys\n"
            "from kg.server.worker import leave_the_network\n"
            "if not leave_the_network(): sys.exit(3)\n"
            f"socket.create_connection(('127.0.0.1', {listener.getsockname()[1]}), timeout=2)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip("this system gives no process a network of its own")
    assert done.returncode == 1
    assert "OSError" in done.stderr


def test_a_query_that_never_ends_is_ended(client: httpx.Client) -> None:
    start = time.monotonic()
    answer = client.post("/sparql", data={"query": THREEFOLD})
    assert answer.status_code == 503
    assert "within 2 s" in answer.text
    assert time.monotonic() - start < 10
    assert alive(client)


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_a_cut_answer_looks_broken_to_every_client(client: httpx.Client, format: str) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/sparql", data={"query": ENDLESS, "format": format})
    assert alive(client)


def test_a_cut_graph_looks_broken_too(client: httpx.Client) -> None:
    query = ENDLESS.replace("SELECT *", "CONSTRUCT { ?a ?e ?i . ?d ?k ?c . ?g ?b ?l } WHERE")
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/sparql", data={"query": query, "format": "nt"})


def test_an_old_client_gets_no_half_answer(server: str, caplog: pytest.LogCaptureFixture) -> None:
    address = urlsplit(server)
    with socket.create_connection((address.hostname, address.port)) as connection:
        request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.0\r\nHost: localhost\r\n\r\n"
        connection.sendall(request.encode())
        assert connection.recv(15) == b"HTTP/1.1 503 Se"
    # Nothing was cut: there is no answer at all.
    assert "cut" not in caplog.text


def test_a_client_that_leaves_frees_its_worker(place: Path, serving: Serving) -> None:
    with serving(place, seconds=60, workers=1, patience=5) as address:
        url = urlsplit(address)
        with socket.create_connection((url.hostname, url.port)) as connection:
            connection.sendall(
                f"GET /sparql?query={quote(THREEFOLD)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            time.sleep(0.5)
        assert httpx.get(f"{address}/sparql", params=ALIVE, timeout=10).json()["boolean"]


def test_too_many_at_once_are_asked_to_come_back(place: Path, serving: Serving) -> None:
    with serving(place, seconds=2, workers=1, waiting=1, patience=0.2) as address:

        def ask(_: int) -> httpx.Response:
            return httpx.get(f"{address}/sparql", params={"query": THREEFOLD}, timeout=20)

        with ThreadPoolExecutor(6) as clients:
            answers = list(clients.map(ask, range(6)))
    sent_away = [answer for answer in answers if "retry-after" in answer.headers]
    assert [answer.status_code for answer in answers] == [503] * 6
    assert len(sent_away) == 5


def test_a_query_that_eats_memory_ends_alone(place: Path, serving: Serving) -> None:
    with serving(place, seconds=20, workers=1, memory_bytes=700 << 20) as address:
        query = ENDLESS.replace("{", "{ {", 1).replace("}", "} }") + " ORDER BY ?a ?l"
        answer = httpx.post(f"{address}/sparql", data={"query": query}, timeout=40)
        assert answer.status_code == 503
        assert _answered_again(address).json()["boolean"]


def _answered_again(address: str) -> httpx.Response:
    """Ask until the only worker is replaced: while its place is empty the server says when to come back."""
    answer = httpx.get(f"{address}/sparql", params=ALIVE, timeout=20)
    for _ in range(10):
        if answer.status_code != 503:
            break
        time.sleep(int(answer.headers["retry-after"]))
        answer = httpx.get(f"{address}/sparql", params=ALIVE, timeout=20)
    return answer


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "' + "(a*)*" * 500 + '$")) }',
        "SELECT * { ?a (!kg:no|^!kg:no)* ?b . ?b (!kg:no|^!kg:no)* ?c . ?c (!kg:no|^!kg:no)* ?d }",
    ],
    ids=["regex", "paths"],
)
def test_bombs_end_in_time(client: httpx.Client, query: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(httpx.RemoteProtocolError):
        assert client.post("/sparql", data={"query": query}).status_code in (200, 400, 503)
    assert time.monotonic() - start < 10
    assert alive(client)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "localhost.evil:80"])
def test_other_names_are_refused(client: httpx.Client, host: str) -> None:
    assert client.get("/sparql", params=ALIVE, headers={"host": host}).status_code in (400, 403)


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2fapp.py",
        "/id/../../etc/passwd",
        "//etc",
    ],
)
def test_no_path_leads_to_a_file(server: str, path: str) -> None:
    address = urlsplit(server)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request("GET", path)
    assert connection.getresponse().status in (303, 404)
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/x-www-form-urlencoded; charset=utf-16"}, 415),
        ({"content-type": "application/sparql-query; charset=\xff".encode("latin-1")}, 415),
        ({"content-type": "multipart/form-data"}, 415),
        ({"accept": "a/b;q=x," * 2000, "content-type": "application/sparql-query"}, 406),
    ],
    ids=["charset", "no charset", "multipart", "accept"],
)
def test_abused_headers(client: httpx.Client, headers: dict[str, str | bytes], status: int) -> None:
    answer = client.post("/sparql", content=b"ASK {}", headers=list(headers.items()))  # type: ignore[arg-type]
    assert answer.status_code == status
    assert alive(client)


def test_headers_without_end_are_cut(client: httpx.Client) -> None:
    with contextlib.suppress(httpx.TransportError):
        assert client.get("/sparql", params=ALIVE, headers={"x-long": "a" * 1_000_000}).status_code == 400
    assert alive(client)


def test_a_long_body_is_refused_before_it_is_sent(server: str, client: httpx.Client) -> None:
    address = urlsplit(server)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n"
            b"Content-Type: application/sparql-query\r\n\r\n"
        )
        assert connection.recv(12) == b"HTTP/1.1 413"
    assert alive(client)


def test_a_body_without_end_is_cut(client: httpx.Client) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        for number in range(10_000):
            sent.append(number)
            yield b"#" * 10_000

    # Who still sends when the connection closes may see the reset before the answer.
    with contextlib.suppress(httpx.TransportError):
        headers = {"content-type": "application/sparql-query"}
        assert client.post("/sparql", content=endless(), headers=headers).status_code == 413
    assert len(sent) < 10_000
    assert alive(client)


def test_slow_clients_keep_nobody_waiting(server: str, client: httpx.Client) -> None:
    address = urlsplit(server)
    slow = [socket.create_connection((address.hostname, address.port)) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
    assert alive(client)
    for connection in slow:
        connection.close()


def test_workers_end_with_a_server_that_is_killed(place: Path) -> None:
    code = (
        "import asyncio, os, sys\n"
        "from kg.server import Limits\nfrom kg.server.pool import Pool\n"
        "async def main():\n"
        "    pool = Pool(Limits(workers=1)); await pool.start()\n"
        "    print(*(worker.process.pid for worker in pool._all), flush=True); os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    worker = Path("/proc") / done.stdout.strip()
    deadline = time.monotonic() + 5
    while worker.exists() and "(Z)" not in worker.name and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not worker.exists()


@pytest.mark.parametrize("text", ['"\\' * 100_000, "a.-" * 80_000, "VALUES{" * 30_000, "<" * 200_000])
def test_texts_that_are_slow_to_check_hold_up_nobody(client: httpx.Client, text: str) -> None:
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(client.post, "/sparql", data={"query": text})
        time.sleep(0.1)
        assert alive(client)
        assert asked.result().status_code in (400, 503)


def test_many_threads_meet_one_answer(client: httpx.Client) -> None:
    barrier = threading.Barrier(8)

    def ask(_: int) -> int:
        barrier.wait()
        return client.get("/sparql", params=ALIVE).status_code

    with ThreadPoolExecutor(8) as clients:
        assert list(clients.map(ask, range(8))) == [200] * 8
