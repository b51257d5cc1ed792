"""Quantities and mentions → results: whose figure it is, of which metric, on what, against what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.denial import is_denied
from kg.extraction.rules import introductions, lists
from kg.extraction.rules.metrics import Measure, measure
from kg.extraction.rules.slots import Slot, listed, slots
from kg.model import PAPER, EntityType, Mention, Quantity, Ref, Result, ResultKind, Span
from kg.text.places import inside

_MADE = frozenset([EntityType.MODEL, EntityType.METHOD, EntityType.SYSTEM])
_OWNER = _MADE | {EntityType.DATASET}
_NEAR = 200
"""Characters within which a sentence says what a figure is compared with."""
_AGAINST = re.compile(
    r"\b(?:over|than|compar(?:ed|ison|ing) (?:to|with|against)|outperform\w*|surpass\w*|exceed\w*|beat(?:s"
    r"|ing)?|relative to"
    r"|against|versus|vs\.?)(?: (?!(?:by|on|in|with)\b)[\w'’-]+,?){0,6}? \Z"
)
_TO = re.compile(r"[\s$)]*to[\s$(]*(?:over |about |around )?\d")
_ACTS = re.compile(
    r"(?: \([^()]*\))?(?: (?:models?|methods?|framework|network))? (?:also |only |even |can |\w+ly ){0,2}"
    r"(?:achiev|outperform|improv|reach|obtain|attain|surpass|reduc|yield|gain|exceed|scor|show|get|has"
    r"|have|is|are|deliver"
    r"|provid|enabl|increas|requir|use|speed|run|boost|sav|decreas|need|take)"
)
_COMPARING = frozenset([ResultKind.IMPROVEMENT, ResultKind.RATIO, ResultKind.REDUCTION])


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with what stands in it."""

    text: str
    sentence: Span
    candidates: Sequence[Slot]
    quantities: Sequence[Quantity]
    main: Slot | None


