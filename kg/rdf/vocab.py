"""The words of the graph: prefixes, terms (written as N-Quads writes them) and the IRIs of things.

IRIs are minted from content alone, so that shards and machines agree without talking.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from kg.model import Entity, EntityType, Predicate, Span
from kg.rdf.terms import XSD, iri, segment, well_formed
from kg.text.names import normal_form, slug

ROOT: Final = "https://w3id.org/claimgraph/"
ONTOLOGY: Final = f"{ROOT}ontology#"
ID: Final = f"{ROOT}id/"
GRAPH: Final = f"{ROOT}graph/"

KINDS: Final = (
    *(kind.lower() for kind in EntityType),
    *("paper", "person", "claim", "result", "specification", "link", "record", "mention", "text"),
    *("agreement", "yearly"),
)
"""What stands after `id/` in an IRI of ours; each is a prefix as well (`model:hunyuan-turbos`)."""

PREFIXES: Final[dict[str, str]] = {
    "kg": ONTOLOGY,
    "schema": "https://schema.org/",
    "fabio": "http://purl.org/spar/fabio/",
    "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "org": "http://www.w3.org/ns/org#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "mls": "http://www.w3.org/ns/mls#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "oa": "http://www.w3.org/ns/oa#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": XSD,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    **{kind: f"{ID}{kind}/" for kind in KINDS},
}
"""Prefix → namespace: predeclared in queries, written in Turtle."""


def _term(prefix: str, name: str) -> str:
    return f"<{PREFIXES[prefix]}{name}>"


TYPE: Final = _term("rdf", "type")

# -- papers, people, organizations -----------------------------------------------------------------

SCHOLARLY_ARTICLE: Final = _term("schema", "ScholarlyArticle")
RESEARCH_PAPER: Final = _term("fabio", "ResearchPaper")
PERSON: Final = _term("schema", "Person")
TITLE: Final = _term("dcterms", "title")
ABSTRACT: Final = _term("dcterms", "abstract")
ISSUED: Final = _term("dcterms", "issued")
IDENTIFIER: Final = _term("dcterms", "identifier")
OTHER_IDENTIFIER: Final = _term("schema", "identifier")
CREATOR: Final = _term("dcterms", "creator")
RIGHTS: Final = _term("dcterms", "rights")
SOURCE: Final = _term("dcterms", "source")
ARXIV_ID: Final = _term("fabio", "hasArXivId")
DOI: Final = _term("prism", "doi")
KEYWORD: Final = _term("prism", "keyword")
AUTHOR_LIST: Final = _term("kg", "authorList")
AUTHORS_COMPLETE: Final = _term("kg", "authorsComplete")
CATEGORY: Final = _term("kg", "category")
AFFILIATION: Final = _term("kg", "affiliation")
WORKS_FOR: Final = _term("schema", "affiliation")
SUB_ORGANIZATION_OF: Final = _term("org", "subOrganizationOf")
VENUE: Final = _term("kg", "venue")
CODE_AVAILABLE: Final = _term("kg", "codeAvailable")
CODE_REPOSITORY: Final = _term("kg", "codeRepository")
WEIGHTS: Final = _term("kg", "weights")
DATA: Final = _term("kg", "data")
PAGE: Final = _term("kg", "page")
PDF: Final = _term("kg", "pdf")
DOUBT: Final = _term("kg", "doubt")
RECORD_FIELD: Final = _term("kg", "RecordField")
FIELD: Final = _term("kg", "field")
ABOUT: Final = _term("kg", "about")

# -- entities --------------------------------------------------------------------------------------

CONCEPT: Final = _term("skos", "Concept")
PREF_LABEL: Final = _term("skos", "prefLabel")
ALT_LABEL: Final = _term("skos", "altLabel")
HIDDEN_LABEL: Final = _term("skos", "hiddenLabel")
EXACT_MATCH: Final = _term("skos", "exactMatch")

CLASSES: Final[dict[EntityType, tuple[str, ...]]] = {
    EntityType.MODEL: (_term("kg", "Model"),),
    EntityType.METHOD: (_term("kg", "Method"),),
    EntityType.SYSTEM: (_term("kg", "System"),),
    EntityType.DATASET: (_term("kg", "Dataset"), _term("dcat", "Dataset"), _term("mls", "Dataset")),
    EntityType.TASK: (_term("kg", "Task"), _term("mls", "Task"), CONCEPT),
    EntityType.METRIC: (_term("kg", "Metric"), _term("mls", "EvaluationMeasure"), CONCEPT),
    EntityType.ORGANIZATION: (
        *(_term("kg", "Organization"), _term("org", "Organization"), _term("schema", "Organization")),
    ),
    EntityType.HARDWARE: (_term("kg", "Hardware"),),
}
"""The classes of an entity, our own first."""

# -- claims and figures ----------------------------------------------------------------------------

PREDICATES: Final[dict[Predicate, str]] = {
    Predicate.INTRODUCES: _term("kg", "introduces"),
    Predicate.ADDRESSES: _term("kg", "addresses"),
    Predicate.USES: _term("kg", "uses"),
    Predicate.PART_OF: _term("kg", "partOf"),
    Predicate.BASED_ON: _term("kg", "basedOn"),
    Predicate.TYPE_OF: _term("kg", "typeOf"),
    Predicate.EVALUATED_ON: _term("kg", "evaluatedOn"),
    Predicate.TRAINED_ON: _term("kg", "trainedOn"),
    Predicate.OUTPERFORMS: _term("kg", "outperforms"),
    Predicate.COMPARED_WITH: _term("kg", "comparedWith"),
    Predicate.MEASURED_BY: _term("kg", "measuredBy"),
    Predicate.DEVELOPED_BY: _term("kg", "developedBy"),
    Predicate.RUNS_ON: _term("kg", "runsOn"),
}

CLAIM: Final = _term("kg", "Claim")
COMPARISON_CLAIM: Final = _term("kg", "ComparisonClaim")
RESULT: Final = _term("kg", "Result")
MODEL_EVALUATION: Final = _term("mls", "ModelEvaluation")
SPECIFICATION: Final = _term("kg", "Specification")
PAPER: Final = _term("kg", "paper")
SUBJECT: Final = _term("kg", "subject")
PREDICATE: Final = _term("kg", "predicate")
OBJECT: Final = _term("kg", "object")
CONFIDENCE: Final = _term("kg", "confidence")
EVIDENCE: Final = _term("kg", "evidence")
EVIDENCE_SPAN: Final = _term("kg", "evidenceSpan")
MODALITY: Final = _term("kg", "modality")
WINNER: Final = _term("kg", "winner")
LOSER: Final = _term("kg", "loser")
MARGIN: Final = _term("kg", "margin")
COMPARED_BY: Final = _term("kg", "metric")
SPECIFIED_BY: Final = _term("mls", "specifiedBy")
METRIC_TEXT: Final = _term("kg", "metricText")
HAS_VALUE: Final = _term("mls", "hasValue")
AS_WRITTEN: Final = _term("kg", "asWritten")
HAS_UNIT: Final = _term("qudt", "hasUnit")
UNIT_TEXT: Final = _term("kg", "unitText")
KIND: Final = _term("kg", "kind")
BOUND: Final = _term("kg", "bound")
COUNTS: Final = _term("kg", "counts")
ON_DATASET: Final = _term("kg", "onDataset")
ON_TASK: Final = _term("kg", "onTask")
BASELINE: Final = _term("kg", "baseline")

# -- what a paper's claims come to, in short -------------------------------------------------------

SPEAKS_OF: Final = _term("kg", "speaksOf")
EVALUATES_WITH: Final = _term("kg", "evaluatesWith")

# -- counts over all papers ------------------------------------------------------------------------

PAPERS: Final = _term("kg", "papers")
AGREEMENT: Final = _term("kg", "Agreement")
STATED_SUBJECT: Final = _term("rdf", "subject")
STATED_PREDICATE: Final = _term("rdf", "predicate")
STATED_OBJECT: Final = _term("rdf", "object")
YEARLY_COUNT: Final = _term("kg", "YearlyCount")
THING: Final = _term("kg", "thing")
YEAR: Final = _term("kg", "year")

# -- text ------------------------------------------------------------------------------------------

TEXT: Final = _term("kg", "text")
IN_SENTENCE: Final = _term("kg", "inSentence")
NIF_CONTEXT: Final = _term("nif", "Context")
NIF_SENTENCE: Final = _term("nif", "Sentence")
NIF_PHRASE: Final = _term("nif", "Phrase")
IS_STRING: Final = _term("nif", "isString")
REFERENCE_CONTEXT: Final = _term("nif", "referenceContext")
BEGIN_INDEX: Final = _term("nif", "beginIndex")
END_INDEX: Final = _term("nif", "endIndex")
ANCHOR_OF: Final = _term("nif", "anchorOf")
ANNOTATION: Final = _term("oa", "Annotation")
HAS_BODY: Final = _term("oa", "hasBody")
HAS_TARGET: Final = _term("oa", "hasTarget")

# -- links between papers --------------------------------------------------------------------------

LINK: Final = _term("kg", "Link")
CANONICAL: Final = _term("kg", "canonical")
VARIANT_OF: Final = _term("kg", "variantOf")
BETTER_WHEN: Final = _term("kg", "betterWhen")
JUSTIFICATION: Final = _term("kg", "justification")
RULE: Final = _term("kg", "rule")
LINKS: Final[dict[str, str]] = {
    "canonical": CANONICAL,
    "variantOf": VARIANT_OF,
    "subOrganizationOf": SUB_ORGANIZATION_OF,
    "prefLabel": PREF_LABEL,
    "altLabel": ALT_LABEL,
    "exactMatch": EXACT_MATCH,
    "betterWhen": BETTER_WHEN,
    "type": TYPE,
}
"""A link claim's predicate → its term."""

