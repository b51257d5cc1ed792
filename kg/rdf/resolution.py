"""Quads of the paper graphs and link claims → the resolved view: each triple once, entities under one IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from kg.model import LinkClaim, Quad
from kg.rdf import tallies, vocab
from kg.rdf.links import plain
from kg.rdf.sorting import Sorter, distinct
from kg.rdf.terms import lexical, literal
from kg.rdf.triples import Triple

PAPER_GRAPHS: Final = f"<{vocab.GRAPH}paper/"

_RELATIONS: Final = frozenset(vocab.PREDICATES.values())
_CLASSES: Final = {type_.lower(): classes for type_, classes in vocab.CLASSES.items()}


_ENTITIES: Final = tuple(f"<{vocab.ID}{kind}/".encode() for kind in _CLASSES)
_MENTION: Final = f"<{vocab.ID}mention/".encode()
_TEXT: Final = f"<{vocab.ID}text/".encode()
_WEIGHED: Final = frozenset(
    predicate.encode() for predicate in (*tallies.READ, vocab.PREF_LABEL, vocab.ALT_LABEL, vocab.TITLE)
)
"""What is counted over papers, and names, of which one is chosen."""


class Target(NamedTuple):
    """The entity under which another stands: its IRI and its classes."""

    iri: str
    classes: tuple[str, ...]


@dataclass(slots=True)
class Names:
    """The names of each thing: by how many papers they are preferred, and which the links chose."""

    papers: dict[str, Counter[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, name: str, papers: int = 1) -> None:
        """Keep a name that papers give; one that they do not prefer counts nothing."""
        self.papers.setdefault(subject, Counter())[name] += papers * (predicate == vocab.PREF_LABEL)

    def triples(self) -> Iterator[Triple]:
        """Give each thing one preferred name and make all others alternatives."""
        for subject, counts in self.papers.items():
            best = min(counts, key=lambda name: (-counts[name], name))
            preferred = self.chosen.get(subject, best)
            yield subject, vocab.PREF_LABEL, preferred
            yield from ((subject, vocab.ALT_LABEL, name) for name in counts if name != preferred)
            # SKOS keeps hidden labels apart from those that are shown.
            hidden = {folded(name) for name in counts} - counts.keys()
            yield from ((subject, vocab.HIDDEN_LABEL, name) for name in sorted(hidden))


def folded(name: str) -> str:
    """Write a name as one asks for it in any case: in small letters, without its language.

    >>> folded('"BERT"@en')
    '"bert"'
    """
    return literal(lexical(name).lower())


class Stated(NamedTuple):
    """A triple, and how many papers state it."""

    subject: str
    predicate: str
    object: str
    papers: int


def resolved(quads: Iterable[Quad], links: Iterable[LinkClaim]) -> Iterator[Quad]:
    """Write every triple of the paper graphs once, entities under their canonical IRI, sorted.

    An entity has one preferred name, the links' or else the one that most papers prefer; all others become
    alternatives, and hidden ones make it findable in any case. Families, names and matches of the links come
    with it, their reasons do not; tallies of papers do. The quads of one graph follow one another.
    """
    return (Quad(*triple, vocab.RESOLVED_GRAPH) for triple in distinct(view(quads, links)))


def view(quads: Iterable[Quad], links: Iterable[LinkClaim]) -> Iterator[Triple]:
    """Write the same in no order, some of it more than once: enough for a store, and quicker."""
    held = [triple for link in links for triple in plain(link)]
    targets = {subject: target(end) for subject, predicate, end in held if predicate == vocab.CANONICAL}
    return _triples(quads, held, targets)


def is_settled(line: bytes) -> bool:
    """Tell whether the resolved view has a paper's line of N-Quads as it stands, whatever other papers say.

    The view of the other lines alone lacks such lines and nothing else.
    """
    if line.startswith(_TEXT):
        return True  # A third of all lines: they speak of the paper's own words alone.
    subject, predicate, rest = line.split(b" ", 2)
    if rest.startswith(_ENTITIES):
        return False
    return subject.startswith(_MENTION) or not (predicate in _WEIGHED or subject.startswith(_ENTITIES))


def resolved_part(
    stated: Iterable[Stated], links: Iterable[Triple], targets: Mapping[str, Target]
) -> Iterator[Triple]:
    """Write the part of the resolved view whose subjects stand for those of `stated`, in no order.

    `stated` holds all that papers state of all that stands under one; `links` what the links say plainly of
    these subjects, `targets` under what each of their subjects and objects stands.
    """
    names = Names()
    for subject, predicate, object_, papers in stated:
        yield from _under_one(subject, predicate, object_, targets, names, papers)
    yield from _of_links(links, names)
    yield from names.triples()


def target(iri: str) -> Target:
    """Make the target that an entity's IRI, which begins with its type, is.

    >>> target('<https://w3id.org/claimgraph/id/model/bert>').classes
    ('<https://w3id.org/claimgraph/ontology#Model>',)
    """
    kind = iri.removeprefix(f"<{vocab.ID}").partition("/")[0]
    return Target(iri, _CLASSES[kind])


def _triples(
    quads: Iterable[Quad], links: Sequence[Triple], targets: Mapping[str, Target]
) -> Iterator[Triple]:
    names = Names()
    rows = Sorter()
    for graph, said in groupby(quads, key=_graph):
        if graph.startswith(PAPER_GRAPHS):
            paper = [
                triple
                for subject, predicate, object_, _ in said
                for triple in _under_one(subject, predicate, object_, targets, names)
            ]
            rows.add(tallies.noted(paper))
            yield from paper
    yield from _of_links(links, names)
    yield from names.triples()
    yield from tallies.tallies(rows.sorted())


def _graph(quad: Quad) -> str:
    return quad.graph


def _under_one(
    subject: str, predicate: str, object_: str, targets: Mapping[str, Target], names: Names, papers: int = 1
) -> Iterator[Triple]:
    """Put canonical IRIs in; names are kept for later, a relation of a thing to itself is left out."""
    target, end = targets.get(subject), targets.get(object_)
    new_subject, new_object = target.iri if target else subject, end.iri if end else object_
    if predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL):
        names.add(new_subject, predicate, object_, papers)
    elif target is not None and predicate == vocab.TYPE:
        yield from ((target.iri, vocab.TYPE, class_) for class_ in target.classes)
    elif new_subject != new_object or predicate not in _RELATIONS:
        yield new_subject, predicate, new_object
        if predicate == vocab.TITLE:
            yield new_subject, vocab.HIDDEN_LABEL, folded(object_)


def _of_links(links: Iterable[Triple], names: Names) -> Iterator[Triple]:
    """Take families, names and matches of things that papers name, and of the families made of them."""
    triples = [triple for triple in links if triple[1] != vocab.CANONICAL]
    made = {subject for subject, predicate, _ in triples if predicate == vocab.TYPE}
    for subject, predicate, object_ in triples:
        if subject not in names.papers and subject not in made:
            continue
        if predicate == vocab.SUB_ORGANIZATION_OF and object_ not in names.papers:
            continue
        if predicate == vocab.PREF_LABEL:
            names.chosen[subject] = object_
        if predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL):
            names.add(subject, predicate, object_)
        else:
            yield subject, predicate, object_
