"""An application and a bound socket → a server that runs until it is interrupted."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.types import ASGIApp

_IDLE_SECONDS: Final = 20
_MOST_CONNECTIONS: Final = 256
_CUT: Final = "ASGI callable returned without completing response."


def run(app: ASGIApp, bound: socket.socket, *, greet: Callable[[str], None]) -> None:
    """Serve until an interrupt; `greet` is told the address when the server is ready."""
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.msg != _CUT)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=64 << 10,
    )
    with bound:
        _Greeting(config, greet).run(sockets=[bound])


class _Greeting(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, greet: Callable[[str], None]) -> None:
        super().__init__(config)
        self._greet = greet

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where."""
        await super().startup(sockets=sockets)
        if self.started and sockets:
            self._greet(_address(sockets[0]))


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
