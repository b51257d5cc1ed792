"""Pages: readable without a script, every text escaped, links that lead somewhere, data behind each thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from pathlib import Path

import httpx
import pytest

from kg.model import Quad
from kg.rdf import vocab
from kg.rdf.terms import count
from kg.store import create

Serving = Callable[..., AbstractContextManager[str]]
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
KG = "https://w3id.org/claimgraph/"


def page(client: httpx.Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=BROWSER, follow_redirects=True)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text


def test_the_start_page_counts_and_offers(client: httpx.Client) -> None:
    text = page(client, "/")
    assert "<b>4</b> papers" in text
    assert '<a href="/questions/beats">' in text
    assert "<textarea" in text
    assert "<script" not in text


def test_every_link_of_the_start_page_leads_somewhere(client: httpx.Client) -> None:
    for place in set(re.findall(r'href="(/[^"]*)"', page(client, "/"))):
        assert client.get(unescape(place), headers=BROWSER, follow_redirects=True).status_code == 200, place


def test_a_query_is_answered_in_a_table(client: httpx.Client) -> None:
    text = page(client, "/query?query=SELECT ?a ?b { ?a kg:outperforms ?b }")
    assert '<th scope="col">a</th>' in text
    assert 'href="/id/model/' in text
    assert "format=csv" in text


def test_a_graph_is_offered_in_formats_for_graphs(client: httpx.Client) -> None:
    text = unescape(page(client, "/query?query=CONSTRUCT { ?a kg:beats ?b } { ?a kg:outperforms ?b }"))
    places = re.findall(r'href="(/sparql\?[^"]*)"', text)
    assert [place.rpartition("=")[2] for place in places] == ["ttl", "nt", "jsonld", "rdf"]
    assert client.get(places[0]).headers["content-type"].startswith("text/turtle")


def test_an_address_that_is_none_says_where_to_go(client: httpx.Client) -> None:
    text = page(client, "/nowhere", status=404)
    assert "/nowhere: no such address; / is the start" in text
    assert "<title>There is no such page · claimgraph</title>" in text
    assert '<a href="/">To the start</a>' in text
    answer = client.delete("/sparql")
    assert (answer.status_code, {*answer.headers["allow"].split(", ")}) == (405, {"GET", "HEAD", "POST"})
    assert answer.text.startswith("/sparql: DELETE is not taken here, only ")


def test_a_faulty_query_is_shown_with_its_place(client: httpx.Client) -> None:
    text = page(client, "/query?query=SELECT ?a { ?a foo:b ?c }", status=400)
    assert re.search(r"query:1:\d+: the prefix foo: is not declared", text)


def test_a_question_is_asked_by_a_form(client: httpx.Client) -> None:
    assert '<label for="system">system</label>' in page(client, "/questions/beats")
    assert "is called 'Nothing at all'" in unescape(
        page(client, "/questions/beats?system=Nothing+at+all", status=400)
    )


def test_near_names_are_offered_instead_of_one_that_nothing_bears(client: httpx.Client) -> None:
    text = page(client, "/questions/beats?limit=7&system=Larkspurl", status=400)
    assert '<a href="/questions/beats?system=Larkspur-L&amp;limit=7">Larkspur-L</a>' in text
    assert "kg ask" not in text
    text = page(client, "/questions/leaderbord", status=404)
    assert '<a href="/questions/leaderboard">The best figures by dataset and metric</a>' in text
    text = page(client, "/page/model/larkspurl", status=404)
    assert '<a href="/search?name=larkspurl">Search for larkspurl</a>' in text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/query?query=ASK {}", 200), ("/query?query=ASK", 400), ("/questions/beats", 200),
     ("/search?name=wren", 200), ("/page/model/wren", 200), ("/nowhere", 404), ("/questions/none", 404)],
)  # fmt: skip
def test_every_page_has_one_heading_and_a_title(client: httpx.Client, path: str, status: int) -> None:
    text = page(client, path, status)
    assert (text.count("<h1>"), text.count("<title>")) == (1, 1)


def test_an_answer_leads_to_things_and_calls_papers_by_their_titles(client: httpx.Client) -> None:
    text = page(client, "/questions/beats")
    assert '<td data-label="winner"><a href="/id/system/heron">Heron</a></td>' in text
    assert '<a href="/id/paper/larkspur">Larkspur-L: A Sparse Language Model</a>' in text
    assert "paper:" not in text.partition("<details>")[0]


def test_a_paper_begins_with_who_wrote_it_and_what_it_says(client: httpx.Client) -> None:
    text = page(client, "/page/paper/larkspur")
    assert '<a href="/id/person/ada-moss">Ada Moss</a>, ' in text
    assert '<a href="/id/person/ben-reed">Ben Reed</a> and others</p>' in text
    assert "2025-05-21 · cs.CL · " in text
    assert '<a href="https://github.com/example/larkspur" rel="noreferrer">code</a>' in text
    assert '<b>this paper</b> <i>introduces</i>\n<a href="/id/model/larkspur-l">' in text
    assert "/id/paper/larkspur" not in text.partition('<h2 id="properties">')[0]


def test_a_thing_says_what_it_loses_to_and_what_can_be_asked_of_it(client: httpx.Client) -> None:
    text = page(client, "/page/model/dunlin-7b")
    assert re.search(r'<h3 id="r\d+">outperformed by</h3>', text)
    assert '<a href="/questions/beats?over=Dunlin-7B"' in text
    assert re.search(r'<span class="setting">dataset <a href="/id/dataset/mmlu">MMLU</a></span>', text)


def test_what_has_no_claims_has_a_page_all_the_same(client: httpx.Client) -> None:
    text = page(client, "/page/text/larkspur")
    assert "Properties" in text
    assert "Claims" not in text


def test_forms_offer_the_names_of_most_papers(serving: Serving, tmp_path: Path) -> None:
    said = {vocab.TYPE: "<https://w3id.org/claimgraph/ontology#Dataset>", vocab.PREF_LABEL: '"<GLUE>"'}
    said[vocab.PAPERS] = count(3)
    quads = (Quad(f"<{KG}id/dataset/glue>", *each, vocab.RESOLVED_GRAPH) for each in said.items())
    create(tmp_path / "store", (), quads)
    with serving(tmp_path / "store") as address, httpx.Client(base_url=address) as client:
        text = page(client, "/questions/leaderboard")
    assert 'list="names-dataset"' in text
    assert '<datalist id="names-dataset"><option value="&lt;GLUE&gt;"></datalist>' in text


def test_search_finds_by_a_part_of_any_name(client: httpx.Client) -> None:
    assert re.search(r'Model</span> <a href="/id/model/[^"]*wren', page(client, "/search?name=wREn"))
    assert "Nothing is called so" in page(client, "/search?name=qqqqq")


def test_a_thing_leads_to_a_page_or_to_data(client: httpx.Client) -> None:
    name = client.get("/sparql", params={"query": "SELECT ?a { ?a kg:outperforms ?b }", "format": "csv"})
    iri = name.text.split("\r\n")[1]
    path = iri.replace(KG, "/")
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, path.replace("/id/", "/page/"))
    assert answer.headers["vary"].startswith("Accept")
    text = page(client, path)
    assert "<mark>" in text
    assert f"<code>{iri}</code>" in text
    for accept, begins in (
        ("text/turtle", "@prefix"),
        ("application/ld+json", "["),
        ("application/n-triples", "<"),
    ):
        data = client.get(path, headers={"accept": accept}, follow_redirects=True)
        assert data.status_code == 200
        assert data.text.startswith(begins)


@pytest.mark.parametrize(
    "path", ["/id/model/nothing", "/page/nothing", "/page/", "/page/%FF%00", "/page/..%2f"]
)
def test_what_is_not_there(client: httpx.Client, path: str) -> None:
    page(client, path, status=404)
    assert client.get(path.replace("/page/", "/data/").replace("/id/", "/data/")).status_code == 404


def test_hostile_names_stay_text(client: httpx.Client) -> None:
    """The case holds a model whose name is markup."""
    for path in (
        "/search?name=<",
        "/query?query=SELECT ?name { ?s skos:prefLabel ?name }",
        "/search?name=<script>",
    ):
        text = page(client, path)
        assert "<script" not in text
        assert "<img" not in text
    answer = client.get("/", headers=BROWSER)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_no_link_runs_a_script(client: httpx.Client) -> None:
    query = "SELECT ?a { VALUES ?a { <javascript:alert(1)> <data:text/html,x> <https://example.org/> } }"
    text = page(client, f"/query?query={query}")
    links = re.findall(r'<td data-label="a">(.*?)</td>', text)
    assert links == [
        "javascript:alert(1)",
        "data:text/html,x",
        '<a href="https://example.org/" rel="noreferrer">https://example.org/</a>',
    ]


def test_a_page_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get("/", headers=BROWSER).headers["etag"]
    assert client.get("/", headers={**BROWSER, "if-none-match": tag}).status_code == 304


def test_programs_are_shown_the_way(client: httpx.Client) -> None:
    answer = client.get("/", headers={"accept": "text/turtle"})
    assert answer.status_code == 406
    assert "/sparql" in answer.text


def test_a_page_says_what_it_leaves_out(client: httpx.Client) -> None:
    assert "Shown: only the first row; limit 0 for all." in page(client, "/questions/papers?limit=1")
    assert "Shown: only the 5 tasks with the most papers; task * for all." in page(client, "/questions/tasks")
    assert "Shown:" not in page(client, "/questions/papers")


def test_whoever_takes_anything_gets_the_start_page(client: httpx.Client) -> None:
    assert client.get("/", headers={"Accept": "*/*"}).status_code == 200
    assert client.get("/", headers={"Accept": "text/csv"}).status_code == 406
