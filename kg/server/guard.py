"""Every request → let in, or refused unread for its host or origin; headers for every answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset(["localhost", "127.0.0.1", "::1"])
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_READABLE: Final = "ETag, SPARQL-Limits, Link, Retry-After"


class Guard:
    """Refuses names that are not ours (DNS rebinding) and, unless reads are open, pages of other origins."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], open_to_pages: bool) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._open = open_to_pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(headers)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(MutableHeaders(scope=message))
            await send(message)

        if refusal:
            await PlainTextResponse(f"{refusal}\n", status_code=403)(scope, receive, send_guarded)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await PlainTextResponse("", headers=_PREFLIGHT)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _refusal(self, headers: Headers) -> str:
        host = headers.get("host", "")
        if not self._known(host):
            return f"host {host}: not a name of this server; start it with --allow-host {host or 'NAME'}"
        origin = headers.get("origin")
        if origin and not self._open and urlsplit(origin).netloc != host:
            return f"origin {origin}: pages of other sites may not read here"
        return ""

    def _known(self, host: str) -> bool:
        if "*" in self._hosts:
            return True
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self._hosts

    def _mark(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        if self._open:
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = _READABLE


_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def names_of(host: str, allowed: Iterable[str]) -> frozenset[str]:
    """List the names under which a server bound to `host` answers.

    Bound to loopback only its own names do; on a network any name does, unless some are given.
    """
    given = frozenset(allowed)
    try:
        private = ipaddress.ip_address(host).is_loopback
    except ValueError:
        private = host == "localhost"
    if private:
        return given | LOOPBACK
    return given | LOOPBACK | {host} if given else frozenset("*")
