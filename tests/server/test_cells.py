import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.rdf.vocab import PREFIXES
from kg.server.cells import MOST_ROWS, Cell, Table, cell, table

XSD = PREFIXES["xsd"]
DECIMAL = NamedNode(f"{XSD}decimal")


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (None, Cell("")),
        (NamedNode(f"{PREFIXES['model']}wren"), Cell("model:wren", f"{PREFIXES['model']}wren")),
        (Literal("BERT", language="en"), Cell("BERT")),
        (Literal("2025-05-21"), Cell("2025-05-21", kind="date")),
        (Literal("2025-05", datatype=NamedNode(f"{XSD}gYearMonth")), Cell("2025-05", kind="date")),
        (Literal(9999), Cell("9999", kind="number")),
        (Literal("-56000000.25", datatype=DECIMAL), Cell("-56,000,000.25", kind="number")),
        (Literal("0.123456", datatype=DECIMAL), Cell("0.123456", kind="number")),
        (Literal("12", datatype=NamedNode(f"{XSD}nonNegativeInteger")), Cell("12", kind="number")),
        (Literal("560000"), Cell("560000")),
    ],
)  # fmt: skip
def test_a_term_is_set_by_what_it_is(term: Literal | NamedNode | None, shown: Cell) -> None:
    assert cell(term) == shown


def test_every_form_of_query_gives_a_table() -> None:
    store = Store()
    rows = store.query("SELECT ?a ?b { VALUES ?a { 1 } }")
    assert table(rows) == Table(  # type: ignore[arg-type]
        ("a", "b"), ((Cell("1", kind="number"), Cell("")),), False, ("json", "xml", "csv", "tsv")
    )
    assert table(store.query("ASK {}")).rows == ((Cell("yes"),),)  # type: ignore[arg-type]
    triples = table(store.query("CONSTRUCT { <a:a> <a:b> 1 } {}"))  # type: ignore[arg-type]
    assert (triples.columns, triples.formats) == (
        ("subject", "predicate", "object"),
        ("ttl", "nt", "jsonld", "rdf"),
    )


def test_a_long_answer_is_cut_and_says_so() -> None:
    numbers = " ".join(map(str, range(MOST_ROWS + 1)))
    found = table(Store().query(f"SELECT ?a {{ VALUES ?a {{ {numbers} }} }}"))  # type: ignore[arg-type]
    assert (len(found.rows), found.more) == (MOST_ROWS, True)
