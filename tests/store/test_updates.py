"""Updates: what reaches the network is refused, a dataset is put in, a build takes nothing but edits."""

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.store.updates import check, check_edits, over, run

EDITS = "<https://w3id.org/claimgraph/graph/edits>"
INSERT = "INSERT { ?s <urn:seen> true } WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1/>",
        "load silent <http://127.0.0.1/> INTO GRAPH <urn:g> LOAD <http://127.0.0.1/>",
        "LOAD SILENT <http://127.0.0.1/> INTO <urn:g>",
        "LOAD SILENT ?x",
        "LOADSILENT<http://127.0.0.1/>",
        "CLEAR ALL;LOAD<http://127.0.0.1/>",
        "PREFIX a: <urn:a>LOAD<http://127.0.0.1/>",
        "INSERT {} WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "INSERT DATA {" + "{" * 5000,
    ],
)
def test_what_leaves_the_machine_or_ends_it_is_refused(update: str) -> None:
    with pytest.raises(QueryError):
        check(update)


@pytest.mark.parametrize(
    "update",
    ['INSERT DATA { <urn:a> <urn:b> "LOAD" }', "INSERT DATA { <urn:LOAD> a <urn:b> } # LOAD <urn:x>"],
)
def test_load_inside_data_is_no_load(update: str) -> None:
    check(update)


@pytest.mark.parametrize("load", ["LOAD SILENT <http://127.0.0.1:9/>", "load\nsilent a:b INTO GRAPH <urn:g>"])
def test_a_silent_load_fails_in_silence(load: str) -> None:
    engine = pyoxigraph.Store()
    update = f"PREFIX a: <http://127.0.0.1:9/> {load} ; INSERT DATA {{ <urn:a> <urn:b> 1 }} ; {load}"
    run(engine, update, base="urn:x")
    assert len(engine) == 1


def test_a_dataset_stands_before_each_where() -> None:
    assert (
        over(f"{INSERT} ; {INSERT}", ["urn:g"], ["urn:h"]).count("USING <urn:g>  USING NAMED <urn:h> WHERE")
        == 2
    )
    assert over(INSERT, [], []) == INSERT


@pytest.mark.parametrize(
    ("update", "graph"),
    [
        (f"WITH <urn:g> {INSERT}", "urn:x"),
        (INSERT.replace("WHERE", "USING <urn:g> WHERE"), "urn:x"),
        ("DELETE WHERE { ?s ?p ?o }", "urn:x"),
        (INSERT, "no iri"),
        (INSERT, "urn:x> WHERE {} ; DROP ALL #"),
    ],
)
def test_a_dataset_that_cannot_be_named_is_an_error(update: str, graph: str) -> None:
    with pytest.raises(QueryError):
        over(update, [graph], [])


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ GRAPH {EDITS} {{ <urn:a> <urn:b> [ <urn:c> 1 ] }} }}",
        f"DELETE DATA {{ GRAPH {EDITS} {{ <urn:a> <urn:b> 1 }} }} ; CLEAR SILENT GRAPH {EDITS}",
        f"WITH {EDITS} DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 2 }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"DELETE WHERE {{ GRAPH {EDITS} {{ ?s ?p ?o }} }}",
        f"INSERT {{ GRAPH {EDITS} {{ ?s a ?c }} }} USING NAMED <urn:g> WHERE {{ ?s a ?c }}",
        "",
    ],
)
def test_edits_may_be_written(update: str) -> None:
    check_edits(update)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }",
        f"INSERT DATA {{ GRAPH {EDITS} {{ <urn:a> <urn:b> 1 }} <urn:a> <urn:b> 2 }}",
        f"INSERT DATA {{ GRAPH {EDITS} {{ <urn:a> <urn:b> 1 }} }} ; DELETE WHERE {{ ?s ?p ?o }}",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "WITH <urn:g> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        f"WITH {EDITS} INSERT {{ GRAPH <urn:g> {{ ?s ?p 1 }} }} WHERE {{ ?s ?p ?o }}",
        "CLEAR ALL",
        "DROP DEFAULT",
        "CLEAR NAMED",
        f"COPY {EDITS} TO DEFAULT",
        f"MOVE DEFAULT TO {EDITS}",
        "CREATE GRAPH <urn:g>",
        "CLEAR GRAPH graph:edits",
    ],
)
def test_nothing_else_may_be_written(update: str) -> None:
    with pytest.raises(QueryError, match="is not the graph of edits"):
        check_edits(update)
