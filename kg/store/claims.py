"""A name or IRI → all that papers claim of that thing, each claim with its sentences and marked spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.model import Predicate, Span
from kg.rdf.vocab import PREDICATES
from kg.store.askable import Askable
from kg.store.entities import Found, find_entity
from kg.store.formats import Term, plain
from kg.store.wording import local, shortened

__all__ = ["Passage", "Thing", "Told", "about", "as_json", "find_entity"]

_ROLES: Final = "kg:object|kg:onDataset|kg:onTask|kg:baseline|kg:metric|mls:specifiedBy"
_LABEL: Final = "skos:prefLabel|dcterms:title"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What a claim speaks of: its IRI (empty where the text has words alone) and its name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A sentence that a claim rests on, and the marked spans, counted from the sentence's start."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of one paper.

    `kind` is `relation`, `comparison`, `result`, `specification`, or `record` for what the listing says. A
    figure has its metric (or what is counted) as predicate, no object, `figure` as written, and `value` in
    the base unit. `settings` holds what else is said: margin, metric, dataset, task, baseline, kind, bound,
    modality, the field.
    """

    claim: str
    kind: str
    subject: Thing
    predicate: Thing
    object: Thing | None
    figure: str
    settings: tuple[tuple[str, Thing], ...]
    sentences: tuple[Passage, ...]
    confidence: Decimal
    paper: Thing
    value: str = ""
    unit: str = ""


def about(store: Askable, name: str) -> list[Told]:
    """Tell every claim in which the thing called `name` (or with that IRI) has a part, or that a paper makes.

    What is said of the thing comes first, then what is said of others; by relation, the surest first. Raise
    QueryError, with the nearest names, where nothing is called so.
    """
    return surest(store, name)[0]


def surest(
    store: Askable, name: str | Found, *, most: int | None = None, relation: Predicate | None = None
) -> tuple[list[Told], int]:
    """Tell at most so many claims as `about` does, or those of one relation; say how many there are in all.

    Claims of the thing go before those of others, and then the surest do. Raise as `about` does.
    """
    thing = name if isinstance(name, Found) else find_entity(store, name)
    claims = _claims(store, thing.iri, relation)
    told = tell(store, claims[:most])
    recorded = [] if relation else list(_recorded(store, thing))
    told += recorded[: None if most is None else max(0, most - len(told))]
    return sorted(told, key=lambda each: _order(each, thing)), len(claims) + len(recorded)


def tell(store: Askable, claims: Sequence[str]) -> list[Told]:
    """Tell the claims with these IRIs, in any order."""
    settings, sentences = _settings(store, claims), _sentences(store, claims)
    rows = _rows(store, _CLAIMS, claims)
    return [_told(row, settings[row[0]], sentences.get(row[0], ())) for row in rows]


def as_json(told: Told) -> dict[str, object]:
    """Give a claim as plain data; spans are pairs of offsets into their sentence, end exclusive."""
    return {
        "claim": told.claim,
        "kind": told.kind,
        "subject": _thing(told.subject),
        "predicate": _thing(told.predicate),
        "object": _thing(told.object) if told.object else None,
        "figure": told.figure,
        "value": told.value,
        "unit": told.unit,
        "settings": [{"name": name, "value": said.name, "iri": said.iri} for name, said in told.settings],
        "sentences": [_passage(each) for each in told.sentences],
        "confidence": float(told.confidence),
        "paper": _thing(told.paper),
    }


def _claims(store: Askable, thing: str, relation: Predicate | None) -> list[str]:
    """List the claims in which a thing has a part: first those of it, then of others, the surest first."""
    found: dict[str, tuple[bool, Decimal]] = {}
    related = f"?claim kg:predicate {PREDICATES[relation]} ." if relation else ""
    for claim, sure, of_others in _rows(store, _PARTS.replace("$related", related), [thing]):
        place = of_others == "true", -Decimal(sure)
        found[claim] = min(place, found.get(claim, place))
    return sorted(found, key=lambda claim: (found[claim], claim))


