import pytest

from kg.server.media import GRAPHS, ROWS, chosen, named, prefers_page


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; header=present", "csv"),
        ("application/xml", "xml"),
        ("text/*", "csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", "tsv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/html", None),
        ("text/csv;q=much", None),
        (",;,", "json"),
    ],
)
def test_the_format_of_a_table(accept: str, name: str | None) -> None:
    found = chosen(accept, ROWS)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("asked", "table", "graph"),
    [
        ("csv", "csv", None),
        ("json", "json", "jsonld"),
        ("XML", "xml", "rdf"),
        ("turtle", None, "ttl"),
        ("application/n-triples", None, "nt"),
        ("exe", None, None),
    ],
)
def test_a_name_asks_for_a_format(asked: str, table: str | None, graph: str | None) -> None:
    rows, triples = named(asked, ROWS), named(asked, GRAPHS)
    assert (rows and rows.name, triples and triples.name) == (table, graph)


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("*/*", False),
        ("text/html;q=0.5, text/turtle", False),
    ],
)
def test_browsers_are_known(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page
