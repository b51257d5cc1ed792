"""A store of ours → the graphs of another, over the SPARQL 1.1 Graph Store Protocol.

Fuseki, GraphDB, Virtuoso, RDF4J and Oxigraph speak it. Nothing of ours has blank nodes, so that a graph can
be sent in pieces.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import StoreError
from kg.store.addresses import without_password
from kg.store.embedded import Store

if TYPE_CHECKING:
    import httpx

PIECE: Final = 8_000_000
"""Bytes that a request carries at most, a line more or less: servers refuse what is too long."""
TRIES: Final = 5
WAITS: Final = (502, 503, 504, 429)
"""What a server answers that may have time later."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where graphs go: the address of a Graph Store, a bearer token if it wants one, seconds to wait."""

    address: str
    token: str = field(default="", repr=False)
    timeout: float = 300.0
    pause: Callable[[float], None] = field(default=time.sleep, repr=False)

    @property
    def shown(self) -> str:
        """The address without a name and a password."""
        return without_password(self.address)


def push(store: Store, target: Target, *, resolved: str = "") -> Iterator[str]:
    """Put each graph in the place of the one of its name, and give its IRI when it is there.

    The resolved view comes last, into the graph named `resolved`, else into the default graph (""). Sent
    again, a graph is the same: what an interrupted push had sent does no harm. Raise StoreError where the
    target refuses a graph, is not there, or goes away and does not come back within some tries.
    """
    import httpx

    headers = {"authorization": f"Bearer {target.token}"} if target.token else {}
    tries = 1
    with httpx.Client(headers=headers, timeout=target.timeout, follow_redirects=True) as client:
        graphs: list[NamedNode | DefaultGraph] = [*names(store), DefaultGraph()]
        for graph in graphs:
            name = resolved if isinstance(graph, DefaultGraph) else graph.value
            for number, piece in enumerate(_pieces(_lines(store, graph))):
                _send(client, target, _request(client, target, name, piece, first=not number), tries)
                tries = TRIES
            yield name


def names(store: Store) -> list[NamedNode]:
    """List the graphs that have a name."""
    return [graph for graph in store.engine.named_graphs() if isinstance(graph, NamedNode)]


def _lines(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[bytes]:
    for quad in store.engine.quads_for_pattern(None, None, None, graph):
        yield f"{quad.triple} .\n".encode()


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _request(client: httpx.Client, target: Target, graph: str, piece: bytes, *, first: bool) -> httpx.Request:
    import httpx

    try:
        return client.build_request(
            "PUT" if first else "POST",
            target.address,
            params={"graph": graph} if graph else {"default": ""},
            content=piece,
            headers={"content-type": "application/n-triples"},
        )
    except httpx.InvalidURL as error:
        raise StoreError(f"{target.shown}: no address ({error}); write http://HOST:PORT/PATH") from None


def _send(client: httpx.Client, target: Target, request: httpx.Request, tries: int) -> None:
    """Send one piece; where the server is busy or went away, again after 1, 2, 4 and 8 seconds."""
    import httpx

    for number in range(TRIES):
        try:
            answer = client.send(request)
            if answer.request.method != request.method:
                address = str(answer.url.copy_with(query=None))
                raise StoreError(
                    f"{target.shown}: leads to {without_password(address)}; push to that address"
                )
            if answer.is_success:
                return
            said, final = f"{answer.status_code} {answer.text.strip()[:300]}", answer.status_code not in WAITS
        except httpx.HTTPError as error:
            said, final = f"no answer ({error})", number + 1 >= tries
        if final or number + 1 == TRIES:
            raise StoreError(f"{target.shown}: a graph was not taken: {said}; mend that and push again")
        target.pause(2.0**number)
