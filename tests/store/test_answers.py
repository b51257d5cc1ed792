import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Triple

from kg.errors import QueryError
from kg.store.answers import Answer, turtle, written

XSD = "http://www.w3.org/2001/XMLSchema#"
MODEL = NamedNode("https://w3id.org/claimgraph/id/model/wren-2")
ANSWER = Answer(
    ("thing", "text", "value", "flag"),
    (
        (MODEL, Literal('a "b",\tc\n<d> | é'), Literal("13.5", datatype=NamedNode(f"{XSD}decimal")), None),
        (BlankNode("b0"), Literal("MoE", language="en"), Literal(2), Literal(value=True)),
    ),
)

JSON = """\
{
  "head": {
    "vars": [
      "thing",
      "value"
    ]
  },
  "results": {
    "bindings": [
      {
        "thing": {
          "type": "uri",
          "value": "https://w3id.org/claimgraph/id/model/wren-2"
        },
        "value": {
          "type": "literal",
          "value": "2",
          "datatype": "http://www.w3.org/2001/XMLSchema#integer"
        }
      }
    ]
  }
}
"""
XML = """\
<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="thing"/><variable name="text"/><variable name="value"/><variable name="flag"/></head>
<results>
<result><binding name="thing"><uri>https://w3id.org/claimgraph/id/model/wren-2</uri></binding>\
<binding name="text"><literal>a "b",\tc
&lt;d&gt; | é</literal></binding>\
<binding name="value"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">13.5</literal></binding></result>
<result><binding name="thing"><bnode>b0</bnode></binding>\
<binding name="text"><literal xml:lang="en">MoE</literal></binding>\
<binding name="value"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">2</literal></binding>\
<binding name="flag"><literal datatype="http://www.w3.org/2001/XMLSchema#boolean">true</literal></binding></result>
</results>
</sparql>
"""
CSV = (
    "thing,text,value,flag\r\n"
    'https://w3id.org/claimgraph/id/model/wren-2,"a ""b"",\tc\n<d> | é",13.5,\r\n'
    "_:b0,MoE,2,true\r\n"
)
TSV = (
    "?thing\t?text\t?value\t?flag\n"
    '<https://w3id.org/claimgraph/id/model/wren-2>\t"a \\"b\\",\\tc\\n<d> | é"\t13.5\t\n'
    '_:b0\t"MoE"@en\t2\t"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\n'
)
MARKDOWN = (
    "| thing | text | value | flag |\n| --- | --- | --- | --- |\n"
    '| model:wren-2 | a "b",\ufffdc \\<d\\> \\| é | 13.5 |  |\n| \\_:b0 | MoE | 2 | true |\n'
)


@pytest.mark.parametrize(("format", "text"), [("csv", CSV), ("tsv", TSV), ("xml", XML), ("md", MARKDOWN)])
def test_rows_are_written_as_the_format_has_it(format: str, text: str) -> None:
    assert ANSWER.write(format) == text


def test_json_is_written_as_the_format_has_it() -> None:
    assert Answer(("thing", "value"), ((MODEL, Literal(2)),)).write("json") == JSON


@pytest.mark.parametrize(
    ("format", "parser"),
    [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)],
)
def test_another_reader_gets_the_same_terms(format: str, parser: QueryResultsFormat) -> None:
    found = pyoxigraph.parse_query_results(ANSWER.write(format), format=parser)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in found.variables] == list(ANSWER.columns)
    rows = [tuple(row) for row in found]
    assert rows[0] == ANSWER.rows[0]
    assert rows[1][1:] == ANSWER.rows[1][1:]  # a blank node has no name to keep


def test_xml_holds_no_character_that_xml_cannot() -> None:
    answer = Answer(("text",), ((Literal("a\x00\x1bb\r"),),))
    assert "<literal>a\ufffd\ufffdb&#13;</literal>" in answer.write("xml")


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("table", "yes\n"),
        ("md", "yes\n"),
        ("csv", "true\n"),
        ("tsv", "true\n"),
        ("json", '{\n  "head": {},\n  "boolean": true\n}\n'),
        (
            "xml",
            '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head/>\n'
            "<boolean>true</boolean>\n</sparql>\n",
        ),
    ],
)
def test_a_truth_is_written_in_each_format(format: str, text: str) -> None:
    assert written(True, format) == text


def test_triples_are_written_sorted_with_the_prefixes_they_need() -> None:
    uses = NamedNode("https://w3id.org/claimgraph/ontology#uses")
    method = NamedNode("https://w3id.org/claimgraph/id/method/mamba2")
    triples = [Triple(MODEL, uses, method), Triple(MODEL, uses, Literal("b")), Triple(MODEL, uses, method)]
    text = (
        "@prefix kg: <https://w3id.org/claimgraph/ontology#> .\n"
        "@prefix method: <https://w3id.org/claimgraph/id/method/> .\n"
        "@prefix model: <https://w3id.org/claimgraph/id/model/> .\n"
        'model:wren-2 kg:uses "b" , method:mamba2 .\n'
    )
    assert turtle(triples) == text
    assert written(triples, "ttl") == text


@pytest.mark.parametrize(
    ("found", "format", "message"),
    [
        (ANSWER, "ttl", "format ttl: does not fit this answer; choose csv, json, md, table, tsv, xml"),
        (True, "ttl", "format ttl: does not fit this answer; choose csv, json, md, table, tsv, xml"),
        ([], "csv", "format csv: the query gives triples; ask for ttl"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(
    found: Answer | bool | list[Triple], format: str, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        written(found, format)
    assert str(caught.value) == message
