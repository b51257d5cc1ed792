"""What was observed → pairs of entities that may be one, each with its reason; nothing is decided here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.linking import forms
from kg.linking.abbreviations import looks_short
from kg.linking.lexicon import Lexicon
from kg.linking.observed import Observed
from kg.model import Entity, EntityType, Evidence
from kg.text.spelling import american

CURATED: Final = "ManualMappingCuration"
LEXICAL: Final = "LexicalMatching"
"""Local names in the vocabulary of mapping justifications (SEMAPV), which SSSOM uses."""

SHARE: Final = 0.85
"""The share of the papers spelling an abbreviation out that must agree."""
SURE: Final = 0.8
"""The share of the papers that must see the lexicon's type in one of its aliases, or one type in `Mamba`, or
in a name of two words, which often has several senses.
"""
PAPERS: Final = {2: 4, 3: 2, 4: 2, 5: 2}
"""How many papers must spell an abbreviation of so many letters out; one is enough for a longer one."""
SHORTEST: Final = 6
"""Letters and digits of a name that may be written with other spaces: `CTNet` and `CT-Net` may be two."""

SHORTEST_VOTED: Final = 3
"""Letters of a name whose type papers may vote on."""
HEARD: Final = {2: 3}
"""How many papers must see another type in a name of so many words; of a longer one, one is enough.

Of names of one word more than half, and of what one or two papers see in two words one in eight, is something
else.
"""

_UNLIKE: Final = (
    {EntityType.MODEL, EntityType.TASK},
    {EntityType.METRIC, EntityType.MODEL},
    {EntityType.METRIC, EntityType.SYSTEM},
)
"""Types of which no two are seen in one thing: a model called after a task (`VSR models`) is not the task."""
TYPES: Final = 3
"""The rank of what gives a name another type, after the lexicon's rows, spellings and abbreviations."""
_MADE: Final = (EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM)
_NAMED_ALIKE: Final = (EntityType.DATASET, EntityType.ORGANIZATION, EntityType.HARDWARE)
"""Types whose names others bear too: Amazon is a company and a dataset."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`entity` may be one with `target`, under whose IRI it would come; a smaller `rank` is decided first."""

    rank: int
    entity: Entity
    target: Entity
    confidence: float
    justification: str
    evidence: Evidence


