"""A part of a name → the things that are called so; a type → the names that most papers speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.model import EntityType
from kg.rdf.vocab import CLASSES
from kg.server.tasks import Out, write_json
from kg.store import Store, entities
from kg.store.formats import plain
from kg.store.parameters import string
from kg.store.wording import kind

MOST_FOUND: Final = 50
MOST_NAMES: Final = 200
REACH: Final = 5_000
"""Things of any type among which those of one are looked for."""
_LEAST: Final = 3
"""Letters from which on a name is found whatever stands between them."""
_BETWEEN: Final = "[\\\\x00-/:-@\\\\[-`{-\u00bf\u2010-\u206f]*"
"""What a name may have between its letters and who looks for it may not; ranges keep the pattern small."""


def search(store: Store, out: Out, *, name: str) -> None:
    """List the things whose names hold `name`: those called so first, then those that begin so.

    Blanks and punctuation count for nothing: `hunyuan turbos` is found in `Hunyuan-TurboS`.
    """
    rows = store.select(_query(name.strip())).rows
    found: dict[str, dict[str, str]] = {}
    for cells in rows:
        thing, called, label, class_ = (plain(cell) if cell else "" for cell in cells)
        if thing not in found:
            found[thing] = {"iri": thing, "name": label, "kind": kind(class_), "alias": called}
        if called == found[thing]["name"]:
            found[thing]["alias"] = ""
    near = [] if found else _near(store, name)
    write_json(out, {"things": list(found.values()), "near": near, "cut": len(found) >= MOST_FOUND})


def names(store: Store, out: Out, *, types: Sequence[str]) -> None:
    """List the names of the things of these types that most papers speak of."""
    classes = " ".join(CLASSES[EntityType(each)][0] for each in types)
    rows = store.select(_NAMES.replace("$classes", classes)).rows
    write_json(out, {"names": [plain(row[0]) for row in rows if row[0]]})


def key(name: str) -> str:
    """Keep of a name its letters and digits, small.

    >>> key("Hunyuan-TurboS 2")
    'hunyuanturbos2'
    """
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _query(name: str) -> str:
    wanted = key(name)
    if len(wanted) < _LEAST:
        condition = f"CONTAINS(LCASE(STR(?called)), LCASE({string(name)}))"
    else:
        condition = f'REGEX(STR(?called), "{_BETWEEN.join(wanted)}", "i")'
    return (
        _SEARCH.replace("$condition", condition)
        .replace("$between", _BETWEEN)
        .replace("$key", string(wanted or name))
        .replace("$name", string(name))
    )


def _near(store: Store, name: str) -> list[str]:
    rows = store.select("SELECT DISTINCT ?name { ?thing skos:prefLabel|dcterms:title ?name }").rows
    # The likest to a long name are else short ones that it holds by chance.
    known = {label for row in rows if row[0] and 2 * len(label := plain(row[0])) >= len(name)}
    return list(entities.nearest(name, sorted(known)))


_CLASSES: Final = " ".join(classes[0] for classes in CLASSES.values())
_LABELS: Final = "skos:prefLabel|skos:altLabel|dcterms:title"
_SEARCH: Final = f"""
SELECT ?thing ?called (MIN(STR(?label)) AS ?name) (MIN(?class) AS ?kind) {{
  {{
    SELECT ?thing (MIN(?way) AS ?rank) (MIN(STRLEN(STR(?called))) AS ?length) {{
      {{ SELECT ?thing ?called {{ ?thing {_LABELS} ?called FILTER($condition) }} }}
      BIND(LCASE(STR(?called)) AS ?lower)
      BIND(REPLACE(?lower, "$between", "") AS ?bare)
      BIND(
        IF(?lower = LCASE($name), 0, IF(?bare = $key, 1, IF(STRSTARTS(?lower, LCASE($name))
        || STRSTARTS(?bare, $key), 2, 3))) AS ?way
      )
    }} GROUP BY ?thing ORDER BY ?rank ?length ?thing LIMIT {MOST_FOUND}
  }}
  VALUES ?class {{ {_CLASSES} schema:ScholarlyArticle schema:Person }}
  ?thing a ?class ; skos:prefLabel|dcterms:title ?label ; {_LABELS} ?called
  FILTER($condition)
}} GROUP BY ?thing ?called ?rank ?length ORDER BY ?rank ?length ?thing STRLEN(STR(?called)) ?called"""
_NAMES: Final = f"""
SELECT (MIN(STR(?label)) AS ?name) {{
  {{ SELECT ?thing ?papers {{ ?thing kg:papers ?papers }} ORDER BY DESC(?papers) LIMIT {REACH} }}
  VALUES ?class {{ $classes }}
  ?thing a ?class ; skos:prefLabel ?label
}} GROUP BY ?thing ?papers ORDER BY DESC(?papers) ?name LIMIT {MOST_NAMES}"""
