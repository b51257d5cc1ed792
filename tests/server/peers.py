"""Servers beside ours: `oxigraph` over a store of ours, and what a test makes up."""

from __future__ import annotations

import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

import httpx


@contextmanager
def answering(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let a handler, which logs nothing, answer in a thread; give the address, without a slash at its end."""
    handler.log_message = lambda *_: None  # type: ignore[method-assign]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


@contextmanager
def oxigraph(place: Path) -> Iterator[httpx.Client]:
    """Serve the store at `place`, for reading and writing."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        address = f"127.0.0.1:{bound.getsockname()[1]}"
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    process = subprocess.Popen([program, "serve", "--location", str(place), "--bind", address])
    try:
        with httpx.Client(
            base_url=f"http://{address}", timeout=30, event_hooks={"request": [_routed]}
        ) as client:
            _wait(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(10)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            client.get("/")
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return


def _routed(request: httpx.Request) -> None:
    """It takes queries and updates at addresses of their own."""
    if request.url.path.startswith("/sparql"):
        kind = request.headers.get("content-type", "")
        form = parse_qs(request.content.decode("latin-1")) if "form" in kind else {}
        updates = "sparql-update" in kind or "update" in form or "update" in request.url.params
        request.url = request.url.copy_with(path="/update" if updates else "/query")
