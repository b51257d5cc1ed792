"""What all shards show → the links between papers, in parts that their content names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import linking, rdf
from kg.model import LinkClaim, Quad
from kg.pipeline import cutting, observations
from kg.pipeline.codec import to_line
from kg.pipeline.shards import Shards, order
from kg.rdf.vocab import entity


@dataclass(frozen=True, slots=True)
class Linkage:
    """The links, the names of the parts in which they lie as claims and as quads, and what is in them."""

    links: tuple[LinkClaim, ...]
    claims: list[str]
    quads: list[str]
    counts: dict[str, int]


def observed(shards: Shards, names: Iterable[str]) -> linking.Observed:
    """Put together what the shards show."""
    found = linking.Observed()
    for name in names:
        observations.add(found, shards.lines("observed", name))
    return found


def linked(
    shards: Shards, seen: linking.Observed, names: linking.Lexicon, old: Shards | None = None
) -> Linkage:
    """Decide what is one and write it down; parts that `old` has are taken over."""
    links = tuple(sorted(linking.settle(seen, names), key=_key))
    quads = sorted(set(rdf.link_quads(links)), key=order)
    counts = {"links": len(links), "entities": len(seen.documents), "quads": len(quads)}
    claims = _written(shards, "links", _claim_lines(links), old)
    return Linkage(links, claims, _written(shards, "linkquads", _quad_lines(quads), old), counts)


def _claim_lines(links: Sequence[LinkClaim]) -> Iterator[list[bytes]]:
    for piece in cutting.pieces(links, lambda link: entity(link.subject), cutting.SUBJECTS):
        yield [to_line(link) for link in piece]


def _quad_lines(quads: Sequence[Quad]) -> Iterator[list[bytes]]:
    for piece in cutting.pieces(quads, lambda quad: quad.subject, cutting.SUBJECTS):
        yield [quad.line().encode() for quad in piece]


def _written(shards: Shards, kind: str, parts: Iterable[list[bytes]], old: Shards | None) -> list[str]:
    names = []
    for lines in parts:
        name = cutting.named(lines)
        names.append(name)
        if old is not None and old.path(kind, name).exists():
            shards.adopt(old, kind, name)
        elif not shards.path(kind, name).exists():
            shards.write_lines(kind, name, lines)
    return names


def _key(link: LinkClaim) -> tuple[str, str, bytes]:
    return entity(link.subject), link.predicate, hashlib.sha256(to_line(link)).digest()
