import pytest

from kg.store.terms import unknown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?a { ?a kg:outperforms ?b . ?a a kg:Model. }", []),
        (
            "SELECT ?a { ?a kg:outperfroms/kg:uses ?b ; a kg:Modell. ?c kg:outperfroms ?d }",
            [
                "kg:outperfroms is not in the ontology; did you mean kg:outperforms?",
                "kg:Modell is not in the ontology; did you mean kg:Model?",
            ],
        ),
        (
            "ASK { ?a <https://w3id.org/claimgraph/ontology#use> ?b }",
            ["kg:use is not in the ontology; did you mean kg:uses?"],
        ),
        ("ASK { ?a kg:qqq ?b }", ["kg:qqq is not in the ontology; ontology/claimgraph.ttl lists its terms"]),
        ("ASK { ?a ?b 'kg:outperfroms' } # kg:outperfroms", []),
        ("PREFIX kg: <https://w3id.org/claimgraph/ontology#> ASK { ?a kg:uses ?b }", []),
        ("PREFIX kg: <https://example.org/> ASK { ?a kg:outperfroms ?b }", []),
    ],
)
def test_a_term_that_there_is_not_leads_to_one_that_there_is(query: str, said: list[str]) -> None:
    assert list(unknown(query)) == said
