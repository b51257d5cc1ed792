import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.linking import Lexicon, link, observe
from kg.model import Claim, Document, EntityType, Extraction, Mention, Predicate, Quad, Relation, Span
from kg.rdf import to_quads, vocab
from kg.rdf.terms import lexical
from kg.rdf.triples import Level
from kg.rdf.turtle import short
from kg.text.sentences import split

Papers = dict[str, tuple[Document, Extraction]]

HOSTILE = [
    "<script>",
    '"><img onerror=x>',
    "a\nb",
    "nul \x00",
    "\u202ertl",
    "\U0001f600",
    "lone \ud83d",
    "\\\\",
    "'",
]


def about(quads: Iterable[Quad], subject: str) -> list[str]:
    """List what is said of a subject, in short terms."""
    said = [quad for quad in quads if quad.subject == subject]
    return sorted(f"{short(quad.predicate)} {short(quad.object)}" for quad in said)


def of_type(quads: Iterable[Quad], type_: str, said: str) -> str:
    """Find the one thing of a type of which a term is said."""
    typed = {quad.subject for quad in quads if (quad.predicate, quad.object) == (vocab.TYPE, type_)}
    (found,) = {
        quad.subject for quad in quads if quad.subject in typed and said in (quad.object, short(quad.object))
    }
    return found


def test_a_comparison_as_the_graph_holds_it(quads: list[Quad]) -> None:
    quads = [quad for quad in quads if quad.graph == vocab.paper_graph("quillon")]
    claim = of_type(quads, vocab.COMPARISON_CLAIM, "kg:outperforms")
    assert about(quads, claim) == [
        "kg:confidence 0.9",
        "kg:evidence <https://w3id.org/claimgraph/id/text/quillon#char=135,199>",
        "kg:evidence <https://w3id.org/claimgraph/id/text/quillon#char=33,134>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=177,184>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=44,51>",
        "kg:loser model:tit-jay",
        'kg:margin "2.1 points"',
        "kg:metric metric:bleu-4",
        "kg:object model:tit-jay",
        "kg:onDataset dataset:coco",
        "kg:paper paper:quillon",
        "kg:predicate kg:outperforms",
        "kg:subject model:quillon",
        "kg:winner model:quillon",
        "rdf:type kg:Claim",
        "rdf:type kg:ComparisonClaim",
    ]
    graph = vocab.paper_graph("quillon")
    plain = Quad(
        "<https://w3id.org/claimgraph/id/model/quillon>",
        vocab.PREDICATES[Predicate.OUTPERFORMS],
        "<https://w3id.org/claimgraph/id/model/tit-jay>",
        graph,
    )
    assert plain in quads


def test_a_result_as_the_graph_holds_it(quads: list[Quad]) -> None:
    assert about(quads, of_type(quads, vocab.RESULT, '"2.1 points"')) == [
        'kg:asWritten "2.1 points"',
        "kg:baseline model:tit-jay",
        "kg:confidence 0.9",
        "kg:evidence <https://w3id.org/claimgraph/id/text/quillon#char=135,199>",
        "kg:evidence <https://w3id.org/claimgraph/id/text/quillon#char=33,134>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=160,166>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=188,198>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=44,51>",
        'kg:kind "improvement"',
        "kg:onDataset dataset:coco",
        "kg:paper paper:quillon",
        "kg:subject model:quillon",
        "mls:hasValue 2.1",
        "mls:specifiedBy metric:bleu-4",
        "qudt:hasUnit kg:PercentagePoint",
        "rdf:type kg:Result",
        "rdf:type mls:ModelEvaluation",
    ]


def test_a_specification_as_the_graph_holds_it(quads: list[Quad]) -> None:
    assert about(quads, of_type(quads, vocab.SPECIFICATION, '"7B"')) == [
        'kg:asWritten "7B"',
        "kg:confidence 0.9",
        'kg:counts "parameters"',
        "kg:evidence <https://w3id.org/claimgraph/id/text/quillon#char=33,134>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=44,51>",
        "kg:evidenceSpan <https://w3id.org/claimgraph/id/text/quillon#char=55,57>",
        'kg:kind "size"',
        'kg:metricText "parameters"',
        "kg:paper paper:quillon",
        "kg:subject model:quillon",
        'mls:hasValue "7000000000"^^xsd:decimal',
        "rdf:type kg:Specification",
    ]


