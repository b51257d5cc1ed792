import io

import pytest
import rdflib

from kg.model import Quad
from kg.rdf import vocab
from kg.rdf.terms import boolean, count, decimal, literal
from kg.rdf.turtle import short, write_turtle


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("<https://w3id.org/claimgraph/id/model/gpt-4>", "model:gpt-4"),
        ("<https://w3id.org/claimgraph/id/paper/2505.00001>", "paper:2505.00001"),
        ("<https://w3id.org/claimgraph/id/paper/ends.>", "<https://w3id.org/claimgraph/id/paper/ends.>"),
        ("<https://w3id.org/claimgraph/id/paper/a%2Fb>", "<https://w3id.org/claimgraph/id/paper/a%2Fb>"),
        ("<https://w3id.org/claimgraph/ontology#uses>", "kg:uses"),
        ("<https://a.org/x>", "<https://a.org/x>"),
        (decimal(0.93), "0.93"),
        (decimal(7), '"7"^^xsd:decimal'),
        (count(7), '"7"^^xsd:nonNegativeInteger'),
        (boolean(False), "false"),
        (literal('a "b"^^<c>'), '"a \\"b\\"^^<c>"'),
        ('"x"@en', '"x"@en'),
        ('"x"^^<http://a/t>', '"x"^^<http://a/t>'),
    ],
)
def test_short(term: str, expected: str) -> None:
    assert short(term) == expected


def test_a_thing_is_one_block_of_sorted_lines() -> None:
    bert, graph = "<https://w3id.org/claimgraph/id/model/bert>", vocab.paper_graph("d")
    uses = vocab.PREDICATES[next(one for one in vocab.PREDICATES if one == "uses")]
    quads = [
        Quad(vocab.minted("claim", "x"), vocab.SUBJECT, bert, graph),
        Quad(bert, uses, "<https://w3id.org/claimgraph/id/method/b>", graph),
        Quad(bert, uses, "<https://w3id.org/claimgraph/id/method/a>", graph),
        Quad(bert, uses, "<https://w3id.org/claimgraph/id/method/a>", vocab.paper_graph("e")),
        Quad(bert, vocab.PREF_LABEL, '"BERT"', graph),
        Quad(bert, vocab.TYPE, "<https://w3id.org/claimgraph/ontology#Model>", graph),
    ]
    file = io.BytesIO()
    write_turtle(quads, file)
    head, *blocks = file.getvalue().decode().split("\n\n")
    assert head.startswith(
        "@prefix agreement: <https://w3id.org/claimgraph/id/agreement/> .\n@prefix claim: "
    )
    assert blocks[0] == (
        'model:bert a kg:Model ;\n    kg:uses method:a, method:b ;\n    skos:prefLabel "BERT" .'
    )
    assert blocks[1].endswith(" kg:subject model:bert .\n")


def test_the_readable_file_holds_all_but_the_evidence(quads: list[Quad]) -> None:
    file = io.BytesIO()
    write_turtle(quads, file)
    read = rdflib.Graph().parse(data=file.getvalue(), format="turtle")
    hidden = ("text", "mention", "record", "link")
    starts = tuple(f"<https://w3id.org/claimgraph/id/{kind}/" for kind in hidden)
    ends = tuple(
        f"<https://w3id.org/claimgraph/ontology#{name}>" for name in ("evidence", "evidenceSpan", "text")
    )
    kept = [q for q in quads if not q.subject.startswith(starts) and q.predicate not in ends]
    lines = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in kept)
    assert set(read) == set(rdflib.Graph().parse(data=lines, format="nt"))
