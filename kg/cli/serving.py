"""`kg serve` and `kg load`: the folder of a build, or RDF of others → an endpoint and pages over HTTP."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import screen
from kg.cli.options import OUTPUTS, Output
from kg.errors import OutputError
from kg.pipeline.folder import manifest
from kg.pipeline.folder.files import PICTURE
from kg.store import edits, loading
from kg.store.versions import Versions

if TYPE_CHECKING:
    from kg.server import Edition


Scratch = Annotated[
    Path | None,
    typer.Option("--store", metavar="FOLDER", help="A store that kg load filled, instead of a build."),
]


def serve(
    output: Output = OUTPUTS,
    store: Scratch = None,
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
    writable: Annotated[
        bool,
        typer.Option(
            "--writable",
            help="Accept updates that carry the token; for a build they go to its graph of edits.",
        ),
    ] = False,
    token: Annotated[
        str, typer.Option("--token", envvar="KG_TOKEN", metavar="TEXT", help="Else one is made and shown.")
    ] = "",
) -> None:
    """Serve the graph over HTTP: SPARQL for programs, pages for people.

    A new build of the same folder is served at once, without a restart.

    Example: `kg serve --port 8080`
    """
    # No other command needs the server.
    from kg.server import Limits, Writing, application, listening
    from kg.server.guard import names_of

    keeper: Literal["versions", "edits"] = "versions" if store else "edits"
    secret = token or secrets.token_urlsafe()
    with _held(store or output) if writable else nullcontext():
        if store and writable:
            Versions(store).begin()
        find = _scratch(store) if store else _finder(output)
        find()
        app = application(
            find,
            limits=Limits(seconds=seconds, workers=workers),
            hosts=names_of(host, allow_host or []),
            open_to_pages=cors,
            writing=Writing(secret, keeper, store or output) if writable else None,
        )
        shown = secret if writable and not token else ""
        listening.run(app, _bound(host, port), greet=lambda address: _greet(address, shown))


def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="N-Triples, Turtle, RDF/XML, JSON-LD …")
    ],
    store: Annotated[
        Path, typer.Option("--store", metavar="FOLDER", help="Folder of the store; created if missing.")
    ],
    graph: Annotated[
        str, typer.Option("--graph", metavar="IRI", help="The graph for triples; else the default graph.")
    ] = "",
) -> None:
    """Load any RDF into a store of its own, for `kg serve --store`; the store is swapped when all is in.

    Example: `kg load people.ttl places.nq.gz --store scratch`
    """
    screen.show([f"{loading.load(files, store, graph=graph):,} quads in {store}"])


def _held(folder: Path) -> AbstractContextManager[None]:
    """Of several servers and loaders one writes."""
    return Versions(folder).held()


def _scratch(folder: Path) -> Callable[[], Edition]:
    from kg.server import Edition

    def find() -> Edition:
        place = Versions(folder).current()
        return Edition(place, place.name)

    return find


def _finder(output: Path) -> Callable[[], Edition]:
    """Make a function that finds the current edition, and looks closer only where a file has changed."""
    from kg.server import Edition

    held: dict[tuple[int, ...], Edition] = {}

    def find() -> Edition:
        key = (*_stamp(output / manifest.NAME), *_stamp(output / edits.FILE))
        if key not in held:
            build = manifest.current(output)
            built = build.store(output)
            place = edits.edited(built, output / edits.FILE)
            held.clear()
            digest = f"{build.content[:32]}{place.name.removeprefix('store')}"
            held[key] = Edition(place, digest, built, output / PICTURE)
        return held[key]

    return find


def _stamp(path: Path) -> tuple[int, int]:
    made = path.stat() if path.exists() else None
    return (made.st_mtime_ns, made.st_ino) if made else (0, 0)


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.getaddrinfo(host, port)[0][0])
    except OSError as error:
        raise OutputError(f"{host}:{port}: cannot listen ({error}); choose another --port") from None


def _greet(address: str, token: str) -> None:
    screen.show(
        [
            f"Serving [bold]{address}[/]; Ctrl-C ends it",
            f"  curl '{address}sparql?format=csv' --data-urlencode \\",
            "    'query=SELECT ?winner ?loser { ?winner kg:outperforms ?loser } LIMIT 5'",
            *([f"Updates need Authorization: Bearer {token}"] if token else []),
        ]
    )
