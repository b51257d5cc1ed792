"""docs/python.md, done; and an endpoint that is asked through Python, with all that can go wrong."""

from __future__ import annotations

import doctest
import http.server
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest

import kg
from kg.errors import QueryError, StoreError
from kg.store.loading import load

from .peers import answering

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_page_does_what_it_says(
    server: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs").symlink_to(place)
    text = PAGE.read_text(encoding="utf-8").replace("http://127.0.0.1:7878", server)
    papers = text.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "papers.jsonl").write_text(papers, encoding="utf-8")
    example = doctest.DocTestParser().get_doctest(text, {}, "python.md", str(PAGE), 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(example, out=said.append)
    assert len(example.examples) > 15
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_terms_come_over_the_network_as_they_are(server: str, place: Path) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300"
    assert kg.open_store(f"{server}/sparql").query(query) == kg.open_store(place).query(query)
    triples = "CONSTRUCT { ?s kg:uses ?o } WHERE { ?s kg:uses ?o }"
    assert set(kg.open_store(f"{server}/sparql").query(triples)) == set(kg.open_store(place).query(triples))  # type: ignore[arg-type]


def test_rows_come_one_by_one_from_anywhere(server: str, place: Path) -> None:
    query = "SELECT ?winner ?loser { ?winner kg:outperforms ?loser } ORDER BY ?winner"
    near, far = kg.open_store(place), kg.open_store(f"{server}/sparql")
    assert list(far.stream(query)) == list(near.stream(query)) == list(near.select(query).rows)
    for graph in (near, far):
        with pytest.raises(QueryError, match="not a SELECT"):
            list(graph.stream("ASK {}"))


def test_a_loaded_store_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    load([tmp_path / "a.nt"], tmp_path / "store")
    assert kg.open_store(tmp_path / "store").query("ASK { <urn:a> <urn:b> <urn:c> }") is True


def test_questions_are_listed_and_unknown_ones_named(place: Path) -> None:
    questions = kg.open_store(place).questions
    assert "beats" in dir(questions)
    assert set(questions) == set(dir(questions))
    with pytest.raises(AttributeError, match="did you mean beats"):
        questions.beat  # noqa: B018


def test_what_the_endpoint_refuses_is_said(server: str) -> None:
    graph = kg.open_store(f"{server}/sparql")
    with pytest.raises(QueryError, match="query:1:"):
        graph.query("SELECT * {")
    with pytest.raises(QueryError, match="not a SELECT"):
        graph.store.select("ASK {}")


def test_a_cut_answer_is_no_answer(server: str) -> None:
    with pytest.raises(StoreError, match="no answer"):
        kg.open_store(f"{server}/sparql").query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


@pytest.fixture
def stranger() -> Iterator[str]:
    """A server that speaks no SPARQL."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = b"<html>hello</html>"
            self.send_response(500 if "fault" in self.path else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with answering(Handler) as address:
        yield f"{address}/"


@pytest.mark.parametrize(("path", "says"), [("page", "not SPARQL"), ("fault", "500 <html>")])
def test_what_is_no_endpoint_is_said(stranger: str, path: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        kg.open_store(f"{stranger}{path}").query("ASK {}")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/sparql", "http://", "http://[/"])
def test_nobody_there(address: str) -> None:
    with pytest.raises(StoreError, match="no answer"):
        kg.open_store(address).query("ASK {}")


def test_no_store_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        kg.open_store(tmp_path)


def test_other_engines_need_the_prefixes(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    real = httpx.post

    def post(*arguments: object, **settings: dict[str, str]) -> httpx.Response:
        sent.append(settings["data"]["query"])
        return real(*arguments, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(httpx, "post", post)
    kg.open_store(f"{server}/sparql").query("PREFIX kg: <urn:mine> ASK { ?s kg:a ?o ; skos:prefLabel 'x' }")
    assert pyoxigraph.Store().query(sent[0]) is not None
    assert sent[0].count("PREFIX kg:") == 1
