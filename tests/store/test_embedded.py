from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import QueryError, StoreError
from kg.model import Quad
from kg.rdf.vocab import LINKS_GRAPH, RESOLVED_GRAPH
from kg.store import Store, create, open_store
from kg.store.answers import Answer
from kg.store.filling import Filling, line

from .conftest import completed


def rows(found: object) -> list[list[str]]:
    assert isinstance(found, Answer)
    return [[str(term) for term in row] for row in found.rows]


def kept(quad: Quad) -> list[str]:
    """The engine keeps numbers by value: an integer of a derived type comes back as an xsd:integer."""
    return [term.replace("#nonNegativeInteger>", "#integer>") for term in quad]


def test_every_quad_stands_in_its_graph(store: Store, quads: list[Quad]) -> None:
    named = [each for each in quads if each.graph != RESOLVED_GRAPH]
    found = rows(store.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"))
    assert sorted(found) == sorted(map(kept, named))


def test_the_default_graph_is_the_resolved_view(store: Store, quads: list[Quad]) -> None:
    resolved = [
        kept(each)[:3] for each in completed([each for each in quads if each.graph == RESOLVED_GRAPH])
    ]
    assert sorted(rows(store.query("SELECT ?s ?p ?o { ?s ?p ?o }"))) == sorted(resolved)


def test_the_case_is_true_to_its_texts(store: Store) -> None:
    wrong = store.query(
        """SELECT ?span {
           ?span nif:anchorOf ?said ; nif:beginIndex ?b ; nif:endIndex ?e .
           ?span nif:referenceContext/nif:isString ?text
           FILTER(SUBSTR(?text, ?b + 1, ?e - ?b) != ?said) }"""
    )
    assert rows(wrong) == []


def test_the_case_resolves_its_names(store: Store) -> None:
    assert store.query(
        f"ASK {{ GRAPH {LINKS_GRAPH} {{ model:larkspur-large kg:canonical model:larkspur-l }} }}"
    )
    assert not store.query("ASK { { model:larkspur-large ?p ?o } UNION { ?s ?p model:larkspur-large } }")


def test_ask_gives_a_truth(store: Store) -> None:
    assert store.query("ASK { model:larkspur-l kg:outperforms model:dunlin-7b }") is True
    assert store.query("ASK { model:dunlin-7b kg:outperforms model:larkspur-l }") is False


def test_construct_gives_triples(store: Store) -> None:
    found = store.query("CONSTRUCT WHERE { ?paper kg:introduces model:wren-2 }")
    assert isinstance(found, list)
    assert [str(each.object) for each in found] == ["<https://w3id.org/claimgraph/id/model/wren-2>"]


def test_a_prefix_of_the_user_wins(store: Store) -> None:
    found = store.query("PREFIX kg: <urn:mine:> SELECT (STR(kg:x) AS ?iri) {}")
    assert rows(found) == [['"urn:mine:x"']]


def test_a_store_is_read_only(store: Store) -> None:
    node = pyoxigraph.NamedNode("urn:x")
    with pytest.raises(RuntimeError, match="read-write"):
        store.engine.add(pyoxigraph.Quad(node, node, node))


def test_select_wants_rows(store: Store) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        store.select("ASK {}")
    with pytest.raises(QueryError, match="not a SELECT"):
        next(store.stream("ASK {}"))


def test_streamed_rows_are_those_of_the_answer(store: Store) -> None:
    sparql = "SELECT ?claim ?metric { ?claim a kg:Claim OPTIONAL { ?claim kg:metric ?metric } }"
    assert list(store.stream(sparql)) == list(store.select(sparql).rows) != []


def test_streamed_query_that_cannot_be_parsed_names_the_place(store: Store) -> None:
    with pytest.raises(QueryError, match="query:1:11"):
        next(store.stream("SELECT ?x { ?x a"))


def test_no_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path / 'none'}: no store in this folder; run kg build first"


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    create(tmp_path, [], [])
    (tmp_path / "CURRENT").write_text("MANIFEST-none\n")
    with pytest.raises(StoreError, match=r"the store is damaged .*; run kg build again"):
        open_store(tmp_path)


def test_a_store_is_never_built_over_another(tmp_path: Path) -> None:
    create(tmp_path, [], [])
    with pytest.raises(StoreError, match="is not empty; build the store in a new folder"):
        create(tmp_path, [], [])


def test_a_quad_that_is_no_rdf_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a quad is no RDF"):
        create(tmp_path, [Quad("<urn:a>", "<urn:b>", "no term", "<urn:g>")], [])


def test_a_graph_longer_than_a_batch_is_whole(tmp_path: Path) -> None:
    many = [Quad(f"<urn:{number}>", "<urn:p>", '"é\\n"@fr', "<urn:g>") for number in range(2500)]
    create(tmp_path, many, many)
    assert rows(open_store(tmp_path).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }")) == [
        ['"2500"^^<http://www.w3.org/2001/XMLSchema#integer>']
    ]


def test_a_store_is_loaded_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts end between two lines, and what two of them hold is there once."""
    monkeypatch.setattr("kg.store.filling._PART", 100)
    lines = [
        Quad(f"<urn:{number}>", "<urn:p>", '"two words"', "<urn:g>").line().encode() for number in range(9)
    ]
    filling = Filling(tmp_path)
    filling.add([b"".join(lines[:4]), *lines[4:]])
    filling.add(line((f"<urn:{number % 5}>", "<urn:p>", '"two words"')) for number in range(20))
    filling.finish()
    filling.close()
    store = open_store(tmp_path)
    assert rows(store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))[0][0].startswith('"9"')
    assert rows(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0][0].startswith('"5"')
