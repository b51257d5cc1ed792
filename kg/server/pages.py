"""The graph for people: a start page, questions, queries, search, a page for each thing; no script needed."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from importlib import resources
from typing import Any, Final
from urllib.parse import unquote

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kg import __version__
from kg.rdf.vocab import ID
from kg.server import protocol
from kg.server.delivery import Broken, Delivery, Desk, tag, unchanged
from kg.server.fitting import fitting
from kg.server.media import GRAPHS, Format, chosen, named, prefers_page
from kg.server.offers import Offers
from kg.server.pictures import ADDRESS, Gallery
from kg.server.protocol import Refusal, Unknown
from kg.server.rendering import TITLES, templates
from kg.store.entities import nearest
from kg.store.questions import Question, load

_EXAMPLE: Final = """SELECT ?winner ?loser ?paper WHERE {
  ?claim kg:predicate kg:outperforms ;
         kg:subject/skos:prefLabel ?winner ; kg:object/skos:prefLabel ?loser ;
         kg:paper/dcterms:title ?paper
} ORDER BY ?winner ?loser"""


# Who has an older style asks for this one.
_STYLE: Final = hashlib.sha256(
    resources.files("kg.server").joinpath("web", "style.css").read_bytes()
).hexdigest()[:8]
Endpoint = Callable[[Request], Awaitable[Response]]


class Pages:
    """What a browser sees."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._questions = load()
        self._templates = templates()
        self._gallery = Gallery(desk.edition)
        self._offers = Offers(desk)
        self._counted: tuple[str, dict[str, Any]] = ("", {})

    def routes(self) -> list[Route]:
        """List the addresses."""
        methods, of_one_edition = ["GET", "HEAD"], self._of_one_edition
        return [
            Route("/", of_one_edition(self.start), methods=methods),
            Route("/query", of_one_edition(self.query), methods=methods),
            Route("/questions/{name}", of_one_edition(self.question), methods=methods),
            Route("/search", of_one_edition(self.search), methods=methods),
            Route("/id/{path:path}", self.identified, methods=methods),
            Route("/page/{path:path}", of_one_edition(self.thing), methods=methods),
            Route("/data/{path:path}", self.data, methods=methods),
            Route(ADDRESS, self._gallery.page, methods=methods),
            Route("/static/style.css", _file("style.css", "text/css"), methods=methods),
            Route("/openapi.json", _file("openapi.json", "application/json"), methods=methods),
        ]

    async def start(self, request: Request) -> Response:
        """Say what the graph holds, and offer ways to ask it."""
        accept = request.headers.get("accept", "*/*")
        if not prefers_page(accept) and "*/*" not in accept:
            raise Refusal(406, "this address is a page; programs ask /sparql")
        counts, picture = await self.counts(), self._gallery.address()
        return await self._page(request, "start.html", query=_EXAMPLE, picture=picture, **counts)

    async def query(self, request: Request) -> Response:
        """Show the answer to a query that was typed."""
        query = request.query_params.get("query", "").strip()
        protocol.screen(query, self._desk.limits.request_bytes)
        if not query:
            return RedirectResponse("/", status_code=303)
        found = await self._found("table", query=query, base=str(request.base_url))
        return await self._page(request, "answer.html", **{"query": query, **found})

    async def question(self, request: Request) -> Response:
        """Show one of the shipped questions with its parameters, and its answer once it has what it needs."""
        asked = self._questions.get(request.path_params["name"])
        if asked is None:
            raise self._astray(request.path_params["name"])
        given = _given(asked, request.query_params)
        ready = all(each.name in given for each in asked.parameters if each.required)
        found: dict[str, Any] = {}
        if ready:
            found = await self._found("ask", name=asked.name, given=given, base=str(request.base_url))
        offers = await self._offers.of(asked)
        return await self._page(request, "question.html", question=asked, given=given, offers=offers, **found)

    async def search(self, request: Request) -> Response:
        """List the things whose names hold what was typed."""
        name = request.query_params.get("name", "").strip()[:300]
        if not name:
            return RedirectResponse("/", status_code=303)
        return await self._page(request, "search.html", name=name, **await self._found("search", name=name))

    async def identified(self, request: Request) -> Response:
        """Lead from a thing to a page or to data about it, whichever is accepted (303)."""
        accept = request.headers.get("accept", "")
        kind = "page" if prefers_page(accept) and "format" not in request.query_params else "data"
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(
            f"/{kind}/{_raw(request)}{query}", status_code=303, headers={"Vary": "Accept"}
        )

    async def refused(self, request: Request, refusal: Refusal) -> Response:
        """Show on a page why there is no answer."""
        request.state.tag = tag(self._desk.edition())
        page = await self._page(request, "fault.html", **_shown(refusal), sought=_sought(request, refusal))
        page.headers.update(refusal.headers)
        return page

    async def thing(self, request: Request) -> Response:
        """Show a thing with all claims about it."""
        found = await self._found("thing", candidates=_candidates(request))
        if "fault" in found:
            raise Refusal(found["status"], found["fault"])
        return await self._page(
            request,
            "thing.html",
            fitting=fitting(self._questions.values(), kind=found["kind"], name=found["called"]),
            picture=self._gallery.address(found["iri"]),
            **found,
        )

    async def data(self, request: Request) -> Response:
        """Give what the resolved view says of a thing, as RDF."""
        wanted = request.query_params.get("format", "")
        accept = request.headers.get("accept", "")
        format: Format | None = named(wanted, GRAPHS) if wanted else chosen(accept, GRAPHS)
        if format is None:
            raise Refusal(406, "a graph is what this address gives; accept text/turtle")
        headers = {"ETag": tag(self._desk.edition()), "Vary": "Accept"}
        candidates = _candidates(request)
        return unchanged(request, headers) or Delivery(
            self._desk, "described", headers=headers, candidates=candidates, format=format.name
        )

    async def counts(self) -> dict[str, Any]:
        """Say how much the graph holds; counted once for each edition."""
        digest = self._desk.edition().digest
        if self._counted[0] != digest:
            self._counted = (digest, orjson.loads(await self._desk.whole("counts")))
        return self._counted[1]

    async def _found(self, task: str, **fields: object) -> dict[str, Any]:
        """Let a worker look; what it refuses is shown on the page."""
        try:
            return dict(orjson.loads(await self._desk.whole(task, **fields)))
        except Refusal as refusal:
            if "Retry-After" in refusal.headers:
                raise
            return _shown(refusal)
        except Broken as error:
            return {"fault": str(error), "status": 503}

    def _astray(self, name: str) -> Refusal:
        near = nearest(name, list(self._questions))
        return Unknown(404, f"{name}: no such question; / lists them", name="", near=near)

    def _of_one_edition(self, show: Endpoint) -> Endpoint:
        """Name a page by the edition at its beginning, so that a newer one is asked for again at worst."""

        async def shown(request: Request) -> Response:
            request.state.tag = f'{tag(self._desk.edition())[:-1]}-{__version__}"'
            return await show(request)

        return shown

    async def _page(self, request: Request, template: str, **values: Any) -> Response:
        headers = {"ETag": request.state.tag, "Vary": "Accept"}
        status = int(values.get("status", 200))
        if status == 200 and (fresh := unchanged(request, headers)):
            return fresh
        common = {
            "questions": self._questions,
            "fault": "",
            "table": None,
            "unknown": "",
            "near": (),
            "titles": TITLES,
            "style": _STYLE,
            "status": 200,
            "note": "",
            "cut": False,
            "address": str(request.base_url),
        }
        text = self._templates.get_template(template).render(common | values)
        return HTMLResponse(text, status_code=status, headers=headers)