def _told(row: Sequence[str], settings: Mapping[str, list[Thing]], sentences: tuple[Passage, ...]) -> Told:
    claim, kind, subject, subject_name, predicate, object_, object_name, figure, sure, paper, title = row
    measure = (*settings["specifiedBy"], *settings["metricText"], *settings["counts"], Thing("", "figure"))[0]
    said = tuple(
        (_words(name), thing)
        for name in _SAID
        for thing in sorted(settings[name], key=lambda each: (each.name, each.iri))
    )
    return Told(
        claim=claim,
        kind=kind,
        subject=Thing(subject, subject_name),
        predicate=measure if figure else Thing(predicate, _words(local(predicate))),
        object=None if figure else Thing(object_, object_name),
        figure=figure,
        settings=said,
        sentences=sentences,
        confidence=Decimal(sure),
        paper=Thing(paper, title),
        value="".join(thing.name for thing in settings["hasValue"]),
        unit="".join(shortened(thing.name) for thing in (*settings["hasUnit"], *settings["unitText"])[:1]),
    )


def _settings(store: Askable, claims: Sequence[str]) -> Mapping[str, Mapping[str, list[Thing]]]:
    """Gather a claim's further properties by the local name of each."""
    settings: dict[str, dict[str, list[Thing]]] = defaultdict(lambda: defaultdict(list))
    for claim, property_, iri, name in _rows(store, _SETTINGS, claims):
        settings[claim][local(property_)].append(Thing(iri, name))
    return settings


def _sentences(store: Askable, claims: Sequence[str]) -> Mapping[str, tuple[Passage, ...]]:
    """Gather a claim's sentences in the order of the text, with the spans that lie in each."""
    spans: dict[tuple[str, str], set[Span]] = defaultdict(set)
    for claim, sentence, start, end in _rows(store, _SPANS, claims):
        spans[claim, sentence].add(Span(int(start), int(end)))
    found: dict[str, list[tuple[int, Passage]]] = defaultdict(list)
    for claim, sentence, begin, text in _rows(store, _SENTENCES, claims):
        inside = sorted(spans[claim, sentence])
        shifted = tuple(Span(span.start - int(begin), span.end - int(begin)) for span in inside)
        found[claim].append((int(begin), Passage(text, shifted)))
    return {claim: tuple(passage for _, passage in sorted(held)) for claim, held in found.items()}


def _recorded(store: Askable, thing: Found) -> Iterable[Told]:
    """Tell what the listing says of an organization or a paper; its evidence is the record's field."""
    for record, paper, title, field, predicate, object_, name in _rows(store, _RECORDS, [thing.iri]):
        yield Told(
            claim=record,
            kind="record",
            subject=Thing(paper, title),
            predicate=Thing(predicate, _words(local(predicate))),
            object=Thing(object_, name),
            figure="",
            settings=(("field", Thing("", field)),),
            sentences=(),
            confidence=Decimal(1),
            paper=Thing(paper, title),
        )


def _order(told: Told, thing: Found) -> tuple[bool, int, str, str, Decimal, str, str, str]:
    other = told.object.name if told.object else told.figure
    first = told.subject.iri != thing.iri
    rank = _KINDS.index(told.kind)
    place = told.subject.name, told.paper.iri, told.claim
    return (first, rank, told.predicate.name, other, -told.confidence, *place)


def _words(name: str) -> str:
    """`onDataset` → `dataset`, `developedBy` → `developed by`."""
    return _RENAMED.get(name) or "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def _rows(store: Askable, template: str, iris: Iterable[str]) -> list[tuple[str, ...]]:
    """Fill IRIs of the store into `$iris` and give the rows as plain text, empty where unbound."""
    listed = " ".join(f"(<{iri}>)" for iri in iris)
    if not listed:
        return []
    return [tuple(map(_plain, row)) for row in store.select(template.replace("$iris", listed)).rows]


