"""`wordlists.toml` → the words that the rules go by, with their plurals and verb forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from kg.model import EntityType

_LISTS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "wordlists.toml").read_text(encoding="utf-8")
)


def _verb_forms(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    third = f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"
    doubled = verb + verb[-1]
    return {verb, third, f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing"}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}{'es' if noun.endswith(('ch', 'x')) else 's'}"


def _boundary() -> frozenset[str]:
    lists = {name: block.split() for name, block in _LISTS["boundary"].items()}
    verbs = {form for verb in lists["verbs"] for form in _verb_forms(verb)} | set(lists["irregular"])
    return frozenset(verbs.union(lists["function_words"], lists["judgements"]) - set(lists["but_not"]))


def _contexts() -> dict[str, EntityType]:
    return {noun: EntityType(kind) for kind, block in _LISTS["contexts"].items() for noun in block.split()}


def _typed(section: str, separator: str | None) -> dict[str, EntityType]:
    return {
        form: EntityType(kind)
        for kind, block in _LISTS[section].items()
        for word in _split(block, separator)
        for form in (word, _plural(word))
    }


def _split(block: str, separator: str | None) -> Iterable[str]:
    return (" ".join(word.split()) for word in block.split(separator))


BOUNDARY = _boundary()
"""Words that no name holds: a run of words is cut at each of them."""

GENERIC = frozenset(_LISTS["generic"]["nouns"].split())
"""Words that never open a name."""

TAILS = frozenset(form for word in _LISTS["tails"]["nouns"].split() for form in (word, _plural(word)))
"""Heads that a name loses where another head stands before them."""

HEADS = _typed("heads", None)
"""Head noun → type of the name that it closes, where something stands before it."""

TERMS = _typed("terms", ",")
"""Lower-case term → type; these need nothing before them."""

COMMON_CAPITALS = frozenset(_LISTS["capitals"]["common"].split())
"""Words with capitals that are no names of ours."""

CONTEXTS = _contexts()
"""Noun beside a name → the name's type."""
