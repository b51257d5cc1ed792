"""Messages between the server and a worker ↔ bytes on their socket: a kind, a length, a payload.

Payloads are JSON or bytes of an answer, never pickles: what a worker says cannot run in the server.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from socket import socket
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio

_HEAD: Final = struct.Struct("!BI")


class Kind(IntEnum):
    """What a message is: a task goes to the worker, the others come back."""

    TASK = 1
    HEAD = 2
    DATA = 3
    END = 4
    FAULT = 5


def send(channel: socket, kind: Kind, payload: bytes = b"") -> None:
    """Write one message; blocks while the other side does not read."""
    channel.sendall(_HEAD.pack(kind, len(payload)) + payload)


def receive(channel: socket) -> bytes | None:
    """Read the payload of one message, None where the other side has gone."""
    head = _exactly(channel, _HEAD.size)
    return None if head is None else _exactly(channel, _HEAD.unpack(head)[1])


async def send_later(writer: asyncio.StreamWriter, kind: Kind, payload: bytes) -> None:
    """Write one message."""
    writer.write(_HEAD.pack(kind, len(payload)) + payload)
    await writer.drain()


async def receive_later(reader: asyncio.StreamReader) -> tuple[Kind, bytes]:
    """Read one message; raise IncompleteReadError where the other side has gone."""
    kind, size = _HEAD.unpack(await reader.readexactly(_HEAD.size))
    return Kind(kind), await reader.readexactly(size)


def _exactly(channel: socket, size: int) -> bytes | None:
    chunks: list[bytes] = []
    while size:
        chunk = channel.recv(min(size, 1 << 16))
        if not chunk:
            return None
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
