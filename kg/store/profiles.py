"""A thing of the store → what stands above its claims: its other names, its papers, its variants."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.store.askable import Askable
from kg.store.entities import Found
from kg.store.formats import plain


@dataclass(frozen=True, slots=True)
class Profile:
    """What a thing is, which papers claim something of it (none of a paper or person), and its near kin."""

    thing: Found
    papers: int = 0
    names: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


def profile(store: Askable, thing: Found) -> Profile:
    """Look up what the store says of a thing in few words."""
    held: dict[str, set[str]] = defaultdict(set)
    for what, said in store.select(_SAID.replace("$iri", f"<{thing.iri}>")).rows:
        if what is not None and said is not None:
            held[plain(what)].add(plain(said))
    papers = max(map(int, held["papers"]), default=0)
    names, variants = sorted(held["name"] - {thing.name}), sorted(held["variant"])
    return Profile(thing, papers, tuple(names), tuple(variants))


_SAID: Final = """
SELECT ?what ?said
WHERE {
  { $iri skos:altLabel ?said BIND("name" AS ?what) }
  UNION { $iri kg:papers ?said BIND("papers" AS ?what) }
  UNION { ?variant kg:variantOf $iri ; skos:prefLabel ?said BIND("variant" AS ?what) }
}"""