def find(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[Result, ...]:
    """Find the results that the text claims, in text order; what is denied or hoped for is left out."""
    presented = introductions.find(text, sentences, mentions)
    main = introductions.main(presented, sentences, mentions)
    return tuple(
        result
        for sentence in sentences
        if (figures := inside(quantities, sentence))
        for result in _in_sentence(
            Scene(text, sentence, slots(text, sentence, mentions, main), figures, main)
        )
    )


def _in_sentence(scene: Scene) -> Iterator[Result]:
    before: Result | None = None
    for quantity in scene.quantities:
        if is_denied(scene.text, scene.sentence, quantity.start) or _is_left_behind(scene, quantity):
            continue
        result = _result(scene, quantity, before)
        if result is not None:
            yield result
            before = result


def _is_left_behind(scene: Scene, quantity: Quantity) -> bool:
    """`from 5.8% to 3.1%`: the first figure is where it started, not what was reached."""
    start = scene.text[max(0, quantity.start - 8) : quantity.start].rstrip("$ ")
    return start.endswith("from") and _TO.match(scene.text, quantity.end) is not None


def _result(scene: Scene, quantity: Quantity, before: Result | None) -> Result | None:
    named = _bracketed(scene, quantity)
    if named is not None and before is not None and quantity.unit == before.quantity.unit:
        level = replace(quantity, kind=ResultKind.ABSOLUTE)
        return Result(named.ref, before.metric, level, before.datasets, before.tasks, (), 0.8)
    if _counts_a_name(scene, quantity):
        return None
    subject = _subject(scene, quantity)
    measured = measure(scene.text, scene.candidates, scene.quantities, quantity)
    if subject is None or measured is None:
        return None
    return Result(
        subject,
        measured.metric,
        quantity,
        datasets=() if quantity.kind is ResultKind.SIZE else _group(scene, quantity, EntityType.DATASET),
        tasks=() if quantity.kind is ResultKind.SIZE else _group(scene, quantity, EntityType.TASK),
        baselines=_baselines(scene, quantity) if quantity.kind in _COMPARING else (),
        confidence=_confidence(measured, quantity),
    )


def _confidence(measured: Measure, quantity: Quantity) -> float:
    if quantity.kind is ResultKind.SIZE:
        return 0.6
    return 0.75 if measured.near else 0.55


def _counts_a_name(scene: Scene, quantity: Quantity) -> bool:
    """`8 A800 GPUs`, `3 LLMs`: how many there are is no figure of theirs."""
    if quantity.unit or quantity.kind is not ResultKind.ABSOLUTE:
        return False
    return any(
        slot.type is not EntityType.METRIC and 0 <= slot.start - quantity.end <= 1
        for slot in scene.candidates
    )


def _bracketed(scene: Scene, quantity: Quantity) -> Slot | None:
    """`BarNet (1352)`: the figure in brackets is the name's own."""
    for slot in scene.candidates:
        if slot.type in _MADE and not slot.own and scene.text[slot.end : quantity.start] == " (":
            return slot if scene.text[quantity.end : quantity.end + 1] == ")" else None
    return None


def _subject(scene: Scene, quantity: Quantity) -> Ref | None:
    """The paper's own thing where it stands before the figure, else what acts there, else the main one."""
    for slot in scene.candidates:
        if slot.start <= quantity.number.start and quantity.number.end <= slot.end:
            return slot.ref
    left = [slot for slot in scene.candidates if slot.end <= quantity.start and slot.type in _OWNER | {None}]
    own = [slot for slot in left if slot.own or (scene.main is not None and slot.ref == scene.main.ref)]
    if own:
        return own[-1].ref
    after = _counted_thing(scene, quantity)
    if quantity.kind is ResultKind.SIZE and after is not None:
        return after.ref
    if quantity.kind is ResultKind.SIZE and left and left[-1].type in (EntityType.DATASET, EntityType.MODEL):
        return left[-1].ref
    acting = [slot for slot in left if slot.type in _MADE and _ACTS.match(scene.text, slot.end)]
    if acting:
        return acting[0].ref
    if scene.main is None:
        return PAPER
    return scene.main.ref if scene.main.start < quantity.start else None


def _counted_thing(scene: Scene, quantity: Quantity) -> Slot | None:
    """`a 7B language model`: the size is that of the name right behind it."""
    for slot in scene.candidates:
        if slot.type is EntityType.MODEL and 0 <= slot.start - quantity.end <= 1:
            return slot
    return None


def _baselines(scene: Scene, quantity: Quantity) -> tuple[Ref, ...]:
    chains = [
        listed(scene.text, scene.candidates, at)
        for at, slot in enumerate(scene.candidates)
        if slot.type in _MADE
        and not slot.own
        and _AGAINST.search(scene.text, max(scene.sentence.start, slot.start - _NEAR), slot.start)
    ]
    if not chains:
        return ()
    chain = min(chains, key=lambda chain: _distance(quantity, chain))
    return _aligned(scene, quantity, [slot for slot in chain if slot.type in _MADE])


def _group(scene: Scene, quantity: Quantity, kind: EntityType) -> tuple[Ref, ...]:
    """The list of datasets (or tasks) nearest to the figure; one that follows is nearer than one before."""
    chains: list[list[Slot]] = []
    for at, slot in enumerate(scene.candidates):
        if slot.type is kind and not any(slot in chain for chain in chains):
            chains.append([one for one in listed(scene.text, scene.candidates, at) if one.type is kind])
    if not chains:
        return ()
    return _aligned(scene, quantity, min(chains, key=lambda chain: _distance(quantity, chain)))


def _distance(quantity: Quantity, chain: Sequence[Slot]) -> int:
    if chain[0].start >= quantity.end:
        return chain[0].start - quantity.end
    return 2 * (quantity.start - chain[0].end) + 20


def _aligned(scene: Scene, quantity: Quantity, chain: Sequence[Slot]) -> tuple[Ref, ...]:
    """`3.0 and 5.1 on MMLU and GPQA`: as many figures as names stand for each other in turn."""
    turn = lists.turn(scene.text, scene.quantities, quantity, len(chain))
    if turn is not None:
        return (chain[turn].ref,)
    return tuple(dict.fromkeys(slot.ref for slot in chain))