def test_the_paper_as_the_graph_holds_it(quads: list[Quad], papers: Papers) -> None:
    quads = [quad for quad in quads if quad.graph == vocab.paper_graph("finch")]
    document, _ = papers["finch"]
    assert about(quads, vocab.paper("finch")) == sorted(
        [
            "dcterms:abstract " + f'"{document.abstract}"@en',
            "dcterms:creator person:ada-finch",
            "dcterms:creator person:bo-li",
            'dcterms:identifier "finch"',
            'dcterms:issued "2025-05-21"^^xsd:date',
            'dcterms:title "TitJay revisited"@en',
            'fabio:hasArXivId "2505.00001"',
            "kg:affiliation organization:tencent-ai",
            "kg:affiliation organization:department-of-song-wren-university",
            'kg:authorList "Ada Finch; Bo Li"',
            "kg:authorsComplete false",
            'kg:category "cs.CL"',
            "kg:codeAvailable true",
            "kg:codeRepository <https://github.com/x/y>",
            'kg:doubt "left out the page link javascript:alert(1): no http(s) address"',
            'kg:doubt "title cut?"',
            "kg:speaksOf method:gated-mixture-routing",
            "kg:speaksOf model:titjay",
            "kg:speaksOf model:wren",
            "kg:text text:finch",
            "kg:uses method:gated-mixture-routing",
            'kg:venue "Aviary"',
            "rdf:type fabio:ResearchPaper",
            "rdf:type schema:ScholarlyArticle",
            'schema:identifier "acl:2025.x-1"',
        ]
    )


def test_people_and_organizations_of_the_record(quads: list[Quad]) -> None:
    quads = [quad for quad in quads if quad.graph == vocab.paper_graph("finch")]
    assert about(quads, vocab.person("Bo Li")) == [
        "rdf:type schema:Person",
        "skos:exactMatch <https://orcid.org/0000-0001-2345-6789>",
        'skos:prefLabel "Bo Li"',
    ]
    assert about(quads, vocab.person("Ada Finch"))[1:] == [
        "schema:affiliation organization:department-of-song-wren-university",
        'skos:prefLabel "Ada Finch"',
    ]
    assert about(quads, vocab.entity(vocab.organization("Department of Song, Wren University"))) == [
        "org:subOrganizationOf organization:wren-university",
        "rdf:type kg:Organization",
        "rdf:type org:Organization",
        "rdf:type schema:Organization",
        'skos:prefLabel "Department of Song, Wren University"',
    ]
    assert about(quads, vocab.entity(vocab.organization("tencent-ai"))) == [
        "rdf:type kg:Organization",
        "rdf:type org:Organization",
        "rdf:type schema:Organization",
        'skos:prefLabel "tencent-ai"',
    ]


def test_each_fact_of_the_record_names_its_field(quads: list[Quad]) -> None:
    quads = [quad for quad in quads if quad.graph == vocab.paper_graph("finch")]
    fields = {quad.subject for quad in quads if quad.object == vocab.RECORD_FIELD}
    names = {quad.subject: quad.object for quad in quads if quad.predicate == vocab.FIELD}
    assert names.keys() == fields
    assert len(set(names.values())) == len(fields)
    assert {(names[quad.subject], short(quad.object)) for quad in quads if quad.predicate == vocab.ABOUT} == {
        ('"abstract"', "dcterms:abstract"),
        ('"abstract"', "kg:codeRepository"),
        ('"authors"', "dcterms:creator"),
        ('"authors"', "kg:affiliation"),
        ('"authors"', "kg:authorList"),
        ('"authors"', "kg:authorsComplete"),
        ('"categories"', "kg:category"),
        ('"code"', "kg:codeAvailable"),
        ('"identifiers"', "fabio:hasArXivId"),
        ('"identifiers"', "schema:identifier"),
        ('"issued"', "dcterms:issued"),
        ('"organizations"', "kg:affiliation"),
        ('"title"', "dcterms:title"),
        ('"venue"', "kg:venue"),
    }


def test_the_form_written_most_often_is_the_name(quads: list[Quad]) -> None:
    graph = vocab.paper_graph("quillon")
    quads = [quad for quad in quads if quad.graph == graph]
    assert about(quads, "<https://w3id.org/claimgraph/id/task/image-captioning>") == [
        "rdf:type kg:Task",
        "rdf:type mls:Task",
        "rdf:type skos:Concept",
        'skos:altLabel "image captioning"',
        'skos:prefLabel "Image Captioning"',
    ]


def test_a_name_is_told_without_its_latex_and_the_text_with_it() -> None:
    document = Document("latex", "On $\\beta$-VAE", "A $\\beta$-VAE is not a\nβ-VAE of old.")
    spans = [(3, 14), (17, 28), (38, 43)]
    assert [document.text[start:end] for start, end in spans] == ["$\\beta$-VAE"] * 2 + ["β-VAE"]
    mentions = tuple(Mention(start, end, EntityType.MODEL, 1) for start, end in spans)
    extraction = Extraction(document.id, split(document.text), mentions, ())
    claims = list(link(document, extraction, Lexicon({})))
    quads = list(to_quads(document, extraction, claims))
    told = {quad.object for quad in quads if quad.predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL)}
    assert told == {'"β-VAE"'}
    assert "$\\\\beta$-VAE" in "".join(quad.object for quad in quads if quad.predicate == vocab.ANCHOR_OF)
    forms = observe(claims, {document.id: document.text}).forms
    assert list(forms.values()) == [{"β-VAE": 3}]


