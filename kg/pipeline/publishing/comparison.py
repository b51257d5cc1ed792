"""Two output folders → what the newer graph says otherwise, by paper and claim, and quad by quad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from kg.model import Claim, Document, Entity, Naming, RelationClaim, ResultClaim
from kg.pipeline.folder.manifest import Manifest
from kg.pipeline.folder.retention import kept
from kg.pipeline.load import changes
from kg.pipeline.load.changes import Changes, Side

Labels: TypeAlias = Mapping[tuple[str, Entity], str]
"""A paper and a thing → a name that the paper writes for it."""

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

    @property
    def is_none(self) -> bool:
        """Whether both graphs say the same."""
        papers = self.papers_added or self.papers_changed or self.papers_removed
        return not (papers or self.claims_added or self.claims_removed or self.quads.size)


def compare(old: Path, new: Path) -> Difference:
    """Compare the graphs in two folders; shards that both have alike are not read."""
    with kept(old) as before, kept(new) as after:
        return _between(_side(before, old), _side(after, new))


def _between(before: Side, after: Side) -> Difference:
    old_names, new_names = changes.others(before, after), changes.others(after, before)
    old_papers, new_papers = _papers(before, old_names), _papers(after, new_names)
    old_claims = _claims(before, old_names, old_papers)
    new_claims = _claims(after, new_names, new_papers)
    return Difference(
        papers_added=_titled(new_papers, new_papers.keys() - old_papers.keys()),
        papers_changed=_titled(
            new_papers,
            {name for name in new_papers if old_papers.get(name, new_papers[name]) != new_papers[name]},
        ),
        papers_removed=_titled(old_papers, old_papers.keys() - new_papers.keys()),
        claims_added=sorted(new_claims[claim] for claim in new_claims.keys() - old_claims.keys()),
        claims_removed=sorted(old_claims[claim] for claim in old_claims.keys() - new_claims.keys()),
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


def _claims(side: Side, names: Iterable[str], papers: Mapping[str, Document]) -> dict[str, str]:
    """Say each claim twice: with the normal forms of names, and with the names that its paper writes."""
    said: dict[str, str] = {}
    for name in names:
        claims = list(side.shards.read("claims", name, CLAIM))
        namings = (claim for claim in claims if isinstance(claim, Naming))
        labels = {(each.document, each.entity): _written(each, papers) for each in namings}
        for claim in claims:
            if not isinstance(claim, Naming):
                said[_said(claim, {})] = _said(claim, labels)
    return said


def _written(naming: Naming, papers: Mapping[str, Document]) -> str:
    return papers[naming.document].text[naming.span.start : naming.span.end]


def _said(claim: RelationClaim | ResultClaim, labels: Labels) -> str:
    """Say a claim in words: who, what, whom, and which paper says so."""

    def named(thing: Entity | None) -> str:
        return "the paper" if thing is None else labels.get((claim.document, thing), thing.name)

    subject = named(claim.subject)
    if isinstance(claim, RelationClaim):
        return f"{subject} {claim.predicate.replace('_', ' ')} {named(claim.object)} ({claim.document})"
    metric = named(claim.metric) if isinstance(claim.metric, Entity) else claim.metric or claim.counts
    where = "".join(f" on {named(dataset)}" for dataset in claim.datasets)
    return f"{subject} {metric} {claim.as_written}{where} ({claim.document})"
