"""A task for a worker → an HTTP response that ends in time and is whole or visibly broken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.status import HTTP_500_INTERNAL_SERVER_ERROR
from starlette.types import Receive, Scope, Send

from kg.server.limits import Edition, Limits
from kg.server.media import GRAPHS, ROWS
from kg.server.pool import Pool, Worker
from kg.server.protocol import Refusal, Unknown
from kg.server.wire import Kind

_log = logging.getLogger(__name__)
_HEADERS: Final = {format.name: format.header for format in (*ROWS, *GRAPHS)}


class Broken(Exception):  # noqa: N818
    """The answer has begun and cannot be finished."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The head of an answer: its format, and the edition that it comes from."""

    format: str
    edition: Edition


class Desk:
    """Where tasks are handed in: the workers, the edition they answer from, and what they may cost."""

    def __init__(self, pool: Pool, edition: Callable[[], Edition], limits: Limits) -> None:
        self.pool = pool
        self.edition = edition
        self.limits = limits

    async def whole(self, task: str, **fields: object) -> bytes:
        """Let a worker answer and give the whole answer; raise Refusal or Broken where there is none."""
        return b"".join([part async for part in self.parts(task, fields) if isinstance(part, bytes)])

    async def parts(self, task: str, fields: Mapping[str, object]) -> AsyncIterator[Begun | bytes]:
        """Give the head of the answer, then its bytes as they come.

        Raise Refusal where there is no answer, Broken where it cannot be finished.
        """
        async with self.pool.worker() as worker:
            deadline = asyncio.get_running_loop().time() + self.limits.seconds
            while True:
                # Chosen now, not when the request came: an old edition may be gone while requests wait.
                edition = self.edition()
                try:
                    await self._given(worker, _written(edition, task, fields))
                    async for part in self._answer(worker, edition, deadline):
                        yield part
                except Refusal as refusal:
                    if refusal.status == HTTP_500_INTERNAL_SERVER_ERROR and self.edition() != edition:
                        continue
                    raise
                return

    async def _given(self, worker: Worker, task: bytes) -> None:
        try:
            await worker.give(task)
        except OSError:  # It ended while it was idle.
            raise Refusal(503, "the worker ended; ask again", Retry_After="1") from None

    async def _answer(
        self, worker: Worker, edition: Edition, deadline: float
    ) -> AsyncIterator[Begun | bytes]:
        begun = False
        while True:
            kind, payload = await self._next(worker, deadline, begun=begun)
            if kind is Kind.END:
                return
            begun = True
            if kind is Kind.DATA:
                yield payload
            else:
                yield Begun(str(orjson.loads(payload).get("format", "")), edition)

    async def _next(self, worker: Worker, deadline: float, *, begun: bool) -> tuple[Kind, bytes]:
        try:
            async with asyncio.timeout_at(deadline):
                kind, payload = await worker.next()
        except TimeoutError:
            text = f"no whole answer within {self.limits.seconds:g} s; narrow the query or ask with LIMIT"
            raise Broken(text) if begun else Refusal(503, text) from None
        except asyncio.IncompleteReadError:
            text = "the query ended its worker: it is too deep or needs too much memory; write it simpler"
            raise Broken(text) if begun else Refusal(503, text) from None
        if kind is Kind.FAULT:
            fault = orjson.loads(payload)
            raise Broken(fault["text"]) if begun else _refusal(fault)
        return kind, payload


class Delivery(Response):
    """Streams a worker's answer; a client that goes away frees its worker at once."""

    def __init__(self, desk: Desk, task: str, *, headers: Mapping[str, str], **fields: object) -> None:
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self._parts = desk.parts(task, fields)
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await _while_listening(receive, self._deliver(scope, send))
        except Refusal as refusal:
            await refused(refusal)(scope, receive, send)
        except Broken as error:
            if not self._begun:
                await refused(Refusal(503, str(error)))(scope, receive, send)
            else:
                # No last chunk is sent and the connection closes, which every client takes for an error.
                _log.warning("an answer was cut: %s", error)
        finally:
            await self._parts.aclose()  # type: ignore[attr-defined]

    async def _deliver(self, scope: Scope, send: Send) -> None:
        if scope["method"] == "HEAD" or scope["http_version"] == "1.0":
            await self._deliver_whole(scope, send)
            return
        async for part in self._parts:
            if isinstance(part, Begun):
                await self._begin(part, send)
            else:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _deliver_whole(self, scope: Scope, send: Send) -> None:
        """HTTP 1.0 has no chunks, so a cut answer could not be told from a whole one: give the length."""
        head, *parts = [part async for part in self._parts]
        body = b"".join(part for part in parts if isinstance(part, bytes))
        self.headers["content-length"] = str(len(body))
        if isinstance(head, Begun):
            await self._begin(head, send)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _begin(self, head: Begun, send: Send) -> None:
        self._begun = True
        self.headers["content-type"] = _HEADERS[head.format]
        self.headers["etag"] = tag(head.edition)
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})


def tag(edition: Edition) -> str:
    """Name an edition in an `ETag`.

    Weak: the same graph answers the same, but blank nodes and unordered rows may leave in another order.
    """
    return f'W/"{edition.digest}"'


def unchanged(request: Request, headers: Mapping[str, str]) -> Response | None:
    """Answer who has the edition of `headers` already, by its `ETag`; None for others."""
    if request.method == "POST" or headers["ETag"] not in request.headers.get("if-none-match", ""):
        return None
    return Response(status_code=304, headers=headers)


def refused(refusal: Refusal) -> Response:
    """Say in plain text why there is no answer."""
    return PlainTextResponse(f"{refusal.text}\n", status_code=refusal.status, headers=refusal.headers)


def _refusal(fault: Mapping[str, Any]) -> Refusal:
    if "near" in fault:
        return Unknown(fault["status"], fault["text"], name=fault["name"], near=fault["near"])
    return Refusal(fault["status"], fault["text"])


def _written(edition: Edition, task: str, fields: Mapping[str, object]) -> bytes:
    """Write a task down; what depends on the edition is asked of it now."""
    said = {name: value(edition) if callable(value) else value for name, value in fields.items()}
    return orjson.dumps({"place": str(edition.place), "task": task, **said})


async def _while_listening(receive: Receive, work: Coroutine[None, None, None]) -> None:
    """Do the work, but stop it when the client has gone."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            await working
    finally:
        for each in (working, gone):
            each.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
