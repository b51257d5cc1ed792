"""A document's mentions → the entity that each number stands for, by rules that see this document alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.linking.lexicon import Lexicon
from kg.model import PAPER, Document, Entity, EntityType, Extraction, Predicate, Relation
from kg.text.names import normal_form


def entities(document: Document, extraction: Extraction, lexicon: Lexicon) -> dict[int, Entity]:
    """Name each entity: its most frequent type, and the normal form of its best name in this document."""
    own = {relation.object for relation in extraction.relations if _introduces(relation)}
    types: dict[int, Counter[EntityType]] = {}
    forms: dict[int, Counter[str]] = {}
    for mention in extraction.mentions:
        written = document.text[mention.start : mention.end]
        form = normal_form(written) or written.casefold()
        types.setdefault(mention.entity, Counter())[mention.type] += 1
        forms.setdefault(mention.entity, Counter())[form] += 1
    found = {}
    for number, seen in sorted(types.items()):
        kind = min(seen, key=lambda one: (-seen[one], one))
        found[number] = Entity(kind, _best(kind, forms[number], str(number) in own, lexicon))
    return found


def abbreviates(short: str, long: str) -> bool:
    """Tell whether normal form `short` is made of letters of `long`, in order, from word beginnings.

    Each letter continues the word of the letter before it, or begins a later word; so `moe` abbreviates
    `mixture of expert`, and `turbos` does not abbreviate `hunyuan turbos`, of which it is a word.

    >>> abbreviates("moe", "mixture of expert"), abbreviates("turbos", "hunyuan turbos")
    (True, False)
    """
    letters, words = short.replace(" ", ""), long.split()
    fits = 2 <= len(letters) <= 10 and len(short.split()) <= 2 and not "".join(words).startswith(letters)
    return len(words) > 1 and fits and short not in words and _spelled(letters, words)


def _introduces(relation: Relation) -> bool:
    return relation.subject == PAPER and relation.predicate is Predicate.INTRODUCES


def _best(kind: EntityType, forms: Mapping[str, int], own: bool, lexicon: Lexicon) -> str:
    """Choose a name that the lexicon prefers, of the paper's own things the usual name, else a long one."""
    known = [form for form in forms if lexicon.is_canonical(Entity(kind, form))]
    long = [form for form in forms if not any(abbreviates(form, other) for other in forms)]
    candidates = known or (list(forms) if own else long)
    return min(candidates, key=lambda form: (-forms[form], -len(form), form))


def _spelled(letters: str, words: list[str]) -> bool:
    """Try to spell `letters` by the beginning of the first word and of later ones."""
    sizes = range(_shared(letters, words[0]), 0, -1)
    return any(_continued(letters[size:], words[1:]) for size in sizes)


def _continued(letters: str, words: list[str]) -> bool:
    """Spell what is left; up to two words between may have no letter (`of`, `from the`)."""
    return not letters or any(_spelled(letters, words[at:]) for at in range(min(len(words), 3)))


def _shared(letters: str, word: str) -> int:
    count = 0
    for left, right in zip(letters, word, strict=False):
        if left != right:
            break
        count += 1
    return count
