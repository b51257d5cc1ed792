"""A name as a person types it → the entities (or papers) of the store that bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kg.errors import QueryError, UnknownNameError
from kg.model import Entity, EntityType
from kg.rdf import vocab
from kg.store import parameters, wording
from kg.store.askable import Askable
from kg.store.formats import plain
from kg.text.names import normal_form

NEAR: Final = 3
LIKENESS: Final = 75
"""Of 100; below it, a name is no help to who mistyped another."""

BEGUN: Final = 85
"""How like the begin of a name must be to what was given, which may stand for all of it."""

REST: Final = 5
"""Letters of what was given that a name may lack at its end (`MMLU-Pro`)."""

FEWEST: Final = 3
"""Letters; fewer begin too many names."""

KNOWN: Final = 20_000
"""Names among which the nearest is looked for: those of the things that most papers speak of, and any."""

PREFERRED: Final = 10
"""How often a claim counts of a thing whose first name is asked for: other names may be one paper's slip."""

REACH: Final = 2_000
"""Things of any type among which the foremost of one are looked for first: most types have many there."""

_NAMES: Final = "skos:prefLabel|skos:altLabel|dcterms:title"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A thing of the store: its IRI, its preferred name, and what it is (`Model`, `Paper`, `Person`)."""

    iri: str
    name: str
    kind: str


def find_entity(store: Askable, name: str) -> Found:
    """Find the one thing that `name` or an IRI means, of several the one most spoken of.

    Raise UnknownNameError, with the nearest names, where nothing is called so.
    """

    def weight(each: Found) -> tuple[int, str]:
        return _claims(store, each.iri) * (PREFERRED if _is_called(each, name) else 1), each.iri

    found = find(store, name)
    return found[0] if len(found) == 1 else max(found, key=weight)


def find(store: Askable, name: str, *, types: Sequence[EntityType] = ()) -> tuple[Found, ...]:
    """Find all that `name` may mean: an IRI, a name in any case, or one that differs in hyphens and plural.

    What is called so goes before what has the name among others, unless hardly any claim speaks of it.
    Raise UnknownNameError, with the nearest names, where nothing is called so.
    """
    ways = (_by_iri, _by_name, partial(_by_normal_form, types=types), _by_search)
    for way in ways:
        iris = way(store, name)
        found = _described(store, iris, types) if iris else ()
        if found:
            return _meant(store, found, name)
    said = {"listed": f"kg entities --type {types[0]} lists what there is"} if types else {}
    raise UnknownNameError(
        f"no {_among(types)} is called {name!r}", name=name, near=_nearest(store, name, types), **said
    )


def foremost(store: Askable, types: Sequence[EntityType], *, most: int) -> tuple[str, ...]:
    """Give the IRIs of those things of these types that most papers claim something of.

    Of data sets only those that bear a name: `synthetic data` is a description.
    """
    wanted = " ".join(_class(kind) for kind in types or EntityType)
    for reach in (f"LIMIT {REACH}", ""):
        rows = store.select(
            f"""SELECT DISTINCT ?thing ?papers {{
              {{ SELECT ?thing ?papers {{ ?thing kg:papers ?papers }} ORDER BY DESC(?papers) {reach} }}
              VALUES ?class {{ {wanted} }}
              ?thing a ?class ; skos:prefLabel ?name
              FILTER(?class != kg:Dataset || REGEX(STR(?name), "[A-Z0-9]"))
            }} ORDER BY DESC(?papers) LIMIT {most}"""
        ).rows
        if len(rows) == most:
            break
    return tuple(str(row[0]) for row in rows)


def others(store: Askable, types: Sequence[EntityType], iris: Sequence[str]) -> bool:
    """Tell whether the store has things of these types besides those with these IRIs."""
    wanted = " ".join(_class(kind) for kind in types or EntityType)
    known = ", ".join(iri for iri in iris if iri.startswith("<"))
    return bool(
        store.query(f"ASK {{ VALUES ?class {{ {wanted} }} ?thing a ?class FILTER(?thing NOT IN ({known})) }}")
    )


def nearest(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Choose the few names that `name` may be a slip or a part of, the likest first, in one spelling each."""
    # Asked for only where a name was mistyped.
    from rapidfuzz.utils import default_process

    asked = default_process(name)
    near = _candidates(name, asked, names) if asked else ()
    alike = {default_process(other): other for other in sorted(near, reverse=True)}
    likest = sorted((-_likeness(asked, form), len(form), form) for form in alike)
    return tuple(alike[form] for _, _, form in likest[:NEAR])


def _candidates(name: str, asked: str, names: Sequence[str]) -> set[str]:
    """Choose among very many names: those like it, those that begin nearly so, and what it begins with."""
    from rapidfuzz import fuzz, process, utils

    begun = [other[: len(name) + 1] for other in names] if len(asked) >= FEWEST else []
    found = {
        names[number]
        for cutoff, texts in ((LIKENESS, names), (BEGUN, begun))
        for _, _, number in process.extract(
            asked, texts, scorer=fuzz.ratio, processor=utils.default_process, limit=None, score_cutoff=cutoff
        )
    }
    lowered = name.lower()
    parts = (other for other in names if len(other) > FEWEST and 0 < len(name) - len(other) <= REST)
    return found.union(other for other in parts if lowered.startswith(other.lower()))


