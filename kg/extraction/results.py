"""Quantities, their kinds and links → the figures that the text claims, each with what it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import numpy as np

from kg.extraction import brackets, counterparts, turns
from kg.extraction.denial import is_gain_denied
from kg.extraction.labels import FIRST_ROLE, KINDS, ROLES
from kg.extraction.measures import LEVELS, measure_words
from kg.extraction.pairs import Measured, Scores
from kg.extraction.weights import Card
from kg.model import PAPER, EntityType, Quantity, Ref, Result, ResultKind, Span
from kg.text.places import around, before

_CLOCKED: Final = re.compile(r"[nµm]s|seconds|minutes|hours|days|FPS|[kMG]?Hz|[KMGTP]i?B")
_UNTIMED: Final = re.compile(
    r"\b(?:accurac(?:y|ies)|precision|recall|F1|F-?(?:score|measure)|AU-?C|AUROC|m?AP|m?IoU|BLEU"
    r"|error rates?|(?:test|validation|training|top-\d) errors?|[GCT]PUs?$)\b",
    re.IGNORECASE,
)

_RIGHT_BEFORE: Final = re.compile(
    r"(?:\s?[:=]|,? (?:of|at|is|was|to be)\b)?\s?"
    r"(?:(?:up to|about|over|only|around|approximately) )?[$~+]{0,3}"
)

Fillers = dict[str, tuple[Ref, ...]]
Own = dict[tuple[int, str], int]
"""What the order of two lists says: quantity and role → the entity that is the figure's own, less 1."""


def to_results(measured: Measured, card: Card) -> tuple[Result, ...]:
    """Make a result of each quantity that is a figure surely enough, in text order.

    Ranks are too rare for the network to have learned them; a rule finds them, 13 of 14 rightly.
    """
    turned = turns.find(measured.text, measured.sentences, measured.mentions, measured.quantities)
    own: Own = {(one.quantity, one.role): one.mention.entity - 1 for one in turned}
    made = ((one.kind, _result(measured, card, at, own)) for at, one in enumerate(measured.quantities))
    sure = (
        result
        for by_rule, result in made
        if (by_rule is ResultKind.RANK or result.confidence >= card.thresholds["figure"])
        and not _is_denied(measured, result.quantity)
    )
    first: dict[Result, Result] = {}
    claimed = counterparts.settled(measured.text, measured.sentences, measured.mentions, tuple(sure))
    for result in brackets.shared(measured.text, measured.sentences, tuple(claimed)):
        # Said twice, in title and abstract say, it is one figure.
        first.setdefault(_said(result), result)
    return tuple(first.values())


def _said(result: Result) -> Result:
    """Give a result without where it stands and how sure it is."""
    return replace(
        result, quantity=replace(result.quantity, start=0, end=0, number=Span(0, 0)), confidence=0.0
    )


def _is_denied(measured: Measured, quantity: Quantity) -> bool:
    sentence = around(measured.sentences, quantity.start)
    return sentence is not None and is_gain_denied(measured.text, sentence, quantity.start)


def _result(measured: Measured, card: Card, index: int, own: Own) -> Result:
    scores = measured.kinds[index]
    quantity = measured.quantities[index]
    if quantity.kind is not ResultKind.RANK:
        quantity = replace(quantity, kind=ResultKind(KINDS[1 + int(scores[1:].argmax())]))
    owner = measured.entities + index
    fillers = _fillers(measured, card, owner)
    fillers |= {role: (measured.ref(name),) for (at, role), name in own.items() if at == index}
    metric = _metric(measured, quantity, fillers["metric"])
    if quantity.kind is ResultKind.SIZE and metric in LEVELS:
        quantity = replace(quantity, kind=ResultKind.ABSOLUTE)
    return Result(
        subject=fillers["subject"][0] if fillers["subject"] else PAPER,
        metric=metric,
        quantity=quantity,
        datasets=fillers["dataset"],
        tasks=fillers["task"],
        baselines=fillers["baseline"],
        confidence=round(float(card.calibrations["figures"](_odds(measured, scores, owner))), card.digits),
    )


def _odds(measured: Measured, scores: Scores, owner: int) -> Scores:
    """Log odds that the quantity is a figure of any kind and that its best subject is right."""
    others = [*range(measured.entities), measured.paper]
    rows = measured.links.rows
    asked = [rows[owner, other] for other in others if (owner, other) in rows]
    figure = np.logaddexp.reduce(scores[1:]) - scores[:1]
    subject = max(measured.links.scores[asked, FIRST_ROLE], default=np.float32(0))
    # log p of both, and of not both: p is the product of two logistics.
    both = -np.logaddexp(0, -figure) - np.logaddexp(0, -subject)
    odds: Scores = both - np.log(-np.expm1(np.minimum(both, -1e-6)))
    return odds


def _metric(measured: Measured, quantity: Quantity, metrics: tuple[Ref, ...]) -> Ref:
    """Take what a size counts, the metric's entity for the rest, words of the text where there is none."""
    if quantity.kind is ResultKind.SIZE and quantity.counts:
        return quantity.counts
    named = (_written(measured, quantity), *metrics)
    fitting = [ref for ref in named if ref and not _is_beside(measured, quantity, ref)]
    return fitting[0] if fitting else quantity.counts or measure_words(measured.text, quantity)


def _written(measured: Measured, quantity: Quantity) -> Ref:
    """Give the metric that the text writes right before the figure: `(F1: 0.91)`, `an accuracy of 77 %`."""
    mention = before(measured.mentions, quantity.start)
    if mention is None or mention.type is not EntityType.METRIC:
        return ""
    near = _RIGHT_BEFORE.fullmatch(measured.text, mention.end, quantity.start)
    return str(mention.entity) if near else ""


def _is_beside(measured: Measured, quantity: Quantity, metric: Ref) -> bool:
    """Tell whether a figure cannot be of that metric: no accuracy is measured in minutes, nor a GPU in hours.

    Of 454 annotated figures in units of time, frames or bytes none is of such a metric.
    """
    spans = (mention.span for mention in measured.mentions if str(mention.entity) == metric)
    names = (measured.text[start:end] for start, end in spans)
    return bool(_CLOCKED.fullmatch(quantity.unit)) and any(map(_UNTIMED.search, names))


def _fillers(measured: Measured, card: Card, owner: int) -> Fillers:
    """Fill each role: the best owner for subject, the best sure one for metric, every sure one else."""
    rows = measured.links.rows
    others = [other for other in [*range(measured.entities), measured.paper] if (owner, other) in rows]
    scores = measured.links.scores[[rows[owner, other] for other in others]]
    found = [*zip(others, card.calibrations["roles"](scores[:, :, None]).tolist(), strict=True)]
    fillers: Fillers = {}
    for role, name in enumerate(ROLES, start=FIRST_ROLE):
        ranked = [other for other, sure in sorted(found, key=lambda one: (-one[1][role], one[0]))]
        least = card.thresholds[name]
        confident = {other for other, sure in found if other != measured.paper and sure[role] >= least}
        if name == "subject":
            chosen = ranked[:1]
        elif name == "metric":
            chosen = [other for other in ranked if other in confident][:1]
        else:
            chosen = sorted(confident)
        fillers[name] = tuple(measured.ref(other) for other in chosen)
    return fillers
