import random
from collections import Counter

import pytest

from kg.linking import Lexicon, Observed, link, links, observe, settle
from kg.linking.links import NO_TEXTS
from kg.model import Claim, Document, Entity, EntityType, Evidence, Extraction, LinkClaim

Papers = dict[str, tuple[Document, Extraction]]
MODEL, METHOD, SYSTEM = EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM


@pytest.fixture(scope="module")
def claims(papers: Papers, lexicon: Lexicon) -> list[Claim]:
    return [claim for paper in papers.values() for claim in link(*paper, lexicon)]


@pytest.fixture(scope="module")
def found(papers: Papers, claims: list[Claim], lexicon: Lexicon) -> list[LinkClaim]:
    texts = {document.id: document.text for document, _ in papers.values()}
    told = links(claims, lexicon, texts=texts)
    return [one for one in told if one.subject.type is not EntityType.ORGANIZATION]


def of(found: list[LinkClaim], predicate: str) -> list[tuple[str, object, float, str]]:
    return [
        (one.subject.name, one.object, one.confidence, one.evidence.row)
        for one in found
        if one.predicate == predicate and one.evidence.kind == "rule"
    ]


def test_names_that_are_one_each_with_its_reason(found: list[LinkClaim]) -> None:
    votes = "type by papers: Model 4, System 1"
    assert of(found, "canonical") == [
        (
            "gmr",
            Entity(METHOD, "gated mixture routing"),
            0.75,
            "abbreviation: gmr = gated mixture routing in 2 of 2 papers",
        ),
        ("titjay", Entity(MODEL, "tit jay"), 0.95, "spelling: titjay = tit jay"),
        ("wren", Entity(MODEL, "wren"), 0.8, votes),
    ]
    assert of(found, "type")[0] == ("wren", "Model", 0.8, votes)


def test_what_the_lexicon_says_names_its_row(found: list[LinkClaim], lexicon: Lexicon) -> None:
    a100, nvidia = Entity(EntityType.HARDWARE, "a100"), Entity(EntityType.HARDWARE, "nvidia a100")
    row = lexicon.rows[a100].reason
    told = [one for one in found if one.subject == a100]
    evidence = Evidence("lexicon", row=row)
    assert told == [LinkClaim(a100, "canonical", nvidia, 1.0, "ManualMappingCuration", evidence)]


def test_the_form_of_the_long_name_written_most_often_is_the_name(found: list[LinkClaim]) -> None:
    assert of(found, "prefLabel")[:3] == [
        ("gated mixture routing", "gated mixture routing", 0.4, "written so 2 of 5 times"),
        ("tit jay", "Tit-Jay", 0.5, "written so 3 of 6 times"),
        ("wren", "Wren", 1.0, "written so 5 of 5 times"),
    ]
    assert ("tit jay", "TitJay", 1.0, "written so 3 of 6 times") in of(found, "altLabel")


def test_two_sizes_make_a_family_that_no_paper_names(found: list[LinkClaim]) -> None:
    family, row = Entity(MODEL, "ibis 1.5"), "family of ibis 1.5 70b, ibis 1.5 7b"
    assert of(found, "type")[1:] == [("ibis 1.5", "Model", 0.9, row)]
    assert of(found, "prefLabel")[3:] == [("ibis 1.5", "Ibis 1.5", 0.9, row)]
    assert of(found, "variantOf") == [
        ("ibis 1.5 70b", family, 0.9, "tail of the name: 70b"),
        ("ibis 1.5 7b", family, 0.9, "tail of the name: 7b"),
    ]


def test_the_order_of_papers_does_not_matter(
    papers: Papers, claims: list[Claim], found: list[LinkClaim], lexicon: Lexicon
) -> None:
    texts = {document.id: document.text for document, _ in papers.values()}
    order = list(papers)
    random.Random(7).shuffle(order)
    mixed = [claim for name in order for claim in claims if claim.document == name]
    told = [
        one for one in links(mixed, lexicon, texts=texts) if one.subject.type is not EntityType.ORGANIZATION
    ]
    assert told == found


def test_without_texts_names_are_unknown(claims: list[Claim], lexicon: Lexicon) -> None:
    told = list(links(claims, lexicon, texts=NO_TEXTS))
    assert [row for _, _, _, row in of(told, "canonical")] == [
        "spelling: titjay = tit jay",
    ]


def test_organizations_are_linked_though_only_records_name_them(lexicon: Lexicon) -> None:
    told = {one.subject.name: one.object for one in links([], lexicon) if one.predicate == "canonical"}
    assert told["tencent ai"] == Entity(EntityType.ORGANIZATION, "tencent")


@pytest.mark.parametrize(
    ("kind", "name", "better"),
    [
        (EntityType.METRIC, "label error rate", ["lower"]),
        (EntityType.METRIC, "perplexity", ["lower"]),
        (EntityType.METRIC, "error correction", []),
        (METHOD, "hinge loss", []),
    ],
)
def test_less_error_is_better(kind: EntityType, name: str, better: list[str], lexicon: Lexicon) -> None:
    seen = Observed()
    seen.documents[Entity(kind, name)] = 1
    seen.forms[Entity(kind, name)] = Counter({name: 1})
    told = settle(seen, lexicon)
    assert [
        one.object for one in told if one.predicate == "betterWhen" and one.subject.name == name
    ] == better


def test_what_is_observed_in_parts_is_what_is_observed_at_once(
    papers: Papers, claims: list[Claim], lexicon: Lexicon
) -> None:
    texts = {document.id: document.text for document, _ in papers.values()}
    parts = Observed()
    for document in papers:
        parts.update(observe([claim for claim in claims if claim.document == document], texts))
    assert list(settle(parts, lexicon)) == list(links(claims, lexicon, texts=texts))


def test_what_is_taken_away_leaves_nothing(papers: Papers, claims: list[Claim]) -> None:
    texts = {document.id: document.text for document, _ in papers.values()}
    first, *rest = (observe([one for one in claims if one.document == name], texts) for name in papers)
    both = observe(claims, texts)
    for other in rest:
        both.subtract(other)
    assert both.standing() == first
