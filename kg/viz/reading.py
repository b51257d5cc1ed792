"""A store's resolved view → ties between things, then what is known of the chosen ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from string import Template
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.model import Span
from kg.store.wording import local
from kg.text.latex import in_line
from kg.viz import queries
from kg.viz.contents import Entity, Figure, Paper, Passage, Statement

if TYPE_CHECKING:
    from kg.store.askable import Askable

_CHUNK = 500

Row: TypeAlias = tuple[str, ...]
Record: TypeAlias = Mapping[str, Sequence[str]]


class Tie(NamedTuple):
    """Two things that `source` holds together; a figure also ties its subject to itself."""

    source: str
    subject: str
    object: str
    kind: str
    paper: str


def pairs(store: Askable) -> Iterator[tuple[str, str]]:
    """Read what is tied to what, some of it twice: the light first pass that the choice of nodes works on.

    Each paper is tied to all that it speaks of, so that papers rank by what they say.
    """
    return ((one, other) for one, other in _rows(store, queries.PAIRS))


def ties(store: Askable, iris: Collection[str]) -> list[Tie]:
    """Read every tie between two of `iris`, in order."""
    return sorted(tie for row in _chunked(store, queries.TIES, iris) if (tie := Tie(*row)).object in iris)


def all_papers(store: Askable) -> Iterator[str]:
    """Read the IRIs of all papers, whether they claim anything or not."""
    return (row[0] for row in _rows(store, queries.PAPERS))


def all_entities(store: Askable) -> Iterator[str]:
    """Read the IRIs of all entities, whether anything is claimed of them or not."""
    return (row[0] for row in _rows(store, queries.ENTITIES))


def claims(store: Askable) -> int:
    """Count all claims that tie two things."""
    return sum(int(row[0]) for row in _rows(store, queries.CLAIMS))


def papers(store: Askable, iris: Collection[str]) -> dict[str, Paper]:
    """Read the papers among `iris`."""
    records = _records(store, iris)
    organizations = labels(
        store, {iri for record in records.values() for iri in record.get("affiliation", ())}
    )
    return {iri: _paper(record, organizations) for iri, record in records.items() if "title" in record}


def entities(store: Askable, iris: Collection[str]) -> dict[str, Entity]:
    """Read the entities among `iris`; the type and the name that the links settle come first."""
    names, kinds = _ordered(store, iris, queries.NAMES), _ordered(store, iris, queries.KINDS)
    return {iri: Entity(_kind(iri, kinds[iri]), tuple(names[iri]) or (iri,)) for iri in sorted(kinds)}


def labels(store: Askable, iris: Collection[str]) -> dict[str, str]:
    """Read one name for each of `iris`; the IRI itself where there is none."""
    names = _ordered(store, iris, queries.NAMES)
    return {iri: names[iri][0] if names[iri] else iri for iri in sorted(iris)}


def statements(store: Askable, iris: Collection[str]) -> list[Statement]:
    """Read the claims `iris` with their passages."""
    passages = _passages(store, iris)
    records = _records(store, iris)
    return [_statement(iri, records[iri], passages[iri]) for iri in sorted(records)]


def links(store: Askable, found: Collection[Tie]) -> list[Statement]:
    """Turn ties that rest on a record's field or on a rule into statements."""
    rules = {(row[0], row[1]): (row[2], float(row[3])) for row in sorted(_rows(store, queries.RULES))}
    return [_link(tie, rules) for tie in sorted(found)]


def figures(store: Askable, iris: Collection[str]) -> list[Figure]:
    """Read the results and specifications `iris` with their passages."""
    passages = _passages(store, iris)
    records = _records(store, iris)
    return [_figure(iri, records[iri], passages[iri]) for iri in sorted(records)]


def _paper(record: Record, organizations: Mapping[str, str]) -> Paper:
    kinds = {"codeRepository": "Code", "weights": "Weights", "page": "Page"}
    return Paper(
        title=_first(record, "title"),
        issued=_first(record, "issued"),
        identifier=_first(record, "identifier"),
        authors=_authors(record),
        abstract=_first(record, "abstract"),
        organizations=tuple(sorted(organizations[iri] for iri in record.get("affiliation", ()))),
        categories=tuple(record.get("category", ())),
        links=tuple((kind, url) for field, kind in kinds.items() for url in record.get(field, ())),
    )


