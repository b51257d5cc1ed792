from decimal import Decimal

import pyoxigraph
import pytest
import rdflib

from kg.rdf.terms import count, date, decimal, iri, lexical, literal, segment, tagged, web_iri

HOSTILE = [
    "<script>alert(1)</script>",
    'say "no" \\ \\" \\u0041',
    "two\nlines\r\nand\ttab",
    "\x00\x01\x1f\x7f\x85\u2028",
    "\u202eright to left\u202c",
    "emoji 😀 and 🏳️‍🌈",
    "lone \ud83d surrogate \udc00",
    "> <http://evil> .",
    "'",
    "",
]


def parsed(term: str) -> str:
    """Read a literal by Oxigraph and rdflib, which must agree."""
    line = f"<http://a/s> <http://a/p> {term} <http://a/g> .\n"
    quad = next(iter(pyoxigraph.parse(line.encode(), pyoxigraph.RdfFormat.N_QUADS)))
    dataset = rdflib.Dataset()
    dataset.parse(data=line, format="nquads")
    (other,) = {str(object_) for _, _, object_, _ in dataset.quads()}
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert other == quad.object.value
    return other


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives_as_a_literal(text: str) -> None:
    kept = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    assert parsed(literal(text)) == lexical(literal(text)) == kept
    assert len(kept) == len(text)
    assert "\n" not in literal(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_becomes_a_valid_iri(text: str) -> None:
    term = iri(f"https://a.org/{text}")
    assert pyoxigraph.NamedNode(term[1:-1]).value == term[1:-1]
    assert not set(term[1:-1]) & set('<>"{}|^`\\ \n')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2505.00001", "2505.00001"),
        ("10.1/a(b)#c?d", "10.1%2Fa%28b%29%23c%3Fd"),
        ("é>", "%C3%A9%3E"),
        ("\ud800", "%ED%A0%80"),
        ("..", "%2E%2E"),
        ("...", "..."),
    ],
)
def test_segment(text: str, expected: str) -> None:
    assert segment(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/x?y=1#z", "<https://a.org/x?y=1#z>"),
        ("HTTP://a.org", "<HTTP://a.org>"),
        ("https://a.org/50%zz%20", "<https://a.org/50%25zz%20>"),
        ('https://a.org/"><script>', "<https://a.org/%22%3E%3Cscript%3E>"),
        ("javascript:alert(1)", None),
        ("ftp://a.org", None),
        ("https://", None),
        ("https://[::1", None),
        ("github.com/x/y", None),
    ],
)
def test_only_web_addresses_become_iris_of_pages(url: str, expected: str | None) -> None:
    assert web_iri(url) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("5.6E+11"), "560000000000"),
        (Decimal("1.80"), "1.8"),
        (Decimal("100"), "100"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E-7"), "0.0000001"),
        (0.93, "0.93"),
        (1.0, "1"),
    ],
)
def test_decimals_are_canonical(value: Decimal | float, expected: str) -> None:
    assert decimal(value) == f'"{expected}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024", "gYear"),
        ("2024-12", "gYearMonth"),
        ("2024-12-03", "date"),
        ("2024-13", None),
        ("Dec 2024", None),
        ("٢٠٢٤", None),
    ],
)
def test_dates_are_as_exact_as_the_source(text: str, datatype: str | None) -> None:
    expected = f'"{text}"' if datatype is None else f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'
    assert date(text) == expected


def test_a_language_that_is_none_is_left_out() -> None:
    assert tagged("x", "EN-gb") == '"x"@en-gb'
    assert tagged("x", 'en" .') == '"x"'


def test_counts() -> None:
    assert count(7) == '"7"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
