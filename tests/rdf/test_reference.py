from pathlib import Path

from kg.rdf.reference import page

DOCS = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_page_says_what_the_ontology_says() -> None:
    """`python -m kg.rdf.reference > docs/ontology.md` writes it anew."""
    assert DOCS.read_text(encoding="utf-8") == page()


def test_the_page_lists_classes_properties_and_borrowed_terms(tmp_path: Path) -> None:
    small = tmp_path / "small.ttl"
    small.write_text(
        """@prefix kg: <https://w3id.org/claimgraph/ontology#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        kg:Bird a owl:Class ; rdfs:subClassOf oa:Annotation ; rdfs:comment "Flies." .
        kg:eats a owl:ObjectProperty ; rdfs:domain kg:Bird ; rdfs:comment "Is fed on." .
        oa:Annotation a owl:Class .""",
        encoding="utf-8",
    )
    lines = page(small).splitlines()
    assert "| `kg:Bird` | `oa:Annotation` | Flies. |" in lines
    assert "| `kg:eats` | `kg:Bird` → any | Is fed on. |" in lines
    assert "| `oa:Annotation` |  |" in lines
