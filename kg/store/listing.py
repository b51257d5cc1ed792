"""A store → its entities by the papers that name them, and which names were made one, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from kg.errors import QueryError
from kg.model import EntityType
from kg.rdf import vocab
from kg.store import parameters
from kg.store.answers import Answer
from kg.store.embedded import Store
from kg.store.wording import shown

LICENCE: Final = "https://w3id.org/sssom/license/unspecified"
"""What SSSOM writes where the mappings' maker has stated none: they are the user's."""


def entities(store: Store, *, type: EntityType | None = None, text: str = "", limit: int = 0) -> Answer:
    """List entities with their type, their other names and the papers that claim something of each.

    Of those with `text` in a name, in any case, the first `limit`; none of both takes all. Raise QueryError
    where the text is none.
    """
    kinds = (type,) if type else tuple(EntityType)
    classes = " ".join(f"({vocab.CLASSES[kind][0]})" for kind in kinds)
    return store.select(_narrowed(_ENTITIES.replace("$classes", classes), text, limit))


def merged(store: Store, *, type: EntityType | None = None, text: str = "", limit: int = 0) -> Answer:
    """List the names that were made one with another; columns are those of SSSOM.

    `comment` is the reason: the row of the lexicon or what a rule saw. Names that no paper writes are not
    there. `text` and `limit` narrow as they do for `entities`.
    """
    kinds = (type,) if type else tuple(EntityType)
    prefixes = " ".join(f'("{vocab.ID}{kind.lower()}/")' for kind in kinds)
    return store.select(_narrowed(_MERGED.replace("$prefixes", prefixes), text, limit))


def brief(answer: Answer) -> Answer:
    """Keep of merges what a person reads: which name, under which, how surely, why."""
    kept = [answer.columns.index(column) for column in ("subject_id", "object_id", "confidence", "comment")]
    rows = tuple(tuple(row[number] for number in kept) for row in answer.rows)
    return Answer(("name", "is", "confidence", "because"), rows)


def sssom(answer: Answer) -> Iterator[str]:
    """Write merges as SSSOM/TSV: the set's data as comments, then the columns, IRIs by their prefixes."""
    rows = [[shown(cell) for cell in row] for row in answer.rows]
    used = sorted({cell.split(":")[0] for row in rows for cell in row if ":" in cell})
    yield f"#mapping_set_id: {vocab.LINKS_GRAPH[1:-1]}\n#license: {LICENCE}\n#curie_map:\n"
    for prefix in used:
        if prefix in vocab.PREFIXES:
            yield f"#  {prefix}: {vocab.PREFIXES[prefix]}\n"
    yield _line(answer.columns)
    yield from map(_line, rows)


def _narrowed(query: str, text: str, limit: int) -> str:
    """Put in what narrows a listing; the text becomes one term, never syntax."""
    try:
        term = parameters.string(text.lower())
    except ValueError as error:
        raise QueryError(f"text {text!r}: a byte that is no text; {error}") from None
    query = query.replace("$named", _NAMED if text else "")
    return query.replace("$text", term) + (f" LIMIT {limit}" if limit else "")


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
    return out.getvalue()


_ENTITIES: Final = """
SELECT ?type (MIN(STR(?label)) AS ?name) (COALESCE(MAX(?number), 0) AS ?papers)
       (GROUP_CONCAT(DISTINCT ?other; separator=" | ") AS ?names) ?entity
WHERE {
  $named
  VALUES (?class) { $classes }
  ?entity a ?class ; skos:prefLabel ?label
  BIND(STRAFTER(STR(?class), "#") AS ?type)
  OPTIONAL { ?entity skos:altLabel ?other }
  OPTIONAL { ?entity kg:papers ?number }
}
GROUP BY ?type ?entity
ORDER BY DESC(?papers) ?type ?name ?entity"""

_NAMED: Final = """{
    SELECT DISTINCT ?entity {
      ?entity skos:prefLabel|skos:altLabel ?any FILTER(CONTAINS(LCASE(STR(?any)), $text))
    }
  }"""

_MERGED: Final = f"""
SELECT ?subject_id ?subject_label ?predicate_id ?object_id ?object_label ?mapping_justification
       ?confidence ?comment
WHERE {{
  VALUES (?prefix) {{ $prefixes }}
  GRAPH {vocab.LINKS_GRAPH} {{
    ?link a kg:Link ; kg:predicate kg:canonical ; kg:subject ?subject_id ; kg:object ?object_id ;
      kg:confidence ?confidence ; kg:justification ?mapping_justification ; kg:rule ?comment
  }}
  FILTER(STRSTARTS(STR(?subject_id), ?prefix))
  {{
    SELECT ?subject_id (MIN(STR(?name)) AS ?subject_label)
    WHERE {{ GRAPH ?paper {{ ?subject_id skos:prefLabel ?name }} FILTER(?paper != {vocab.LINKS_GRAPH}) }}
    GROUP BY ?subject_id
  }}
  ?object_id skos:prefLabel ?object_label
  BIND(skos:exactMatch AS ?predicate_id)
  FILTER(CONTAINS(LCASE(CONCAT(?subject_label, " ", STR(?object_label))), $text))
}}
ORDER BY ?object_label ?subject_label ?subject_id"""