def test_a_mention_is_an_annotation_of_a_span_of_code_points(quads: list[Quad], papers: Papers) -> None:
    quads = [quad for quad in quads if quad.graph == vocab.paper_graph("quillon")]
    mention = of_type(quads, vocab.ANNOTATION, "hardware:a100")
    text = papers["quillon"][0].text
    start = text.index("A100")
    assert text[:start].count("\U0001f600") == 2
    target = vocab.span("quillon", Span(start, start + 4))
    assert about(quads, mention) == [
        "kg:confidence 0.95",
        "kg:paper paper:quillon",
        "oa:hasBody hardware:a100",
        f"oa:hasTarget {target}",
        "rdf:type oa:Annotation",
    ]
    assert {
        'nif:anchorOf "A100"',
        f'nif:beginIndex "{start}"^^xsd:nonNegativeInteger',
        f'nif:endIndex "{start + 4}"^^xsd:nonNegativeInteger',
        "rdf:type nif:Phrase",
    } <= set(about(quads, target))


def test_no_statement_stands_twice(quads: list[Quad]) -> None:
    assert len(quads) == len(set(quads))


def test_all_of_a_paper_is_in_its_graph(papers: Papers, claims: list[Claim]) -> None:
    document, extraction = papers["egret"]
    told = to_quads(document, extraction, [one for one in claims if one.document == "egret"])
    assert {quad.graph for quad in told} == {vocab.paper_graph("egret")}


@pytest.mark.parametrize(
    ("level", "kept"),
    [
        ("full", {vocab.NIF_CONTEXT, vocab.NIF_SENTENCE, vocab.NIF_PHRASE, vocab.ANNOTATION}),
        ("compact", {vocab.NIF_CONTEXT, vocab.NIF_SENTENCE, vocab.NIF_PHRASE}),
        ("none", set()),
    ],
)
def test_how_much_text_goes_with_it(
    quads: list[Quad], papers: Papers, claims: list[Claim], level: Level, kept: set[str]
) -> None:
    document, extraction = papers["quillon"]
    own = [one for one in claims if one.document == "quillon"]
    told = list(to_quads(document, extraction, own, evidence=level))
    texts = {vocab.NIF_CONTEXT, vocab.NIF_SENTENCE, vocab.NIF_PHRASE, vocab.ANNOTATION}
    assert {quad.object for quad in told if quad.predicate == vocab.TYPE} & texts == kept
    assert any(quad.predicate == vocab.ABSTRACT for quad in told) == (level != "none")
    everything = [quad for quad in quads if quad.graph == vocab.paper_graph("quillon")]
    assert set(told) <= set(everything)
    pointers = (vocab.EVIDENCE, vocab.EVIDENCE_SPAN)
    assert [q for q in told if q.predicate in pointers] == [q for q in everything if q.predicate in pointers]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive_as_text(name: str) -> None:
    document = Document(f"id {name}", f"On {name}", f"We like {name} more than others.")
    starts = (len("On "), len(f"On {name}\nWe like "))
    mentions = tuple(Mention(start, start + len(name), EntityType.MODEL, 1) for start in starts)
    relations = (Relation("paper", Predicate.INTRODUCES, "1"),)
    extraction = Extraction(document.id, split(document.text), mentions, (), relations)
    quads = list(to_quads(document, extraction, link(document, extraction, Lexicon({}))))
    data = "".join(quad.line() for quad in quads)
    assert len(set(pyoxigraph.parse(data.encode(), pyoxigraph.RdfFormat.N_QUADS))) == len(quads)
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")
    assert len(list(dataset.quads())) == len(quads)
    (text,) = (lexical(quad.object) for quad in quads if quad.predicate == vocab.IS_STRING)
    assert text == document.text.replace("\ud83d", "\ufffd")
    names = {lexical(quad.object) for quad in quads if quad.predicate == vocab.PREF_LABEL}
    assert names == {" ".join(name.replace("\ud83d", "\ufffd").split())}


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    script = tmp_path / "write.py"
    birds = Path(__file__).parents[1] / "linking" / "papers.jsonl"
    script.write_text(
        """import json, sys
from kg.extraction.exchange import from_json
from kg.linking import link, links, load_lexicon
from kg.rdf import link_quads, resolved, to_quads
lexicon = load_lexicon()
papers = [from_json(json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]
claims = [claim for paper in papers for claim in link(*paper, lexicon)]
told = list(links(claims, lexicon, texts={document.id: document.text for document, _ in papers}))
quads = [quad for paper in papers for quad in to_quads(*paper, link(*paper, lexicon))]
for quad in (*quads, *link_quads(told), *resolved(quads, told)):
    sys.stdout.buffer.write(quad.line().encode())
""",
        encoding="utf-8",
    )
    outputs = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, str(script), str(birds)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