def _shown(refusal: Refusal) -> dict[str, Any]:
    """Give what a page says of a request that got no answer."""
    said: dict[str, Any] = {"fault": refusal.text, "status": refusal.status}
    if isinstance(refusal, Unknown):
        said |= {"unknown": refusal.name, "near": refusal.near}
    return said


def _sought(request: Request, refusal: Refusal) -> str:
    """Say what may be searched for instead of a thing that is not there."""
    kind, _, name = request.url.path.strip("/").partition("/")
    return name.rpartition("/")[2] if refusal.status == 404 and kind in ("id", "page", "data") else ""


def _file(name: str, media_type: str) -> Callable[[Request], Response]:
    text = resources.files("kg.server").joinpath("web", name).read_text(encoding="utf-8")
    return lambda _: Response(text, media_type=media_type, headers={"Cache-Control": "max-age=3600"})


def _given(question: Question, parameters: Mapping[str, str]) -> dict[str, str]:
    known = [each.name for each in question.parameters]
    return {name: parameters[name].strip() for name in known if parameters.get(name, "").strip()}


def _candidates(request: Request) -> list[str]:
    """The IRIs that an address may stand for: percent signs may be of the name, or of the way it was sent."""
    raw = _raw(request)
    return list(dict.fromkeys([f"{ID}{raw}", f"{ID}{unquote(raw)}"]))


def _raw(request: Request) -> str:
    path = request.scope["raw_path"].decode("ascii", "replace").partition("?")[0]
    return str(path.split("/", 2)[2])
