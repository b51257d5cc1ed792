"""An HTTP request → what it asks, after the SPARQL 1.1 Protocol; else a Refusal with the right status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.server.media import GRAPHS, ROWS, Format, chosen, named

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_MOST_PARAMETERS: Final = 500


class Refusal(Exception):  # noqa: N818
    """A request that gets no answer: the status says whose fault it is, the text what to do."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Unknown(Refusal):
    """A request with a `name` that nothing bears; `near` are names like it."""

    def __init__(self, status: int, text: str, *, name: str, near: Sequence[str]) -> None:
        super().__init__(status, text)
        self.name = name
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the dataset it shall see (None: the store's own), and the formats its answer may have."""

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    rows: Format | None
    graph: Format | None


Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """An update, and the dataset that its patterns shall see (empty: the store's own)."""

    update: str
    using: tuple[str, ...]
    named: tuple[str, ...]


async def asked(request: Request, *, most_bytes: int) -> Asked | Change | None:
    """Read a request to the endpoint; None for a GET without a query, which asks what the service is.

    Raise Refusal for a malformed one, and for a query that is too long.
    """
    parameters, direct, text = await _read(request, most_bytes)
    queries = [text] if direct == QUERY else []
    queries += [value for name, value in parameters if name == "query"]
    changes = [text] if direct == UPDATE else []
    changes += [value for name, value in parameters if name == "update"]
    if not queries and not changes and request.method in ("GET", "HEAD"):
        return None
    if len(queries) + len(changes) != 1:
        raise Refusal(400, f"{len(queries) + len(changes)} queries in one request; send exactly one query=")
    screen([*queries, *changes][0], most_bytes)
    if changes and request.method != "POST":
        raise Refusal(400, "update: comes by POST alone")
    if changes:
        return Change(changes[0], *_values(parameters, "using-graph-uri", "using-named-graph-uri"))
    rows, graph = formats(request.headers.get("accept", ""), parameters)
    default, named_ = _values(parameters, "default-graph-uri", "named-graph-uri")
    # One of them names the whole dataset: what the other leaves out is empty, not the store's own.
    whole = bool(default or named_)
    return Asked(queries[0], default if whole else None, named_ if whole else None, rows, graph)


def screen(query: str, most_bytes: int) -> None:
    """Raise Refusal for a query that is too long; all else is for a worker to find, which may be killed."""
    if len(query.encode("utf-8", "replace")) > most_bytes:
        raise Refusal(413, f"query: longer than {most_bytes} bytes; ask in parts")


def formats(accept: str, parameters: Parameters) -> tuple[Format | None, Format | None]:
    """Choose the format of a table and of a graph; raise Refusal where neither can be had."""
    wanted = next((value for name, value in parameters if name in ("format", "output")), "")
    found = (
        (named(wanted, ROWS), named(wanted, GRAPHS))
        if wanted
        else (chosen(accept, ROWS), chosen(accept, GRAPHS))
    )
    if found == (None, None):
        known = ", ".join(each.name for each in (*ROWS, *GRAPHS))
        raise Refusal(400 if wanted else 406, f"format {wanted or accept}: not known; choose of {known}")
    return found


def url_parameters(request: Request) -> list[tuple[str, str]]:
    """Read the parameters of the URL; raise Refusal where they are no UTF-8 or too many."""
    return _parameters(request.scope["query_string"])


async def _read(request: Request, most_bytes: int) -> tuple[list[tuple[str, str]], str, str]:
    """Give the parameters, and the type and text of a body that is no form."""
    parameters = url_parameters(request)
    if request.method in ("GET", "HEAD"):
        return parameters, "", ""
    kind, charset = _content_type(request.headers.get("content-type", ""))
    if kind not in (FORM, QUERY, UPDATE):
        raise Refusal(415, f"content type {kind or 'missing'}: send {FORM} or {QUERY}", Accept_Post=FORM)
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, f"charset {charset}: send UTF-8")
    body = await _body(request, most_bytes * 3)
    if kind != FORM:
        return parameters, kind, _utf8(body)
    return parameters + _parameters(body), "", ""


async def _body(request: Request, most_bytes: int) -> bytes:
    too_long = Refusal(413, f"body: longer than {most_bytes} bytes; ask in parts", Connection="close")
    announced = request.headers.get("content-length", "0")
    if int(announced) > most_bytes:
        raise too_long
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most_bytes:
            raise too_long
        chunks.append(chunk)
    return b"".join(chunks)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise Refusal(400, "parameters: not UTF-8, percent-encoded; encode them anew") from None
    except ValueError:
        raise Refusal(400, f"parameters: more than {_MOST_PARAMETERS}; ask in parts") from None


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"query: byte {error.start} is no UTF-8; send UTF-8") from None


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = header
    charset = str(message.get_param("charset", "utf-8")).lower()
    return (message.get_content_type() if header else ""), charset


def _values(parameters: Parameters, *names: str) -> Iterator[tuple[str, ...]]:
    return (tuple(value for name, value in parameters if name == wanted) for wanted in names)
