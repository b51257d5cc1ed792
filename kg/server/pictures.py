"""The file `graph.html` beside a build → a page of the server, and where a thing is found in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.vocab import ID
from kg.server.delivery import unchanged
from kg.server.limits import Edition
from kg.server.protocol import Refusal

ADDRESS: Final = "/graph.html"
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_NODE: Final = re.compile(r'"id":("[a-z]+/[^"]*")')
_HEAD: Final = 4096


@dataclass(frozen=True, slots=True)
class Picture:
    """The page as it was read: its name among versions, its text, its own policy, the things in it."""

    stamp: tuple[Path, int]
    text: str
    policy: str
    things: frozenset[str]


class Gallery:
    """Reads the picture of the edition that is served, anew where the file has changed."""

    def __init__(self, edition: Callable[[], Edition]) -> None:
        self._edition = edition
        self._held: Picture | None = None

    async def page(self, request: Request) -> Response:
        """Give the picture; its scripts run as its own policy allows, and nothing else does."""
        picture = self._picture()
        if picture is None:
            raise Refusal(404, f"{ADDRESS}: this graph has no picture; kg show makes one")
        headers = {
            "ETag": f'W/"{picture.stamp[1]:x}"',
            "Content-Security-Policy": f"{picture.policy}; frame-ancestors 'none'",
        }
        fresh = unchanged(request, headers)
        return fresh or Response(picture.text, media_type="text/html", headers=headers)

    def address(self, iri: str = "") -> str:
        """Say where the picture shows a thing, or all without `iri`; empty where it does not."""
        picture = self._picture()
        if picture is None or (iri and iri.removeprefix(ID) not in picture.things):
            return ""
        return ADDRESS + (f"#{quote(iri.removeprefix(ID))}" if iri else "")

    def _picture(self) -> Picture | None:
        path = self._edition().picture
        if path is None or not path.is_file():
            return None
        stamp = (path, path.stat().st_mtime_ns)
        if self._held is None or self._held.stamp != stamp:
            self._held = _read(stamp)
        return self._held


def _read(stamp: tuple[Path, int]) -> Picture:
    text = stamp[0].read_text(encoding="utf-8")
    policy = _POLICY.search(text[:_HEAD])
    things = frozenset(map(json.loads, _NODE.findall(text)))
    # Without a policy of its own the page may load and run nothing.
    return Picture(stamp, text, html.unescape(policy[1]) if policy else "default-src 'none'", things)
