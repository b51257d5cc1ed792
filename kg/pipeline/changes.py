"""Two builds → the quads that the newer one has and the older one lacks, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.model import Quad
from kg.pipeline.shards import Shards, order, quads_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of two builds: its files, the parts of its links, its shards with the hash of their quads."""

    shards: Shards
    links: Collection[str]
    digests: dict[str, str]

    @classmethod
    def of(cls, shards: Shards, links: Collection[str], names: Iterable[str]) -> Side:
        """Make the side of a build that is done."""
        return cls(shards, links, {name: shards.whole(name).digest for name in names})

    def lines(self, links: Iterable[str], names: Iterable[str]) -> set[bytes]:
        """Read the lines of some parts and shards."""
        texts = [self.shards.text("linkquads", name) for name in links]
        texts += [self.shards.text("quads", name) for name in names]
        return {line for text in texts for line in text.splitlines(keepends=True)}


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference, sorted as the graph is."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]

    @property
    def size(self) -> int:
        """How many quads come or go."""
        return len(self.removed) + len(self.added)


def between(old: Side, new: Side) -> Changes:
    """Compare the parts and shards that not both have alike; all others are not read."""
    before = old.lines(set(old.links) - set(new.links), others(old, new))
    after = new.lines(set(new.links) - set(old.links), others(new, old))
    return Changes(_sorted(before - after), _sorted(after - before))


def bound(old: Side, new: Side) -> int:
    """Count the quads that might differ, without reading one."""
    return sum(side.shards.whole(name).quads for side, name in _suspects(old, new))


def _suspects(old: Side, new: Side) -> list[tuple[Side, str]]:
    return [(old, name) for name in others(old, new)] + [(new, name) for name in others(new, old)]


def others(one: Side, other: Side) -> list[str]:
    """Name the shards of `one` whose quads `other` has otherwise or not at all."""
    return [name for name, digest in one.digests.items() if other.digests.get(name) != digest]


def _sorted(lines: Iterable[bytes]) -> tuple[Quad, ...]:
    return tuple(sorted(quads_of(lines), key=order))
