"""What all shards show → the links between papers, in parts that their content names.

Where little has changed, what all papers show is asked of the register of the build before, and only the
names that the change can reach are linked anew; the parts come out the same.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import linking, rdf
from kg.model import LinkClaim, Quad
from kg.pipeline import chunking
from kg.pipeline.folder import observations
from kg.pipeline.folder.codec import from_line, to_line
from kg.pipeline.folder.files import damaged
from kg.pipeline.folder.shards import Shards, order, quads_of
from kg.pipeline.links import rechunking, register
from kg.pipeline.links.rechunking import Difference, Form, Part
from kg.rdf.vocab import entity


@dataclass(frozen=True, slots=True)
class Linkage:
    """The names of the parts in which the links lie, as claims and as quads, and what is in them.

    `change` is how the quads differ from those of the build before, where that is known.
    """

    shards: Shards
    claims: list[str]
    quads: list[str]
    counts: dict[str, int]
    change: Difference | None = None

    @property
    def links(self) -> Iterator[LinkClaim]:
        """Read all links."""
        return (link for name in self.claims for link in self.shards.read("links", name, LinkClaim))


@dataclass(frozen=True, slots=True)
class Before:
    """The links of an older build, the shards that only it has, and those that only the new one has."""

    linkage: Linkage
    gone: Sequence[str]
    come: Sequence[str]


def observed(shards: Shards, names: Iterable[str]) -> linking.Observed:
    """Put together what the shards show."""
    found = linking.Observed()
    for name in names:
        observations.add(found, shards.lines("observed", name))
    return found


def linked(
    shards: Shards, names: Iterable[str], lexicon: linking.Lexicon, old: Shards | None = None
) -> Linkage:
    """Decide what is one in all shards and write it down; parts that `old` has are taken over."""
    seen = observed(shards, names)
    register.written(_register(shards), seen)
    links = _sorted(linking.settle(seen, lexicon))
    quads = sorted(set(rdf.link_quads(links)), key=order)
    counts = {"links": len(links), "entities": len(seen.documents), "quads": len(quads)}
    claims = [_written(shards, "links", lines, old) for lines in _claim_lines(links)]
    return Linkage(
        shards, claims, [_written(shards, "linkquads", lines, old) for lines in _quad_lines(quads)], counts
    )


def relinked(shards: Shards, before: Before, lexicon: linking.Lexicon) -> Linkage:
    """Do what `linked` does, from the links of an older build."""
    old = before.linkage
    more = observed(shards, before.come)
    more.subtract(observed(old.shards, before.gone))
    register.renewed(_register(shards), _register(old.shards), more)
    with register.opened(_register(old.shards)) as then, register.opened(_register(shards)) as now:
        changed = set(more.changes())
        reached = linking.closure(changed, then, lexicon) | linking.closure(changed, now, lexicon)
        # The lexicon's organizations are linked at any rate, those that are not reached twice alike.
        links = [tuple(linking.settle(names.part(reached), lexicon)) for names in (then, now)]
        entities = now.entities()
    claims, quads = _difference(*map(_all_claim_lines, links)), _difference(*map(_all_quad_lines, links))
    counts = {
        "links": old.counts["links"] + claims.growth,
        "entities": entities,
        "quads": old.counts["quads"] + quads.growth,
    }
    return Linkage(
        shards,
        _mended(shards, "links", old, old.claims, claims),
        _mended(shards, "linkquads", old, old.quads, quads),
        counts,
        quads,
    )


def can_relink(old: Shards) -> bool:
    """Tell whether an older build has what `relinked` needs."""
    return _register(old).exists()


def _register(shards: Shards) -> Path:
    return shards.folder / register.FILE


def _difference(before: Iterable[bytes], after: Iterable[bytes]) -> Difference:
    old, new = set(before), set(after)
    return Difference(old - new, new - old)


def _all_claim_lines(links: Sequence[LinkClaim]) -> Iterator[bytes]:
    return map(to_line, links)


def _all_quad_lines(links: Sequence[LinkClaim]) -> Iterator[bytes]:
    return (quad.line().encode() for quad in rdf.link_quads(links))


def _claim_lines(links: Sequence[LinkClaim]) -> Iterator[list[bytes]]:
    for piece in chunking.pieces(links, lambda link: entity(link.subject), chunking.SUBJECTS):
        yield [to_line(link) for link in piece]


def _quad_lines(quads: Sequence[Quad]) -> Iterator[list[bytes]]:
    for piece in chunking.pieces(quads, lambda quad: quad.subject, chunking.SUBJECTS):
        yield [quad.line().encode() for quad in piece]


def _written(shards: Shards, kind: str, lines: list[bytes], old: Shards | None) -> str:
    """Write a part, or take it over, and give its name."""
    name = chunking.named(lines)
    if old is not None and old.path(kind, name).exists():
        shards.adopt(old, kind, name)
    elif not shards.path(kind, name).exists():
        shards.write_lines(kind, name, lines)
    return name


def _mended(shards: Shards, kind: str, old: Linkage, names: Sequence[str], change: Difference) -> list[str]:
    """Make the new parts of one kind out of the old ones."""
    form = _FORMS[kind]
    parts = [Part(name, form.key(_first(old.shards.path(kind, name)))[0]) for name in names]
    made = rechunking.mended(parts, lambda name: old.shards.lines(kind, name), change, form)
    new = []
    for part in made:
        if isinstance(part, str):
            shards.adopt(old.shards, kind, part)
            new.append(part)
        else:
            new.append(_written(shards, kind, part, old.shards))
    return new


def _first(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            if line := file.readline():
                return line
            raise EOFError("empty")
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(path, error) from error


def _claim_key(link: LinkClaim, line: bytes) -> tuple[str, str, bytes]:
    return entity(link.subject), link.predicate, hashlib.sha256(line).digest()


def _key_of_claim(line: bytes) -> tuple[str, str, bytes]:
    return _claim_key(from_line(line, LinkClaim), line)


def _key_of_quad(line: bytes) -> tuple[str, str, str]:
    (quad,) = quads_of([line])
    return quad.subject, quad.predicate, quad.object


_FORMS = {
    "links": Form(_key_of_claim, lambda line: line.partition(b',"predicate":')[0]),
    "linkquads": Form(_key_of_quad, lambda line: line.partition(b" ")[0]),
}


def _sorted(links: Iterable[LinkClaim]) -> list[LinkClaim]:
    return sorted(links, key=lambda link: _claim_key(link, to_line(link)))
