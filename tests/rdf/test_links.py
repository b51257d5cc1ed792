from typing import Literal

from kg.model import Entity, EntityType, Evidence, LinkClaim
from kg.rdf import link_quads, vocab
from kg.rdf.turtle import short

ONE, TWO = Entity(EntityType.METHOD, "one"), Entity(EntityType.METRIC, "two")
RULE = Evidence("rule", row="spelling: one = two")


Kind = Literal["canonical", "altLabel", "exactMatch", "type"]


def told(predicate: Kind, object_: Entity | str) -> list[str]:
    link = LinkClaim(ONE, predicate, object_, 0.9, "LexicalMatching", RULE)
    quads = list(link_quads([link, link]))
    assert {quad.graph for quad in quads} == {vocab.LINKS_GRAPH}
    return [f"{short(quad.predicate)} {short(quad.object)}" for quad in quads]


REASON = ["kg:confidence 0.9", "kg:justification semapv:LexicalMatching", 'kg:rule "spelling: one = two"']


def test_one_entity_stands_under_another() -> None:
    assert told("canonical", TWO) == [
        "kg:canonical metric:two",
        "rdf:type kg:Link",
        "kg:subject method:one",
        "kg:predicate kg:canonical",
        "kg:object metric:two",
        *REASON,
    ]


def test_the_type_of_a_family_is_all_of_its_classes() -> None:
    family = LinkClaim(TWO, "type", EntityType.METRIC, 0.9, "LexicalMatching", RULE)
    classes = [quad.object for quad in link_quads([family]) if quad.subject == vocab.entity(TWO)]
    assert classes == list(vocab.CLASSES[EntityType.METRIC])


def test_a_type_that_papers_do_not_agree_on_is_only_recorded() -> None:
    assert told("type", EntityType.METRIC) == [
        "rdf:type kg:Link",
        "kg:subject method:one",
        "kg:predicate rdf:type",
        "kg:object kg:Metric",
        *REASON,
    ]


def test_names_are_text_and_matches_are_iris() -> None:
    assert told("altLabel", 'say "one"')[0] == 'skos:altLabel "say \\"one\\""'
    assert told("exactMatch", "http://a.org/x>y")[0] == "skos:exactMatch <http://a.org/x%3Ey>"