LINKS_GRAPH: Final = f"<{GRAPH}links>"
EDITS_GRAPH: Final = f"<{GRAPH}edits>"
RESOLVED_GRAPH: Final = f"<{GRAPH}resolved>"

# -- IRIs of things --------------------------------------------------------------------------------


def paper(document: str) -> str:
    """Name the paper of a document."""
    return f"<{ID}paper/{segment(document)}>"


def paper_graph(document: str) -> str:
    """Name the graph that holds all that one paper says."""
    return f"<{GRAPH}paper/{segment(document)}>"


@lru_cache(maxsize=65536)
def entity(thing: Entity) -> str:
    """Name an entity by its type and normal form.

    >>> entity(Entity(EntityType.MODEL, "hunyuan turbos"))
    '<https://w3id.org/claimgraph/id/model/hunyuan-turbos>'
    """
    return f"<{ID}{thing.type.lower()}/{slug(well_formed(thing.name))}>"


def organization(name: str) -> Entity:
    """Make the entity of an organization that a record names."""
    return Entity(EntityType.ORGANIZATION, normal_form(name))


def person(name: str) -> str:
    """Name a person (or team) by the name alone: namesakes are one."""
    return f"<{ID}person/{slug(well_formed(' '.join(name.lower().split())))}>"


def text(document: str) -> str:
    """Name the text of a document."""
    return f"<{ID}text/{segment(document)}>"


def span(document: str, where: Span) -> str:
    """Name a stretch of a document's text, after RFC 5147."""
    return f"<{ID}text/{segment(document)}#char={where.start},{where.end}>"


def minted(kind: str, *content: str) -> str:
    """Name a thing of `kind` by what it says: two that say the same are one."""
    joined = "".join(f"{len(each)}:{each}" for each in content)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{ID}{kind}/{digest[:16]}>"


def link(subject: str, predicate: str, object_: str) -> str:
    """Name why a link is held by what it links; those of one entity sort together, and change together.

    >>> link(entity(Entity(EntityType.MODEL, "bert")), CANONICAL, "x")[:55]
    '<https://w3id.org/claimgraph/id/link/model-bert-8dda2e9'
    """
    digest = minted("link", subject, predicate, object_).removeprefix(f"<{ID}link/")
    place = subject.removeprefix(f"<{ID}").removesuffix(">").replace("/", "-")
    return f"<{ID}link/{place}-{digest}"


def justification(name: str) -> str:
    """Write the IRI of a justification by its name in the SEMAPV vocabulary."""
    return iri(f"{PREFIXES['semapv']}{name}")
