"""Two builds → the quads that the newer one has and the older one lacks, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Quad
from kg.pipeline.folder.shards import Shards, order, quads_of
from kg.pipeline.links.rechunking import Difference


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

    def linked(self, parts: Iterable[str]) -> set[bytes]:
        """Read the lines of some parts."""
        return {line for name in parts for line in self.shards.lines("linkquads", name)}

    def papers(self, names: Iterable[str]) -> dict[bytes, bytes]:
        """Read the lines of some shards by the graphs of their papers."""
        return {graph: lines for name in names for graph, lines in self.shards.graphs(name).items()}


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference, sorted as the graph is."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]

    @property
    def size(self) -> int:
        """How many quads come or go."""
        return len(self.removed) + len(self.added)


def between(old: Side, new: Side, links: Difference | None = None) -> Changes:
    """Compare the parts and shards that not both have alike; all others are not read.

    `links` is how the quads of links differ, where that is known already.
    """
    linked = links or _of_links(old, new)
    before, after = old.papers(others(old, new)), new.papers(others(new, old))
    went, came = _otherwise(before, after), _otherwise(after, before)
    return Changes(_sorted((went - came) | {*linked.removed}), _sorted((came - went) | {*linked.added}))


def _of_links(old: Side, new: Side) -> Difference:
    before, after = old.linked({*old.links} - {*new.links}), new.linked({*new.links} - {*old.links})
    return Difference(before - after, after - before)


def _otherwise(one: Mapping[bytes, bytes], other: Mapping[bytes, bytes]) -> set[bytes]:
    """Take the lines of the papers that `other` has otherwise or not at all."""
    texts = (text for graph, text in one.items() if other.get(graph) != text)
    return {line for text in texts for line in text.splitlines(keepends=True)}


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
