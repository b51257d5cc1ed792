"""An update and who sends it → a new edition of the graph, or a Refusal."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from kg.server.delivery import Desk, tag
from kg.server.limits import Writing
from kg.server.protocol import Change, Refusal


class Scribe:
    """Takes updates from who shows the token, where the server is writable."""

    def __init__(self, desk: Desk, writing: Writing | None) -> None:
        self._desk = desk
        self._writing = writing

    @property
    def writes(self) -> bool:
        """Whether updates are taken at all."""
        return self._writing is not None

    async def write(self, request: Request, change: Change) -> Response:
        """Apply an update; the new edition is served before the answer leaves."""
        writing = self._allowed(request)
        await self._desk.whole(
            "update",
            text=change.update,
            base=str(request.url.replace(query="")),
            using=change.using,
            named=change.named,
            keeper=writing.keeper,
            folder=str(writing.folder),
            built=lambda edition: str(edition.built or ""),
        )
        return Response(status_code=204, headers={"ETag": tag(self._desk.edition())})

    def _allowed(self, request: Request) -> Writing:
        if self._writing is None:
            raise Refusal(403, "update: this server only reads; start it with --writable")
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refusal(403, f"origin {origin}: pages of other sites may not write here")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secrets.compare_digest(
            token.encode(), self._writing.token.encode()
        ):
            raise Refusal(401, "update: needs Authorization: Bearer TOKEN", WWW_Authenticate="Bearer")
        return self._writing