def _plain(term: Term | None) -> str:
    return "" if term is None else plain(term)


def _thing(thing: Thing) -> dict[str, str]:
    return {"iri": thing.iri, "name": thing.name}


def _passage(passage: Passage) -> dict[str, object]:
    return {"text": passage.text, "spans": [list(span) for span in passage.spans]}


_KINDS: Final = ("record", "relation", "comparison", "result", "specification")
_SAID: Final = ("margin", "metric", "onDataset", "onTask", "baseline", "kind", "bound", "modality")
_RENAMED: Final = {"onDataset": "dataset", "onTask": "task"}

_PARTS: Final = f"""
SELECT ?claim ?sure ?of_others
WHERE {{
  VALUES (?thing) {{ $iris }}
  {{ ?claim kg:subject ?thing BIND(false AS ?of_others) }}
  UNION {{ ?claim {_ROLES} ?thing BIND(true AS ?of_others) }}
  UNION {{ ?claim kg:paper ?thing ; kg:subject ?other BIND(true AS ?of_others) }}
  $related
  ?claim kg:confidence ?sure
}}"""

_CLAIMS: Final = f"""
SELECT DISTINCT
  ?claim ?kind ?subject ?subject_name ?predicate ?object ?object_name ?figure ?sure ?paper ?title
WHERE {{
  VALUES (?claim) {{ $iris }}
  ?claim kg:subject ?subject ; kg:paper ?paper ; kg:confidence ?sure .
  ?subject {_LABEL} ?subject_name .
  ?paper dcterms:title ?title
  {{
    ?claim kg:predicate ?predicate ; kg:object ?object .
    ?object {_LABEL} ?object_name
    BIND(IF(?predicate IN (kg:outperforms, kg:comparedWith), "comparison", "relation") AS ?kind)
  }} UNION {{
    ?claim kg:asWritten ?figure
    BIND(IF(EXISTS {{ ?claim a kg:Specification }}, "specification", "result") AS ?kind)
  }}
}}"""

_SETTINGS: Final = f"""
SELECT DISTINCT ?claim ?property ?iri ?name
WHERE {{
  VALUES (?claim) {{ $iris }}
  {{
    VALUES (?property) {{ (kg:onDataset) (kg:onTask) (kg:baseline) (kg:metric) (mls:specifiedBy) }}
    ?claim ?property ?iri . ?iri {_LABEL} ?name
  }} UNION {{
    VALUES (?property) {{
      (kg:margin) (kg:kind) (kg:bound) (kg:modality) (kg:metricText) (kg:counts) (mls:hasValue)
      (qudt:hasUnit) (kg:unitText)
    }}
    ?claim ?property ?name
  }}
}}"""

_SENTENCES: Final = """
SELECT DISTINCT ?claim ?sentence ?begin ?text
WHERE {
  VALUES (?claim) { $iris }
  ?claim kg:evidence ?sentence .
  ?sentence nif:beginIndex ?begin ; nif:anchorOf ?text
}"""

_SPANS: Final = """
SELECT DISTINCT ?claim ?sentence ?start ?end
WHERE {
  VALUES (?claim) { $iris }
  ?claim kg:evidenceSpan ?span .
  ?span kg:inSentence ?sentence ; nif:beginIndex ?start ; nif:endIndex ?end
}"""

_RECORDS: Final = f"""
SELECT DISTINCT ?record ?paper ?title ?field ?predicate ?thing ?name
WHERE {{
  VALUES (?given) {{ $iris }}
  VALUES (?predicate) {{ (kg:affiliation) (dcterms:creator) }}
  {{ ?paper ?predicate ?given BIND(?given AS ?thing) }}
  UNION {{ ?given ?predicate ?thing BIND(?given AS ?paper) }}
  ?paper dcterms:title ?title .
  ?thing {_LABEL} ?name .
  ?record a kg:RecordField ; kg:paper ?paper ; kg:about ?predicate ; kg:field ?field
}}"""
