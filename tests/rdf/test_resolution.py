from collections import Counter

from kg.model import Entity, EntityType, Evidence, LinkClaim, Predicate, Quad
from kg.rdf import is_settled, resolved, vocab
from kg.rdf.turtle import short

OUTPERFORMS = vocab.PREDICATES[Predicate.OUTPERFORMS]
JAY, WREN = (vocab.entity(Entity(EntityType.MODEL, name)) for name in ("tit jay", "wren"))


def said(quads: list[Quad], subject: str) -> list[str]:
    return [f"{short(quad.predicate)} {short(quad.object)}" for quad in quads if quad.subject == subject]


def test_what_three_papers_state_stands_once(quads: list[Quad], linked: list[LinkClaim]) -> None:
    papers = {quad.graph for quad in quads if quad.predicate == OUTPERFORMS and quad.object == WREN}
    assert len(papers) == 3
    view = list(resolved(quads, linked))
    stated = Quad(JAY, OUTPERFORMS, WREN, vocab.RESOLVED_GRAPH)
    assert view.count(stated) == 1
    ends = {(vocab.SUBJECT, JAY), (vocab.PREDICATE, OUTPERFORMS), (vocab.OBJECT, WREN)}
    held = Counter(quad.subject for quad in view if (quad.predicate, quad.object) in ends)
    assert list(held.values()).count(3) == len(papers)


def test_sorted_and_each_triple_once(quads: list[Quad], linked: list[LinkClaim]) -> None:
    view = list(resolved(quads, linked))
    assert view == sorted(set(view))


def test_one_entity_under_its_canonical_iri(quads: list[Quad], linked: list[LinkClaim]) -> None:
    view = list(resolved(quads, linked))
    merged = {vocab.entity(link.subject) for link in linked if link.predicate == "canonical"}
    assert not merged & ({quad.subject for quad in view} | {quad.object for quad in view})
    assert said(view, JAY) == [
        "rdf:type kg:Model",
        'skos:altLabel "TitJay"',
        'skos:hiddenLabel "tit-jay"',
        'skos:hiddenLabel "titjay"',
        'skos:prefLabel "Tit-Jay"',
        "kg:evaluatedOn dataset:pond",
        "kg:outperforms model:wren",
        'kg:papers "4"^^xsd:nonNegativeInteger',
        "kg:uses method:gated-mixture-routing",
    ]


def test_the_settled_type_is_the_only_one(quads: list[Quad], linked: list[LinkClaim]) -> None:
    types = [each for each in said(list(resolved(quads, linked)), WREN) if each.startswith("rdf:type")]
    assert types == ["rdf:type kg:Model"]


def test_families_and_matches_come_with_the_links(quads: list[Quad], linked: list[LinkClaim]) -> None:
    view = list(resolved(quads, linked))
    family, member = (vocab.entity(Entity(EntityType.MODEL, f"ibis 1.5{tail}")) for tail in ("", " 7b"))
    names = ['skos:hiddenLabel "ibis 1.5"', 'skos:prefLabel "Ibis 1.5"']
    assert said(view, family) == ["rdf:type kg:Model", *names]
    assert "kg:variantOf " + short(family) in said(view, member)
    tencent = vocab.entity(vocab.organization("Tencent"))
    assert sorted(said(view, tencent)) == [
        'kg:papers "4"^^xsd:nonNegativeInteger',
        "rdf:type kg:Organization",
        "rdf:type org:Organization",
        "rdf:type schema:Organization",
        'skos:altLabel "tencent-ai"',
        "skos:exactMatch <http://www.wikidata.org/entity/Q860580>",
        'skos:hiddenLabel "tencent"',
        'skos:prefLabel "Tencent"',
    ]


def test_what_no_paper_names_does_not_come(quads: list[Quad], linked: list[LinkClaim]) -> None:
    openai = vocab.entity(vocab.organization("OpenAI"))
    assert any(vocab.entity(link.subject) == openai for link in linked)
    assert said(list(resolved(quads, linked)), openai) == []


def test_nothing_is_related_to_itself_by_a_merge() -> None:
    graph, link = vocab.paper_graph("d"), Evidence("rule", row="r")
    one, two = Entity(EntityType.MODEL, "one"), Entity(EntityType.MODEL, "two")
    quads = [Quad(vocab.entity(one), OUTPERFORMS, vocab.entity(two), graph)]
    assert list(resolved(quads, [LinkClaim(one, "canonical", two, 1.0, "LexicalMatching", link)])) == []


def test_other_graphs_stay_out() -> None:
    quads = [
        Quad("<http://a/s>", "<http://a/p>", "<http://a/o>", graph)
        for graph in ("<http://a/g>", vocab.LINKS_GRAPH)
    ]
    assert list(resolved(quads, [])) == []


def test_without_links_the_name_of_most_papers_is_preferred() -> None:
    names = {"x": '"Ao Liu"', "y": '"AO LIU"', "z": '"Ao Liu"'}
    person = vocab.person("Ao Liu")
    quads = [Quad(person, vocab.PREF_LABEL, name, vocab.paper_graph(paper)) for paper, name in names.items()]
    assert said(list(resolved(quads, [])), person) == [
        'skos:altLabel "AO LIU"',
        'skos:hiddenLabel "ao liu"',
        'skos:prefLabel "Ao Liu"',
    ]


def test_what_is_settled_can_go_ahead(quads: list[Quad], linked: list[LinkClaim]) -> None:
    papers = [quad for quad in quads if quad.graph != vocab.LINKS_GRAPH]
    ahead = [quad for quad in papers if is_settled(quad.line().encode())]
    assert len(papers) / 3 < len(ahead) < len(papers)
    rest = [quad for quad in papers if quad not in set(ahead)]
    both = {quad[:3] for quad in [*ahead, *resolved(rest, linked)]}
    assert both == {quad[:3] for quad in resolved(quads, linked)}