def candidates(observed: Observed, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose by lexicon, spelling, abbreviation and type."""
    yield from _aliases(observed, lexicon)
    yield from _spellings(observed)
    yield from _abbreviations(observed, lexicon)
    yield from _types(observed, lexicon)


def _aliases(observed: Observed, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose what the lexicon says; organizations at any rate, for records name them without a mention."""
    for entity in lexicon.organizations | observed.documents.keys():
        row = lexicon.row(entity)
        if row is not None and row.entity != entity:
            yield Candidate(0, entity, row.entity, 1.0, CURATED, Evidence("lexicon", row=row.reason))


def _spellings(observed: Observed) -> Iterator[Candidate]:
    """Propose names that differ by spaces (`fine tuning`, `finetuning`) or country, for the most usual."""
    groups: dict[Entity, list[Entity]] = {}
    for entity in observed.documents:
        groups.setdefault(Entity(entity.type, squeezed(entity.name)), []).append(entity)
    for alike, group in groups.items():
        if len(alike.name) < SHORTEST:
            continue
        target = min(group, key=lambda entity: (-observed.documents[entity], len(entity.name), entity))
        for entity in group:
            if entity == target or _is_torn(observed, entity, target):
                continue
            if not forms.are_two_names(_usual(observed, entity), _usual(observed, target)):
                yield _by_rule(1, entity, target, 0.95, f"spelling: {entity.name} = {target.name}")


def _is_torn(observed: Observed, entity: Entity, target: Entity) -> bool:
    """Tell whether one paper has in two a plain word of several senses: `net work`, `consis tency`."""
    torn = observed.documents[entity] == 1 and " " in entity.name
    return torn and forms.is_word(_usual(observed, target))


def _abbreviations(observed: Observed, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose an abbreviation for what nearly all papers that spell it out spell."""
    for (kind, short), counts in observed.long_forms.items():
        entity, (long, count) = Entity(kind, short), most_spelled(counts)
        target, share = Entity(kind, long), count / counts.total()
        seen = entity in observed.documents and target in observed.documents and not lexicon.row(entity)
        agreed = share >= SHARE and count >= PAPERS.get(len(short), 1)
        if seen and agreed and _is_written_short(observed, entity):
            confidence = round(share * (count + 1) / (count + 2), 2)
            row = f"abbreviation: {short} = {long} in {count} of {counts.total()} papers"
            yield _by_rule(2, entity, target, confidence, row)


def _is_written_short(observed: Observed, entity: Entity) -> bool:
    """Tell whether a name mostly looks abbreviated: a paper's PROBE says nothing about what others probe."""
    written = observed.forms.get(entity, Counter())
    return 2 * sum(count for form, count in written.items() if looks_short(form)) >= written.total()


def most_spelled(counts: Mapping[str, int]) -> tuple[str, int]:
    """Choose the long form that most papers spell, of equals the first by the alphabet."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def _types(observed: Observed, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose the type of the lexicon's own name, else the type that most papers see in the same name.

    Of an alias the lexicon settles nothing by itself: GQA is an attention here and a dataset there.
    """
    votes: dict[str, Counter[EntityType]] = {}
    for entity, count in observed.documents.items():
        if entity.type not in _NAMED_ALIKE:
            votes.setdefault(entity.name, Counter())[entity.type] += count
    for name, counts in votes.items():
        known = [kind for kind in EntityType if lexicon.row(Entity(kind, name))]
        if len(known) == 1 and lexicon.is_canonical(Entity(known[0], name)):
            yield from _typed_by_lexicon(name, counts, known[0], observed, lexicon)
        elif len(counts) > 1 and len(name) >= SHORTEST_VOTED:
            yield from _typed_by_votes(name, counts, observed, known)


def _typed_by_lexicon(
    name: str, counts: Counter[EntityType], known: EntityType, observed: Observed, lexicon: Lexicon
) -> Iterator[Candidate]:
    row = lexicon.row(Entity(known, name))
    if row is None or (known in _NAMED_ALIKE and not forms.is_telling(row.name)):
        return
    target, evidence = Entity(known, name), Evidence("lexicon", row=row.reason)
    for entity in (Entity(kind, name) for kind in counts if kind is not known):
        if {entity.type, known} not in _UNLIKE and _is_written_alike(observed, entity, target):
            yield Candidate(TYPES, entity, target, 0.95, CURATED, evidence)


def _typed_by_votes(
    name: str, counts: Counter[EntityType], observed: Observed, known: list[EntityType]
) -> Iterator[Candidate]:
    """Propose the type that most papers see; `CASE` and `case` are not the same name.

    A single word means too many things for that, unless somebody thought of it, and of two words nearly all
    papers must see it. So they must where the name is an alias of the lexicon's, which has the type.
    """
    winner, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    share, ambiguous = most / counts.total(), known or len(name.split()) == 2
    if (known and winner not in known) or share <= (SURE if ambiguous else 0.5):
        return
    ballot = ", ".join(f"{kind} {counts[kind]}" for kind in sorted(counts))
    target = Entity(winner, name)
    others = (kind for kind in counts if kind is not winner and {kind, winner} not in _UNLIKE)
    for entity in (Entity(kind, name) for kind in others):
        heard = known or _is_heard(observed, entity, target, counts)
        if heard and _is_written_alike(observed, entity, target):
            confidence = round(share, 2)
            yield _by_rule(TYPES, entity, target, confidence, f"type by papers: {ballot}")


def _is_heard(observed: Observed, entity: Entity, target: Entity, counts: Counter[EntityType]) -> bool:
    """Tell whether enough papers see the other type for it to be the same thing."""
    words = len(entity.name.split())
    if words > 1:
        return counts[entity.type] >= HEARD.get(words, 1)
    return _is_coined(observed, entity, target, counts[target.type] / counts.total())


def _is_coined(observed: Observed, entity: Entity, target: Entity, share: float) -> bool:
    """Tell a word that somebody thought of for what is made: `OctoMap`, or where nearly all agree `Mamba`."""
    form, made = _usual(observed, target), entity.type in _MADE and target.type in _MADE
    return made and (forms.is_coined(form) or (forms.is_capital(form) and share >= SURE))


def _is_written_alike(observed: Observed, one: Entity, other: Entity) -> bool:
    """Tell whether names of one word are written alike: `DiCE` is not `dice`."""
    return " " in one.name or forms.are_alike(_usual(observed, one), _usual(observed, other))


def _usual(observed: Observed, entity: Entity) -> str:
    """Give the form in which most papers write an entity, of equals the first by the alphabet."""
    written = observed.forms.get(entity)
    return most_spelled(written)[0] if written else entity.name


def _by_rule(rank: int, entity: Entity, target: Entity, confidence: float, row: str) -> Candidate:
    return Candidate(rank, entity, target, confidence, LEXICAL, Evidence("rule", row=row))


def squeezed(name: str) -> str:
    """Take the spaces out, but for those that keep two numbers apart, and British spelling."""
    return re.sub(r"(?<!\d) | (?!\d)", "", american(name))
