import pytest

from kg.errors import QueryError, RefusedError
from kg.store import Store
from kg.store.syntax import DEEPEST, MOST_TOKENS, check

FAULTS = {
    "undeclared prefix": (
        "SELECT *\nWHERE { ?s foo:bar ?o }",
        "query:2:12: the prefix foo: is not declared; write PREFIX foo: <…> first\n"
        "  WHERE { ?s foo:bar ?o }\n"
        "             ^",
    ),
    "unclosed brace": (
        "SELECT *\nWHERE { ?s ?p ?o\n",
        "query:2:7: this { is never closed; close it\n  WHERE { ?s ?p ?o\n        ^",
    ),
    "stray bracket": (
        "ASK { ?s ?p ?o ] }",
        "query:1:16: this ] closes nothing; take it out, or open it with [\n"
        "  ASK { ?s ?p ?o ] }\n"
        "                 ^",
    ),
    "text without end": (
        'ASK { ?s kg:kind "size }',
        'query:1:18: the text after this " does not end; close it with " on the same line\n'
        '  ASK { ?s kg:kind "size }\n'
        "                   ^",
    ),
    "no query": (
        "SELEC * {}",
        "query:1:1: no query begins here; write SELECT, ASK, CONSTRUCT or DESCRIBE\n  SELEC * {}\n  ^",
    ),
    "empty": (
        "",
        "query:1:1: no query begins here; write SELECT, ASK, CONSTRUCT or DESCRIBE\n  \n  ^",
    ),
    "object missing": (
        "SELECT ?x { ?x a ?y .\r\n  ?x kg:uses }\r\n",
        "query:2:6: not understood near kg:uses; docs/questions.md shows queries that work\n"
        "    ?x kg:uses }\n"
        "       ^",
    ),
    "network": (
        "SELECT * {\n  SERVICE <http://example.org/> { ?s ?p ?o } }",
        "query:2:3: SERVICE would reach the network; ask the other endpoint itself\n"
        "    SERVICE <http://example.org/> { ?s ?p ?o } }\n"
        "    ^",
    ),
    "update": (
        "LOAD <http://example.org/>",
        "query:1:1: LOAD changes a store; kg build alone writes the graph\n  LOAD <http://example.org/>\n  ^",
    ),
    "not UTF-8": (
        "ASK { ?s ?p '\udcff' }",
        "query:1:14: a byte that is no text; write the query in UTF-8\n"
        "  ASK { ?s ?p '\ufffd' }\n"
        "               ^",
    ),
}


@pytest.mark.parametrize(("query", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_shown_where_the_user_wrote_it(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "query",
    [
        "ASK { sErViCe ?x {} }",
        "ASK { SERVICE:x {} }",
        "ASK { ?s ?p 1SERVICE<http://example.org/>{} }",
        "ASK { ?s ?p trueSERVICE<http://example.org/>{} }",
        "ASK { ?s ?p 'x'SERVICE<http://example.org/>{} }",
        "ASK { FILTER(1<2)SERVICE kg:a {} }",
        "ASK { ?s ?p kg:a.b.SERVICE kg:a {} }",
        "ASK { ?s ?p ?a\u00b7VALUES { SERVICE kg:a {} } }",
        "ASK { BIND(1 AS ?e\u0301)SERVICE kg:a {} }",
        r"ASK { ?s <http://example.org/\u0061#> ?o . SERVICE kg:a {} }",
        "ASK {#\rSERVICE kg:a {} }",
        "ASK { VALUES ?x { '}' }SERVICE kg:a {} }",
        'ASK { ?s ?p """a""b\\"""" . SERVICE kg:a {} }',
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would reach the network"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(1<2)SERVICE#>\nkg:a {} }",
        "ASK { FILTER(1<2&&'#>'=?x) SERVICE kg:a {} } #'",
        "ASK { FILTER(?a<kg:b#>'''\n) SERVICE kg:a {} } #'''",
    ],
)
def test_service_is_not_hidden_by_what_may_be_an_iri(query: str) -> None:
    with pytest.raises(RefusedError, match="beside SERVICE may be an IRI or an operator"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service ?p 'SERVICE' }",
        "ASK { ?s kg:service ?o } # SERVICE",
        'ASK { ?s <http://example.org/#SERVICE> """a\nSERVICE""" }',
        "ASK { ?s kg:a.SERVICE ?o }",
    ],
)
def test_the_word_service_may_stand_where_it_is_no_keyword(store: Store, query: str) -> None:
    assert store.query(query) is False


def test_nesting_has_an_end() -> None:
    check("ASK " + "{" * DEEPEST + "}" * DEEPEST)
    with pytest.raises(QueryError, match=f"nested deeper than {DEEPEST}"):
        check("ASK " + "{" * (DEEPEST + 1))


def test_length_has_an_end_but_for_rows_of_values() -> None:
    check(f"ASK {{ VALUES (?x) {{ {'(1)' * MOST_TOKENS} }} }}")
    with pytest.raises(QueryError, match=f"longer than {MOST_TOKENS} words"):
        check(f"ASK {{ FILTER(1 {'+ 1' * MOST_TOKENS}) }}")
