"""The SPARQL 1.1 Protocol as a client meets it."""

from __future__ import annotations

import httpx
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

ROWS = "SELECT ?name { ?thing a kg:Model ; skos:prefLabel ?name } ORDER BY ?name LIMIT 1"
TRIPLES = "CONSTRUCT WHERE { ?winner kg:outperforms ?loser }"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_every_way_to_ask_gives_the_same(client: httpx.Client) -> None:
    direct = {"content-type": "application/sparql-query"}
    answers = [
        client.get("/sparql", params={"query": ROWS}),
        client.post("/sparql", data={"query": ROWS}),
        client.post("/sparql", content=ROWS, headers=direct),
        client.post(
            "/sparql", content=ROWS, headers={"content-type": "application/sparql-query;charset=UTF-8"}
        ),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1
    assert len(answers[0].json()["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_the_format_of_tables_is_agreed_on(client: httpx.Client, accept: str, media_type: str) -> None:
    for query in (ROWS, "ASK {}"):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert answer.headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("json", RdfFormat.JSON_LD),
        ("xml", RdfFormat.RDF_XML),
    ],
)
def test_graphs_are_the_same_in_every_format(client: httpx.Client, name: str, format: RdfFormat) -> None:
    expected = set(
        pyoxigraph.parse(client.get("/sparql", params={"query": TRIPLES}).content, RdfFormat.TURTLE)
    )
    answer = client.get("/sparql", params={"query": TRIPLES, "format": name})
    assert expected
    assert set(pyoxigraph.parse(answer.content, format)) == expected


@pytest.mark.parametrize(
    ("method", "query", "content", "headers", "status"),
    [
        pytest.param("GET", "query=SELECT * {", None, {}, 400, id="syntax"),
        pytest.param("GET", "query=ASK {}&query=ASK {}", None, {}, 400, id="two queries"),
        pytest.param("GET", "query=%FF", None, {}, 400, id="no UTF-8"),
        pytest.param("GET", "query=ASK {}&format=exe", None, {}, 400, id="unknown format"),
        pytest.param("GET", "query=ASK {}", None, {"accept": "image/png"}, 406, id="unknown type"),
        pytest.param(
            "GET", "query=ASK {}", None, {"accept": "text/turtle"}, 406, id="type of the other kind"
        ),
        pytest.param(
            "GET", "query=ASK {}&default-graph-uri=no iri", None, {}, 400, id="graph that is no IRI"
        ),
        pytest.param("PUT", "query=ASK {}", None, {}, 405, id="method"),
        pytest.param("POST", "", b"", FORM, 400, id="no query"),
        pytest.param("POST", "", b"ASK {}", {}, 415, id="no content type"),
        pytest.param("POST", "", b"ASK {}", {"content-type": "text/plain"}, 415, id="content type"),
        pytest.param("POST", "", b"query=%FF", FORM, 400, id="no UTF-8 in a form"),
        pytest.param("POST", "", b"update=CLEAR ALL", FORM, 403, id="update"),
        pytest.param("GET", "update=CLEAR ALL", None, {}, 400, id="update by GET"),
    ],
)
def test_what_is_wrong_has_its_status(
    client: httpx.Client,
    method: str,
    query: str,
    content: bytes | None,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = client.request(method, f"/sparql?{query}", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.text.strip()


def test_a_syntax_error_shows_its_place(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?a {\n  ?a kg:uses }"})
    assert answer.text.startswith("query:2:")


def test_the_request_names_the_dataset(client: httpx.Client) -> None:
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    graphs = [
        row["g"]["value"]
        for row in client.get("/sparql", params={"query": named}).json()["results"]["bindings"]
    ]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def ask(query: str, **parameters: str) -> str:
        return client.get("/sparql", params={"query": query, "format": "csv", **parameters}).text

    assert len(graphs) > 1
    assert ask(named, **{"named-graph-uri": graphs[0]}).split() == ["g", graphs[0]]
    assert ask(count, **{"named-graph-uri": graphs[0]}).split() == ["n", "0"]
    assert ask(count, **{"default-graph-uri": graphs[0]}).split()[1] != "0"
    assert ask(named, **{"default-graph-uri": graphs[0]}).split() == ["g"]
    resolved = "https://w3id.org/claimgraph/graph/resolved"
    assert ask(count, **{"default-graph-uri": resolved}) == ask(count)


@pytest.mark.parametrize(
    ("address", "parameters"), [("/sparql", {"query": ROWS}), ("/graph-store", {"default": ""})]
)
def test_an_unchanged_graph_is_not_sent_again(
    client: httpx.Client, address: str, parameters: dict[str, str]
) -> None:
    first = client.get(address, params=parameters)
    again = client.get(address, params=parameters, headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_head_gives_the_headers_alone(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": ROWS})
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_pages_elsewhere_may_read(client: httpx.Client) -> None:
    ask = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    assert client.options("/sparql", headers=ask).headers["access-control-allow-origin"] == "*"
    assert client.get("/health").headers["access-control-allow-origin"] == "*"


def test_health_asks_the_store(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok", "triples": True}


def test_whole_graphs_can_be_had(client: httpx.Client) -> None:
    whole = client.get("/graph-store?default", headers={"accept": "application/n-triples"})
    missing = client.get("/graph-store", params={"graph": "urn:none"})
    assert (whole.status_code, whole.text.count("\n") > 10) == (200, True)
    assert [missing.status_code, client.get("/graph-store").status_code] == [404, 400]
    assert client.head("/graph-store?default").status_code == 200


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    said = list(pyoxigraph.parse(answer.content, RdfFormat.TURTLE))
    endpoint = [str(each.object) for each in said if str(each.predicate).endswith("#endpoint>")]
    assert endpoint == [f"<{str(client.base_url).rstrip('/')}/sparql>"]


def test_void_counts_the_graph(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void?format=nt")
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
    number = count.text.split()[1]
    assert f'<http://rdfs.org/ns/void#triples> "{number}"' in answer.text
