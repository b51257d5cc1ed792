"""The shards of an older build, papers given and papers taken back → the shards of the new one.

Papers stand in the order of their graphs, so that it does not matter in which order they came; a paper that
is given again takes the place of what was there under its id.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from kg.pipeline.chunking import PAPERS, ends, named
from kg.pipeline.folder.codec import identified
from kg.pipeline.folder.shards import Place
from kg.rdf.vocab import paper_graph

Read: TypeAlias = Callable[[str], list[bytes]]
"""Reads the lines of documents of the shard that is called so."""
Change: TypeAlias = tuple[str, bytes | None]
"""A paper's id and its new line, None where it goes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A shard of the new build: its `lines`, and the old shards (`origins`) from which its papers come.

    Without `lines` the old build has it.
    """

    place: Place
    lines: tuple[bytes, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(slots=True)
class Revision:
    """The shards in order, and the ids of the papers that came, that changed and that went."""

    pieces: list[Piece] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def papers(self) -> int:
        """Count the papers of the new build."""
        return sum(piece.place.papers for piece in self.pieces)


class _Paper(NamedTuple):
    id: str
    line: bytes
    origin: str


def revise(
    old: Sequence[Place],
    read: Read,
    *,
    given: Mapping[str, bytes] | None = None,
    dropped: Collection[str] = (),
    only: bool = False,
) -> Revision:
    """Put `given` (lines by id) into the shards and take `dropped` out; with `only`, all that is not given.

    Shards that nothing touches are not read; `dropped` may name papers that are not there.
    """
    revision = Revision()
    changes: dict[str, bytes | None] = dict.fromkeys(dropped)
    changes |= given or {}
    names = {place.name for place in old}
    held: list[_Paper] = []
    for place, mine in _with_changes(old, changes):
        if place is not None and not (held or mine or only):
            revision.pieces.append(Piece(place))
            continue
        before = [_Paper(identified(line), line, place.name) for line in read(place.name)] if place else []
        for paper in _merged(before, mine, revision, only):
            held.append(paper)
            if ends(paper.id, len(held), PAPERS):
                revision.pieces.append(_piece(held, names))
                held = []
    if held:
        revision.pieces.append(_piece(held, names))
    return revision


def lines_of(ids: Collection[str], old: Sequence[Place], read: Read) -> Iterator[tuple[str, bytes]]:
    """Read the papers of an older build that are called so, each with its id."""
    for place, mine in _with_changes(old, dict.fromkeys(ids)):
        if place is not None and mine:
            wanted = {identifier for identifier, _ in mine}
            named_lines = ((identified(line), line) for line in read(place.name))
            yield from (one for one in named_lines if one[0] in wanted)


def _with_changes(
    old: Sequence[Place], changes: Mapping[str, bytes | None]
) -> Iterator[tuple[Place | None, list[Change]]]:
    """Give each old shard the changes to papers that stand, or would stand, in it."""
    in_order = sorted(changes.items(), key=lambda change: paper_graph(change[0]))
    if not old:
        yield None, in_order
        return
    firsts = [paper_graph(place.first) for place in old]
    mine: list[list[Change]] = [[] for _ in old]
    for change in in_order:
        mine[max(0, bisect_right(firsts, paper_graph(change[0])) - 1)].append(change)
    yield from zip(old, mine, strict=True)


def _merged(before: list[_Paper], changes: list[Change], revision: Revision, only: bool) -> list[_Paper]:
    """Apply changes to the papers of one old shard and write down what became of each."""
    papers = {paper.id: paper for paper in before}
    kept = dict[str, _Paper]() if only else dict(papers)
    for identifier, line in changes:
        was = papers.get(identifier)
        kept.pop(identifier, None)
        if line is not None:
            kept[identifier] = _Paper(identifier, line, was.origin if was else "")
            if was is None or was.line != line:
                (revision.changed if was else revision.added).append(identifier)
    revision.removed += [identifier for identifier in papers if identifier not in kept]
    return sorted(kept.values(), key=lambda paper: paper_graph(paper.id))


def _piece(papers: list[_Paper], known: Collection[str]) -> Piece:
    lines = tuple(paper.line for paper in papers)
    place = Place(named(lines), papers[0].id, len(papers))
    if place.name in known:
        return Piece(place)
    return Piece(place, lines, tuple(sorted({paper.origin for paper in papers} - {""})))
