"""Links between owners → the relations that the text states surely enough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

import numpy as np

from kg.extraction.denial import are_alike, hedges, loses
from kg.extraction.labels import ALLOWED
from kg.extraction.objections import Objections
from kg.extraction.pairs import Links, Measured, Pair, Scores
from kg.extraction.rivals import surer
from kg.extraction.signs import link_signs
from kg.extraction.surest import surest
from kg.extraction.weights import Card
from kg.model import COMPARISONS, EntityType, Predicate, Relation, Span
from kg.text.places import inside

_Said: TypeAlias = tuple[Pair, Predicate, float]
_PREDICATES = tuple(Predicate)
_LIST = re.compile(r"[\s,()]*(?:and|or|as well as|&)?\s*(?:the |an? )?")
PLAIN = 0.17
"""Who beats whom is not left out where a rule finds it in plain words: how often that was right all the same
where the network doubted it (18 such claims among the choosing papers)."""
ELSEWHERE = 0.3
"""The confidence that `uses` needs where the paper introduces no such subject: of 50 below 5 were right, of
others that the network is as sure of 23 of 52.
"""


def to_relations(measured: Measured, card: Card) -> tuple[Relation, ...]:
    """Claim every allowed relation whose confidence reaches its threshold, by subject, object, relation."""
    objections = Objections(measured)
    stated = [one for one in _said(measured, card) if not objections.refuse(one[0], one[1])]
    said = [*_expected(stated, measured.paper)]
    compared = {
        pair: sure
        for pair, predicate, sure in sorted(said, key=itemgetter(2))
        if predicate is Predicate.COMPARED_WITH
    }
    # A comparison that was turned round may be said already.
    relations = (
        _relation(measured, pair, predicate, sure)
        for pair, predicate, sure in said
        if predicate is not Predicate.COMPARED_WITH or _is_surer(pair, compared)
    )
    return tuple(surer(surest(relations).values()))


def _is_surer(pair: Pair, compared: Mapping[Pair, float]) -> bool:
    """A comparison without a winner has no direction: the surer stays, of two alike the first."""
    return (compared[pair], pair[::-1]) > (compared.get(pair[::-1], 0.0), pair)


def _expected(said: Sequence[_Said], paper: int) -> Iterator[_Said]:
    """Leave out doubtful claims of what things use that the paper neither introduces nor is."""
    own = {paper, *(pair[1] for pair, predicate, _ in said if predicate is Predicate.INTRODUCES)}
    for pair, predicate, sure in said:
        if predicate is not Predicate.USES or pair[0] in own or sure >= ELSEWHERE:
            yield pair, predicate, sure


def _said(measured: Measured, card: Card) -> Iterator[_Said]:
    kinds: dict[int, EntityType] = {mention.entity - 1: mention.type for mention in measured.mentions}
    links, pairs, subjects = measured.links, list(measured.links.rows), {*kinds, measured.paper}
    signs = link_signs(measured, card, np.arange(len(pairs)))
    confidences = card.calibrations["links"](signs[:, : len(_PREDICATES)])
    for row, index in _worth_a_look(links, confidences, card):
        (subject, target), predicate = pairs[row], _PREDICATES[index]
        if target not in kinds or subject not in subjects:
            continue
        sure, least = round(float(confidences[row, index]), card.digits), card.thresholds[predicate]
        if predicate is Predicate.OUTPERFORMS and (pairs[row], index) in links.plain:
            sure, least = max(sure, PLAIN), PLAIN
        if sure >= least and _may(predicate, kinds.get(subject), kinds[target]):
            yield pairs[row], _meant(measured, pairs[row], predicate), sure


def _meant(measured: Measured, pair: Pair, predicate: Predicate) -> Predicate:
    """Make no winner where the words between say that both are alike."""
    if predicate is Predicate.OUTPERFORMS and are_alike(_said_of_last(measured, pair)):
        return Predicate.COMPARED_WITH
    return predicate


def _said_of_last(measured: Measured, pair: Pair) -> str:
    """The words before the second of two things that are about it: `beats A and is on par with B and C`."""
    between = _between(measured, pair)
    end = between.end
    for mention in reversed(inside(measured.mentions, between)):
        words = measured.text[mention.end : end]
        if not _LIST.fullmatch(words):
            return words
        end = mention.start
    return measured.text[between.start : end]


def _worth_a_look(links: Links, confidences: Scores, card: Card) -> list[list[int]]:
    """List row and predicate of what may be sure enough once it is rounded; there are few among hundreds."""
    least = np.array([card.thresholds[predicate] for predicate in _PREDICATES], dtype=np.float32)
    asked = confidences >= least - 10.0**-card.digits
    for pair, index in links.plain:
        if pair in links.rows and index < len(_PREDICATES):
            asked[links.rows[pair], index] = True
    found: list[list[int]] = np.argwhere(asked).tolist()
    return found


def _may(predicate: Predicate, subject: EntityType | None, target: EntityType) -> bool:
    subjects, targets = ALLOWED[predicate]
    return target in targets and (subject is None or subject in subjects)


def _relation(measured: Measured, pair: Pair, predicate: Predicate, sure: float) -> Relation:
    spans = measured.links.evidence(pair, _PREDICATES.index(predicate))
    hedged = predicate in COMPARISONS and _is_hedged(measured.text, spans)
    # The network knows that the two are compared, and words who is the worse one.
    if predicate is Predicate.OUTPERFORMS and _loses(measured, pair):
        pair = pair[::-1]
    subject, target = (measured.ref(owner) for owner in pair)
    return Relation(subject, predicate, target, sure, spans, "hedged" if hedged else "")


def _loses(measured: Measured, pair: Pair) -> bool:
    between = _between(measured, pair)
    return loses(measured.text[between.start : between.end])


def _between(measured: Measured, pair: Pair) -> Span:
    """Where the words stand that are between two things that are compared."""
    return measured.links.between(pair, _PREDICATES.index(Predicate.OUTPERFORMS))


def _is_hedged(text: str, spans: Sequence[Span]) -> bool:
    return len(spans) == 2 and hedges(text[spans[0].end : spans[1].start])