def _likeness(asked: str, form: str) -> float:
    from rapidfuzz.fuzz import ratio

    begun = max(float(ratio(asked, form[: len(asked) + more])) for more in (0, 1))
    rest = abs(len(form) - len(asked))
    return max(float(ratio(asked, form)), begun - rest)


def _meant(store: Askable, found: tuple[Found, ...], name: str) -> tuple[Found, ...]:
    called = [each for each in found if _is_called(each, name)]
    if not called or len(called) == len(found):
        return found
    most = PREFERRED * max(_claims(store, each.iri) for each in called)
    return tuple(each for each in found if each in called or _claims(store, each.iri) > most)


def _is_called(found: Found, name: str) -> bool:
    return found.name.casefold() == name.casefold()


def _by_iri(_: Askable, name: str) -> tuple[str, ...]:
    try:
        return (parameters.iri(name),)
    except ValueError:
        return ()


def _by_name(store: Askable, name: str) -> tuple[str, ...]:
    """Look up the name as it is given, and in small letters, as the resolved view has each of its names."""
    asked = " ".join(sorted({_literal(name), _literal(name.lower())}))
    return _things(store, f"VALUES ?asked {{ {asked} }} ?thing {_NAMES}|skos:hiddenLabel ?asked")


def _by_normal_form(_: Askable, name: str, *, types: Sequence[EntityType]) -> tuple[str, ...]:
    """IRIs are minted from type and normal form, so another spelling leads to them without a search."""
    form = normal_form(name)
    return tuple(vocab.entity(Entity(type_, form)) for type_ in types or EntityType) if form else ()


def _by_search(store: Askable, name: str) -> tuple[str, ...]:
    """Go through all names of a store that has none in small letters: one that was not built here."""
    if store.query("ASK { ?thing skos:hiddenLabel ?name }"):
        return ()
    return _things(store, f"?thing {_NAMES} ?name FILTER(LCASE(STR(?name)) = LCASE({_literal(name)}))")


def _things(store: Askable, pattern: str) -> tuple[str, ...]:
    rows = store.select(f"SELECT DISTINCT ?thing {{ {pattern} }}").rows
    return tuple(sorted(str(row[0]) for row in rows))


def _described(store: Askable, iris: Sequence[str], types: Sequence[EntityType]) -> tuple[Found, ...]:
    """Put the canonical IRI for one that is merged into another, and keep what the store knows."""
    values = " ".join(f"({iri})" for iri in iris)
    wanted = " ".join(f"({_class(kind)})" for kind in types or EntityType)
    wanted += "" if types else " (schema:ScholarlyArticle) (schema:Person)"
    rows = store.select(
        f"""SELECT ?thing (MIN(STR(?label)) AS ?name) (MIN(?class) AS ?kind) {{
          VALUES (?given) {{ {values} }}
          OPTIONAL {{ GRAPH ?links {{ ?given kg:canonical ?other }} }}
          BIND(COALESCE(?other, ?given) AS ?thing)
          VALUES (?class) {{ {wanted} }}
          ?thing a ?class ; skos:prefLabel|dcterms:title ?label
        }} GROUP BY ?thing ORDER BY ?thing"""
    ).rows
    return tuple(
        Found(plain(iri), plain(name), wording.kind(plain(kind)))
        for iri, name, kind in rows
        if iri and name and kind
    )


def _claims(store: Askable, iri: str) -> int:
    rows = store.select(
        f"""SELECT (COUNT(DISTINCT ?claim) AS ?claims) {{
          VALUES (?thing) {{ (<{iri}>) }}
          ?claim kg:subject|kg:object ?thing
        }}"""
    ).rows
    return sum(int(plain(count)) for (count,) in rows if count is not None)


def _nearest(store: Askable, name: str, types: Sequence[EntityType]) -> tuple[str, ...]:
    classes = " ".join(f"({_class(kind)})" for kind in types)
    narrowed = f"VALUES (?class) {{ {classes} }} ?thing a ?class ." if types else ""
    rows = store.select(
        f"""SELECT DISTINCT (STR(?label) AS ?name) {{
          {{
            {{ SELECT ?thing {{ ?thing kg:papers ?papers }} ORDER BY DESC(?papers) LIMIT {KNOWN} }}
            {narrowed} ?thing {_NAMES} ?label
          }} UNION {{ SELECT ?label {{ {narrowed} ?thing {_NAMES} ?label }} LIMIT {KNOWN} }}
        }}"""
    ).rows
    return nearest(name, sorted(plain(row[0]) for row in rows if row[0]))


def _literal(name: str) -> str:
    try:
        return parameters.string(name)
    except ValueError as error:
        raise QueryError(f"name {name!r}: a byte that is no text; {error}") from None


def _among(types: Sequence[EntityType]) -> str:
    return " or ".join(type_.lower() for type_ in types) or "entity or paper"


def _class(kind: EntityType) -> str:
    return vocab.CLASSES[kind][0]
