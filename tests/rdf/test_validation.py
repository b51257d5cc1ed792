from dataclasses import replace

import pytest

from kg.linking import Lexicon, link
from kg.model import Claim, Document, Extraction, LinkClaim, Quad, RelationClaim
from kg.rdf import resolved, to_quads, vocab
from kg.rdf.terms import count, decimal, literal
from kg.rdf.validation import Report, Violation, validate

Papers = dict[str, tuple[Document, Extraction]]
KG = "https://w3id.org/claimgraph/ontology#"


@pytest.fixture(scope="module")
def egret(quads: list[Quad]) -> list[Quad]:
    """One paper alone, since each validation takes half a second."""
    return [quad for quad in quads if quad.graph == vocab.paper_graph("egret")]


def changed(quads: list[Quad], predicate: str, object_: str | None) -> list[Quad]:
    """Change the object of the first quad with a predicate, or take it out."""
    at = next(i for i, quad in enumerate(quads) if quad.predicate == predicate)
    new = [] if object_ is None else [quads[at]._replace(object=object_)]
    return [*quads[:at], *new, *quads[at + 1 :]]


def test_what_we_write_conforms(quads: list[Quad]) -> None:
    assert validate(quads) == Report(True, (), 4)


def test_the_resolved_view_conforms(quads: list[Quad], linked: list[LinkClaim]) -> None:
    assert validate(resolved(quads, linked)).violations == ()


@pytest.mark.parametrize("level", ["compact", "none"])
def test_less_evidence_conforms_too(papers: Papers, claims: list[Claim], level: str) -> None:
    own = [claim for claim in claims if claim.document == "egret"]
    told = to_quads(*papers["egret"], own, evidence="compact" if level == "compact" else "none")
    assert validate(told).violations == ()


@pytest.fixture
def nothing() -> list[Quad]:
    document, extraction = Document("empty", "No words", ""), Extraction("empty")
    return list(to_quads(document, extraction, link(document, extraction, Lexicon({}))))


def test_a_document_without_anything_conforms(nothing: list[Quad]) -> None:
    assert validate(nothing) == Report(True, (), 1)


@pytest.mark.parametrize(
    ("predicate", "object_", "path", "message"),
    [
        (vocab.ANCHOR_OF, literal("Wrong"), "", "the span does not hold the text that its offsets give: "),
        (vocab.END_INDEX, count(3), "", "the text does not end where it says"),
        (vocab.HAS_TARGET, vocab.paper("egret"), "http://www.w3.org/ns/oa#hasTarget", ""),
        (vocab.CONFIDENCE, decimal(1.5), f"{KG}confidence", "a confidence is one decimal from 0 to 1: 1.5"),
        (
            vocab.CONFIDENCE,
            literal("high"),
            f"{KG}confidence",
            "a confidence is one decimal from 0 to 1: high",
        ),
        (vocab.EVIDENCE, None, f"{KG}evidence", "evidence is one or two sentences of the text"),
        (vocab.WINNER, None, "", "who outperforms is the winner, who is outperformed the loser: "),
        (vocab.TITLE, None, "http://purl.org/dc/terms/title", "Less than 1 values"),
        (vocab.ISSUED, literal("May 2025"), "http://purl.org/dc/terms/issued", ""),
    ],
)
def test_each_fault_is_found_where_it_is(
    egret: list[Quad], predicate: str, object_: str | None, path: str, message: str
) -> None:
    report = validate(changed(egret, predicate, object_))
    assert not report.conforms
    assert any(found.path == path and found.message.startswith(message) for found in report.violations)


def test_a_plain_triple_that_is_missing_is_found(egret: list[Quad], claims: list[Claim]) -> None:
    plain = vocab.PREDICATES[next(one for one in vocab.PREDICATES if one == "evaluated_on")]
    report = validate(changed(egret, plain, None))
    (claim,) = {quad.subject for quad in egret if (quad.predicate, quad.object) == (vocab.PREDICATE, plain)}
    paper, message = vocab.paper("egret")[1:-1], "a claim of this paper is not there as a plain triple: "
    assert report.violations == (Violation(paper, "", message + claim[1:-1]),)


def test_a_sample_is_a_whole_number_of_papers(quads: list[Quad]) -> None:
    reports = [validate(quads, sample=size) for size in (1, 2)]
    assert [(report.conforms, report.papers) for report in reports] == [(True, 1), (True, 2)]


def test_a_build_looks_at_as_many_papers_as_it_has_time_for(quads: list[Quad]) -> None:
    whole, one, two = (validate(quads, most=most).papers for most in (None, 1, len(quads)))
    assert (one, two) == (1, whole)


def test_offsets_count_code_points_beyond_the_first_plane(papers: Papers, claims: list[Claim]) -> None:
    document, extraction = papers["quillon"]
    beyond = replace(document, title=document.title.replace("Quillon", "😀😀😀😀😀😀😀"))
    assert len(beyond.text) == len(document.text)
    relations = [
        claim for claim in claims if isinstance(claim, RelationClaim) and claim.document == "quillon"
    ]
    assert validate(to_quads(beyond, extraction, relations)).conforms
