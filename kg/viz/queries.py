"""The SPARQL that the picture asks; every store declares the prefixes, `$sources` is a list of IRIs."""

from __future__ import annotations

from string import Template

from kg.model import EntityType
from kg.rdf import vocab

_TYPES = " ".join(f"kg:{entity_type}" for entity_type in EntityType)
_RELATIONS = " ".join(vocab.PREDICATES.values())

# A claim's ends are read from the plain triple that goes with it, which takes the engine no join.
PAIRS = f"""
SELECT ?one ?other WHERE {{
  {{ VALUES ?relation {{ {_RELATIONS} kg:affiliation kg:variantOf }} ?one ?relation ?other }}
  UNION {{ SELECT DISTINCT ?one ?other {{ ?claim kg:subject ?other ; kg:paper ?one }} }}
  UNION {{ ?figure a kg:Result ; kg:subject ?one ; kg:onDataset|mls:specifiedBy ?other }}
  UNION {{
    VALUES ?type {{ kg:Result kg:Specification }} ?figure a ?type ; kg:subject ?one BIND(?one AS ?other)
  }}
}}"""

TIES = Template("""
SELECT ?source ?subject ?object ?kind ?paper WHERE {
  {
    VALUES ?subject { $sources }
    ?source kg:subject ?subject ; a kg:Claim ; kg:object ?object ; kg:paper ?paper
    BIND("claim" AS ?kind)
  } UNION {
    VALUES ?subject { $sources }
    ?source kg:subject ?subject ; a kg:Result ; kg:onDataset|mls:specifiedBy ?object ; kg:paper ?paper
    BIND("figure" AS ?kind)
  } UNION {
    VALUES ?subject { $sources } VALUES ?type { kg:Result kg:Specification }
    ?source kg:subject ?subject ; a ?type ; kg:paper ?paper
    BIND(?subject AS ?object) BIND("figure" AS ?kind)
  } UNION {
    VALUES ?subject { $sources } ?subject kg:affiliation ?object
    BIND(kg:affiliation AS ?source) BIND("record" AS ?kind)
  } UNION {
    VALUES ?subject { $sources } ?subject kg:variantOf ?object
    BIND(kg:variantOf AS ?source) BIND("rule" AS ?kind)
  }
}""")

CLAIMS = "SELECT (COUNT(DISTINCT ?claim) AS ?claims) WHERE { ?claim kg:object ?object }"

PAPERS = "SELECT DISTINCT ?paper WHERE { ?paper a fabio:ResearchPaper }"

ENTITIES = f"SELECT DISTINCT ?entity WHERE {{ VALUES ?type {{ {_TYPES} }} ?entity a ?type }}"

RECORDS = Template("""
SELECT ?source ?property ?value WHERE {
  VALUES ?source { $sources } ?source ?property ?value
}""")

NAMES = Template(f"""
SELECT ?source ?order ?name WHERE {{
  VALUES ?source {{ $sources }}
  {{ GRAPH {vocab.LINKS_GRAPH} {{ ?source skos:prefLabel ?name }} BIND(0 AS ?order) }}
  UNION {{ ?source skos:prefLabel ?name BIND(1 AS ?order) }}
  UNION {{ ?source skos:altLabel ?name BIND(2 AS ?order) }}
  UNION {{ ?source dcterms:title ?name BIND(3 AS ?order) }}
}}""")

# Given as VALUES, the types would have the engine go through all things of each.
KINDS = Template(f"""
SELECT ?source ?order ?type WHERE {{
  VALUES ?source {{ $sources }}
  {{ GRAPH {vocab.LINKS_GRAPH} {{ ?source a ?type }} BIND(0 AS ?order) }}
  UNION {{ ?source a ?type BIND(1 AS ?order) }}
  FILTER(?type IN ({_TYPES.replace(" ", ", ")}))
}}""")

SENTENCES = Template("""
SELECT ?source ?sentence ?text ?start WHERE {
  VALUES ?source { $sources }
  ?source kg:evidence ?sentence . ?sentence a nif:Sentence ; nif:anchorOf ?text ; nif:beginIndex ?start
}""")

SPANS = Template("""
SELECT ?source ?sentence ?start ?end WHERE {
  VALUES ?source { $sources }
  ?source kg:evidenceSpan ?span . ?span kg:inSentence ?sentence ; nif:beginIndex ?start ; nif:endIndex ?end
}""")

RULES = f"""
SELECT ?subject ?object ?rule ?confidence WHERE {{ GRAPH {vocab.LINKS_GRAPH} {{
  ?link kg:subject ?subject ; kg:predicate kg:variantOf ; kg:object ?object ;
    kg:rule ?rule ; kg:confidence ?confidence
}} }}"""


def fill(template: Template, sources: list[str]) -> str:
    """Write IRIs that came from the store itself, and so hold nothing to escape, into a query."""
    listed = " ".join(f"<{iri}>" for iri in sources)
    return template.substitute(sources=listed)
