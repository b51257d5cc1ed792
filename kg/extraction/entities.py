"""Mentions of one document → entities: like names, abbreviations, what the network takes for the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from kg.extraction.abbreviations import find
from kg.extraction.apart import Apart
from kg.extraction.labels import SAME
from kg.extraction.nodes import QUANTITY, TYPES, Nodes
from kg.model import Mention, Span
from kg.text.names import normal_form

Scores = NDArray[np.float32]


def spelled_out(text: str) -> Mapping[str, str]:
    """Find the text's own abbreviations: normal form of the short one → of the long one."""
    return {_name(text, short): _name(text, long) for long, short in find(text)}


def group(text: str, mentions: Sequence[Mention], same: Mapping[str, str]) -> tuple[Mention, ...]:
    """Number the mentions' entities from 1 in text order, by normal form; names in `same` are one."""
    numbers: dict[str, int] = {}
    grouped = []
    for mention in mentions:
        name = _name(text, mention.span)
        number = numbers.setdefault(same.get(name, name), len(numbers) + 1)
        grouped.append(numbered(mention, number))
    return tuple(grouped)


def numbered(mention: Mention, entity: int) -> Mention:
    """Give the same as a mention of `entity`, which it mostly is already."""
    return mention if mention.entity == entity else replace(mention, entity=entity)


def _name(text: str, span: Span) -> str:
    return normal_form(text[span.start : span.end])


def merged(
    text: str, mentions: Sequence[Mention], nodes: Nodes, scores: Scores, threshold: float
) -> tuple[Mention, ...]:
    """Join groups whose sameness scores (log odds) say so, the surest first, but for what is surely two."""
    a, b = nodes.pairs[:, 0], nodes.pairs[:, 1]
    named = (nodes.types[a] < QUANTITY) & (nodes.types[b] < QUANTITY) & (nodes.node[a] != nodes.node[b])
    asked = np.flatnonzero(named & (scores[:, SAME] >= np.log(threshold / (1 - threshold))))
    members = {node: {node} for node in nodes.node.tolist()}
    known = Apart(text, [numbered(one, int(node)) for one, node in zip(mentions, nodes.node, strict=False)])
    for pair in asked[np.argsort(-scores[asked, SAME], kind="stable")]:
        left, right = (members[int(nodes.node[end])] for end in (a[pair], b[pair]))
        if left is not right and not any(known.are_two(*ends) for ends in product(left, right)):
            left |= right
            members |= dict.fromkeys(right, left)
    numbers: dict[int, int] = {}
    return tuple(
        numbered(mention, numbers.setdefault(min(members[int(node)]), len(numbers) + 1))
        for mention, node in zip(mentions, nodes.node, strict=False)
    )


def settled(mentions: Sequence[Mention], chances: Scores) -> tuple[Mention, ...]:
    """Give each entity one type: by the sum of its mentions' `chances`, `[mentions, TYPES]`."""
    sums: dict[int, Scores] = {}
    for mention, chance in zip(mentions, chances, strict=True):
        sums[mention.entity] = sums.get(mention.entity, 0) + chance
    types = {entity: TYPES[int(total.argmax())] for entity, total in sums.items()}
    return tuple(
        mention if mention.type is types[mention.entity] else replace(mention, type=types[mention.entity])
        for mention in mentions
    )
