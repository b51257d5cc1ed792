"""Updates: taken from who has the token, swapped in before the answer, and kept out of what papers say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

EDITS = "https://w3id.org/claimgraph/graph/edits"
EDIT = f"INSERT DATA {{ GRAPH <{EDITS}> {{ <urn:note> <urn:says> 'seen' }} }}"
DIRECT = {"content-type": "application/sparql-update"}


def update(client: httpx.Client, text: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", data={"update": text}, headers=headers)


def holds(client: httpx.Client, pattern: str) -> bool:
    return bool(client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"])


def test_a_server_that_only_reads_says_so(client: httpx.Client) -> None:
    for answer in (
        update(client, "DROP ALL"),
        client.post("/sparql", content=b"DROP ALL", headers=DIRECT),
    ):
        assert answer.status_code == 403
        assert "--writable" in answer.text


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", "Basic a-token-of-the-tests"])
def test_without_the_token_nothing_is_written(scratch: httpx.Client, token: str) -> None:
    answer = update(scratch, "INSERT DATA { <urn:no> <urn:no> 1 }", authorization=token)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert not holds(scratch, "<urn:no> ?p ?o")


def test_a_page_of_another_site_writes_nothing(scratch: httpx.Client) -> None:
    answer = update(scratch, "INSERT DATA { <urn:no> <urn:no> 1 }", origin="http://evil.example")
    assert answer.status_code == 403
    assert not holds(scratch, "<urn:no> ?p ?o")


def test_an_update_is_seen_by_the_next_query_and_changes_the_tag(scratch: httpx.Client) -> None:
    before = scratch.get("/sparql", params={"query": "ASK {}"}).headers["etag"]
    answer = update(scratch, "INSERT DATA { <urn:seen> <urn:at> 'once' }")
    assert answer.status_code == 204
    assert answer.headers["etag"] != before
    assert holds(scratch, "<urn:seen> <urn:at> 'once'")


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("INSERT DATA { <urn:a> }", 400, "query:1:15"),
        ("LOAD ?where", 400, "LOAD would reach the network"),
        ("LOAD <http://127.0.0.1:9/>", 403, "LOAD would reach the network"),
        ("CLEAR ALL ; LOAD <http://127.0.0.1:9/> INTO GRAPH <urn:g>", 403, "LOAD would reach the network"),
        ("INSERT {} WHERE { SERVICE <http://127.0.0.1:9/> {} }", 403, "SERVICE would reach the network"),
        ("CREATE GRAPH <urn:there> ; CREATE GRAPH <urn:there>", 422, "update: "),
    ],
)
def test_what_cannot_be_done_is_said(scratch: httpx.Client, text: str, status: int, says: str) -> None:
    answer = update(scratch, text)
    assert answer.status_code == status
    assert says in answer.text


def test_updates_at_one_time_are_all_kept(scratch: httpx.Client) -> None:
    texts = [f"INSERT DATA {{ <urn:many> <urn:holds> {number} }}" for number in range(8)]
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda text: update(scratch, text).status_code, texts))
    assert answers == [204] * 8
    assert holds(scratch, "{ SELECT (COUNT(?n) AS ?c) { <urn:many> ?p ?n } } FILTER(?c = 8)")


def test_an_update_that_never_ends_is_ended_and_leaves_the_store(scratch: httpx.Client) -> None:
    numbers = " ".join(map(str, range(400)))
    values = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abcde")
    answer = update(scratch, f"INSERT {{ <urn:x> <urn:y> ?a }} WHERE {{ {values} }}")
    assert answer.status_code == 503
    assert not holds(scratch, "<urn:x> ?p ?o")
    assert update(scratch, "INSERT DATA { <urn:after> <urn:it> 1 }").status_code == 204


def test_edits_of_a_build_are_kept_beside_it(editable: tuple[httpx.Client, Path]) -> None:
    client, folder = editable
    assert update(client, EDIT).status_code == 204
    assert holds(client, f"<urn:note> ?p 'seen' . GRAPH <{EDITS}> {{ <urn:note> ?p 'seen' }}")
    assert "<urn:note>" in (folder / "edits.nq").read_text(encoding="utf-8")
    assert update(client, EDIT.replace("INSERT", "DELETE")).status_code == 204
    assert not holds(client, "<urn:note> ?p ?o")


def test_what_papers_say_cannot_be_written(editable: tuple[httpx.Client, Path]) -> None:
    client, _ = editable
    for text in ("DROP ALL", "INSERT DATA { <urn:a> <urn:b> 1 }"):
        answer = update(client, text)
        assert answer.status_code == 400
        assert f"write GRAPH <{EDITS}>" in answer.text
