"""`kg serve`: the folder of a build → a SPARQL endpoint and pages over HTTP."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.options import OUTPUTS, Output
from kg.errors import OutputError
from kg.pipeline import manifest
from kg.pipeline.outputs import current

if TYPE_CHECKING:
    from kg.server import Edition


def serve(
    output: Output = OUTPUTS,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = 7878,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="The longest a query may run.")] = 30,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries that run at one time.")] = 2,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name this server is known by.")
    ] = None,
    cors: Annotated[
        bool, typer.Option("--cors/--no-cors", help="Whether pages of other sites may read the graph.")
    ] = True,
) -> None:
    """Serve the graph over HTTP, for reading: SPARQL for programs, pages for people.

    A new build of the same folder is served at once, without a restart.

    Example: `kg serve --port 8080`
    """
    # No other command needs the server.
    from kg.server import Limits, application, listening
    from kg.server.guard import names_of

    find = _finder(output)
    find()
    limits = Limits(seconds=seconds, workers=workers)
    hosts = names_of(host, allow_host or [])
    app = application(find, limits=limits, hosts=hosts, open_to_pages=cors)
    listening.run(app, _bound(host, port), greet=_greet)


def _finder(output: Path) -> Callable[[], Edition]:
    """Make a function that finds the current edition, and reads the manifest only where it is another."""
    from kg.server import Edition

    held: dict[tuple[int, int], Edition] = {}

    def find() -> Edition:
        made = (output / manifest.NAME).stat() if (output / manifest.NAME).exists() else None
        key = (made.st_mtime_ns, made.st_ino) if made else (0, 0)
        if key not in held:
            build = current(output)
            held.clear()
            held[key] = Edition(build.store(output), build.content)
        return held[key]

    return find


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.getaddrinfo(host, port)[0][0])
    except OSError as error:
        raise OutputError(f"{host}:{port}: cannot listen ({error}); choose another --port") from None


def _greet(address: str) -> None:
    screen.show(
        [
            f"Serving [bold]{address}[/]; Ctrl-C ends it",
            f"  curl '{address}sparql?format=csv' --data-urlencode \\",
            "    'query=SELECT ?winner ?loser { ?winner kg:outperforms ?loser } LIMIT 5'",
        ]
    )