def _authors(record: Record) -> str:
    more = " et al." if _first(record, "authorsComplete") == "false" else ""
    return _first(record, "authorList") + more


def _statement(iri: str, record: Record, passages: Sequence[Passage]) -> Statement:
    return Statement(
        iri,
        subject=_first(record, "subject"),
        predicate=local(_first(record, "predicate")),
        object=_first(record, "object"),
        confidence=float(_first(record, "confidence") or 0),
        paper=_first(record, "paper"),
        modality=_first(record, "modality"),
        margin=in_line(_first(record, "margin")),
        metric=_first(record, "metric"),
        datasets=tuple(record.get("onDataset", ())),
        passages=tuple(passages),
    )


def _link(tie: Tie, rules: Mapping[tuple[str, str], tuple[str, float]]) -> Statement:
    if tie.kind == "record":
        basis, confidence, paper = "the paper’s record", 1.0, tie.subject
    else:
        rule, confidence = rules.get((tie.subject, tie.object), ("", 1.0))
        basis, paper = f"rule “{rule}”" if rule else "a rule", ""
    predicate = local(tie.source)
    iri = f"{tie.subject}#{predicate}={tie.object}"
    return Statement(iri, tie.subject, predicate, tie.object, confidence, paper=paper, basis=basis)


def _figure(iri: str, record: Record, passages: Sequence[Passage]) -> Figure:
    return Figure(
        iri,
        subject=_first(record, "subject"),
        paper=_first(record, "paper"),
        value=in_line(_first(record, "asWritten")),
        kind=_first(record, "kind"),
        confidence=float(_first(record, "confidence") or 0),
        metric=_first(record, "specifiedBy"),
        what=_first(record, "counts") or _first(record, "metricText"),
        datasets=tuple(record.get("onDataset", ())),
        tasks=tuple(record.get("onTask", ())),
        baselines=tuple(record.get("baseline", ())),
        passages=tuple(passages),
    )


def _passages(store: Askable, iris: Collection[str]) -> defaultdict[str, list[Passage]]:
    spans = defaultdict(list)
    for source, sentence, start, end in _chunked(store, queries.SPANS, iris):
        spans[source, sentence].append(Span(int(start), int(end)))
    found = defaultdict(list)
    rows = [
        (source, int(start), sentence, text)
        for source, sentence, text, start in _chunked(store, queries.SENTENCES, iris)
    ]
    for source, begin, sentence, text in sorted(rows):
        found[source].append(Passage(text, _marks(spans[source, sentence], begin, len(text))))
    return found


def _marks(spans: Sequence[Span], begin: int, length: int) -> tuple[Span, ...]:
    clipped = {Span(max(0, span.start - begin), min(length, span.end - begin)) for span in spans}
    return tuple(sorted(span for span in clipped if span.start < span.end))


def _records(store: Askable, iris: Collection[str]) -> dict[str, dict[str, list[str]]]:
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source, name, value in sorted(set(_chunked(store, queries.RECORDS, iris))):
        found[source][local(name)].append(value)
    return {iri: dict(record) for iri, record in found.items()}


def _ordered(store: Askable, iris: Collection[str], template: Template) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = set(_chunked(store, template, iris))
    for source, _, value in sorted(rows, key=lambda row: (row[0], int(row[1]), row[2])):
        if value not in found[source]:
            found[source].append(value)
    return found


def _chunked(store: Askable, template: Template, iris: Collection[str]) -> Iterator[Row]:
    ordered = sorted(iris)
    for start in range(0, len(ordered), _CHUNK):
        yield from _rows(store, queries.fill(template, ordered[start : start + _CHUNK]))


def _rows(store: Askable, sparql: str) -> Iterator[Row]:
    for row in store.stream(sparql):
        yield tuple(term.value if isinstance(term, NamedNode | Literal) else "" for term in row)


def _kind(iri: str, kinds: Sequence[str]) -> str:
    """Of several types, take the one that the links settle, else the one in the IRI, else the first."""
    names = [local(kind) for kind in kinds]
    return next((name for name in names if f"/{name.lower()}/" in iri), names[0])


def _first(record: Record, name: str) -> str:
    return next(iter(record.get(name, ())), "")
