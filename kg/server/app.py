"""An edition of the graph → the ASGI application that serves it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from pyoxigraph import Triple
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KGError
from kg.server import description, protocol
from kg.server.delivery import Broken, Delivery, Desk, refused, tag, unchanged
from kg.server.guard import LOOPBACK, Guard
from kg.server.limits import Edition, Limits, Writing
from kg.server.media import Format, prefers_page
from kg.server.pages import Pages
from kg.server.pool import Pool
from kg.server.protocol import Refusal
from kg.server.scribe import Scribe

Endpoint = Callable[[Request], Awaitable[Response]]


def application(
    edition: Callable[[], Edition],
    *,
    limits: Limits | None = None,
    hosts: Iterable[str] = LOOPBACK,
    open_to_pages: bool = True,
    writing: Writing | None = None,
) -> Starlette:
    """Make the application; `edition` is asked at each request, so that a new build is served at once."""
    limits = limits or Limits()
    pool = Pool(limits)
    # One worker writes, so that updates come one after the other; a long one lets the next wait.
    writer = Pool(replace(limits, workers=1 if writing else 0, patience=limits.seconds))
    reading = Desk(pool, edition, limits)

    pages = Pages(reading)
    sparql = Sparql(reading, Scribe(Desk(writer, edition, limits), writing), pages.counts)

    async def refuse(request: Request, error: Exception) -> Response:
        refusal = _refusal(request, error)
        if prefers_page(request.headers.get("accept", "")):
            return await pages.refused(request, refusal)
        return refused(refusal)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await asyncio.gather(pool.start(), writer.start())
        try:
            yield
        finally:
            pool.stop()
            writer.stop()

    return Starlette(
        routes=[*sparql.routes(), *pages.routes()],
        middleware=[
            Middleware(Guard, hosts=hosts, open_to_pages=open_to_pages),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={
            Refusal: refuse,
            Broken: refuse,
            HTTPException: refuse,
            KGError: _unreadable,
            ClientDisconnect: _gone,
        },
        lifespan=lifespan,
    )


class Sparql:
    """The endpoint, the graph store and the health of both."""

    def __init__(self, desk: Desk, scribe: Scribe, counts: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self._desk = desk
        self._scribe = scribe
        self._counts = counts

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [
            Route("/sparql", self.sparql, methods=["GET", "HEAD", "POST"]),
            Route("/graph-store", self.graph, methods=["GET", "HEAD"]),
            Route("/.well-known/void", self.void, methods=["GET", "HEAD"]),
            Route("/health", self.health, methods=["GET", "HEAD"]),
        ]

    async def sparql(self, request: Request) -> Response:
        """Answer a request of the SPARQL 1.1 Protocol."""
        limits = self._desk.limits
        asked = await protocol.asked(request, most_bytes=limits.request_bytes)
        if asked is None:
            endpoint = str(request.url.replace(query="", fragment=""))
            return _described(request, description.service(endpoint, update=self._scribe.writes))
        if isinstance(asked, protocol.Change):
            return await self._scribe.write(request, asked)
        headers = {"ETag": tag(self._desk.edition()), "Vary": "Accept", "SPARQL-Limits": str(limits)}
        return unchanged(request, headers) or Delivery(
            self._desk,
            "query",
            headers=headers,
            query=asked.query,
            base=str(request.url.replace(query="")),
            default=asked.default_graphs,
            named=asked.named_graphs,
            rows=asked.rows and asked.rows.name,
            graph=asked.graph and asked.graph.name,
        )

    async def graph(self, request: Request) -> Response:
        """Give a whole graph, as the Graph Store Protocol has it: `?default` or `?graph=IRI`."""
        parameters = protocol.url_parameters(request)
        named = [value for name, value in parameters if name == "graph"]
        default = any(name == "default" for name, _ in parameters)
        if len(named) + default != 1:
            raise Refusal(400, "which graph? ask for ?default or ?graph=IRI")
        format = _graph_format(request)
        headers = {"ETag": tag(self._desk.edition()), "Vary": "Accept"}
        return unchanged(request, headers) or Delivery(
            self._desk, "graph", headers=headers, name=named[0] if named else None, format=format.name
        )

    async def void(self, request: Request) -> Response:
        """Describe the graph in VoID."""
        return _described(request, description.dataset(str(request.base_url), **await self._counts()))

    async def health(self, _: Request) -> Response:
        """Ask the store through a worker, as a query would."""
        body = await self._desk.whole("health")
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


def _described(request: Request, triples: list[Triple]) -> Response:
    format = _graph_format(request)
    body = description.written(triples, format.name)
    return Response(body, headers={"Content-Type": format.header, "Vary": "Accept"})


def _graph_format(request: Request) -> Format:
    _, format = protocol.formats(request.headers.get("accept", ""), protocol.url_parameters(request))
    if format is None:
        raise Refusal(406, "a graph is what this address gives; accept text/turtle")
    return format


def _refusal(request: Request, error: Exception) -> Refusal:
    """Say what was raised as a request that gets no answer."""
    if isinstance(error, HTTPException):
        return _astray(request, error)
    return error if isinstance(error, Refusal) else Refusal(503, str(error))


def _astray(request: Request, error: HTTPException) -> Refusal:
    """Say of an address that is none, or of a method it does not take, what there is."""
    path = request.url.path
    if error.status_code == 405:
        methods = (error.headers or {})["Allow"]
        return Refusal(405, f"{path}: {request.method} is not taken here, only {methods}", Allow=methods)
    return Refusal(error.status_code, f"{path}: no such address; / is the start, /sparql takes queries")


async def _unreadable(_: Request, error: Exception) -> Response:
    return refused(Refusal(500, str(error)))


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=400)
