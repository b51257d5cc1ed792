"""Two output folders → what the newer graph says otherwise, by paper and claim, and quad by quad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.model import Claim, Document, Entity, Naming, RelationClaim, ResultClaim
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.retention import kept
from kg.pipeline.load import changes
from kg.pipeline.load.changes import Changes, Side

CLAIM = cast(type[Claim], Claim)


@dataclass(frozen=True, slots=True)
class Difference:
    """Papers as `id: title`, claims as sentences of their own; each list sorted."""

    papers_added: list[str]
    papers_changed: list[str]
    papers_removed: list[str]
    claims_added: list[str]
    claims_removed: list[str]
    quads: Changes


def compare(old: Path, new: Path) -> Difference:
    """Compare the graphs in two folders; shards that both have alike are not read."""
    with kept(old) as before, kept(new) as after:
        return _between(_side(before, old), _side(after, new))


def _between(before: Side, after: Side) -> Difference:
    old_names, new_names = changes.others(before, after), changes.others(after, before)
    old_papers, new_papers = _papers(before, old_names), _papers(after, new_names)
    old_claims, new_claims = _claims(before, old_names), _claims(after, new_names)
    return Difference(
        papers_added=_titled(new_papers, new_papers.keys() - old_papers.keys()),
        papers_changed=_titled(
            new_papers,
            {name for name in new_papers if old_papers.get(name, new_papers[name]) != new_papers[name]},
        ),
        papers_removed=_titled(old_papers, old_papers.keys() - new_papers.keys()),
        claims_added=sorted(new_claims - old_claims),
        claims_removed=sorted(old_claims - new_claims),
        quads=changes.between(before, after),
    )


def patch(found: Changes) -> Iterator[str]:
    """Write a difference as an RDF Patch: what is deleted, then what is added, in one transaction."""
    yield "TX .\n"
    yield from (f"D {quad.line()}" for quad in found.removed)
    yield from (f"A {quad.line()}" for quad in found.added)
    yield "TC .\n"


def _side(made: Manifest, output: Path) -> Side:
    return Side.of(made.files(output), made.linkquads, [place.name for place in made.shards])


def _papers(side: Side, names: Iterable[str]) -> dict[str, Document]:
    documents = (one for name in names for one in side.shards.read("documents", name, Document))
    return {document.id: document for document in documents}


def _titled(papers: dict[str, Document], names: Iterable[str]) -> list[str]:
    return [f"{name}: {papers[name].title}" for name in sorted(names)]


def _claims(side: Side, names: Iterable[str]) -> set[str]:
    return {
        _said(claim)
        for name in names
        for claim in side.shards.read("claims", name, CLAIM)
        if not isinstance(claim, Naming)
    }


def _said(claim: RelationClaim | ResultClaim) -> str:
    """Say a claim in words: who, what, whom, and which paper says so."""
    subject = _named(claim.subject)
    if isinstance(claim, RelationClaim):
        return f"{subject} {claim.predicate.replace('_', ' ')} {_named(claim.object)} ({claim.document})"
    metric = _named(claim.metric) if isinstance(claim.metric, Entity) else claim.metric or claim.counts
    where = "".join(f" on {dataset.name}" for dataset in claim.datasets)
    return f"{subject} {metric} {claim.as_written}{where} ({claim.document})"


def _named(thing: Entity | None) -> str:
    return "the paper" if thing is None else thing.name
