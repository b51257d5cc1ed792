"""What rules find between the network's own mentions and quantities → hints for the pair head.

Where the wording is plain the rules are surer than the network; it learns when to follow them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extraction.labels import FIRST_ROLE, LINKS
from kg.extraction.nodes import Nodes
from kg.extraction.rules import relations, results
from kg.model import PAPER, Mention, Quantity, Ref, Result, Span

Said = tuple[int, int, int]
"""Node, node, link."""


def to_hints(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    nodes: Nodes,
) -> NDArray[np.float32]:
    """Mark the links that the rules claim: `[pairs, LINKS]`, 1 on all pairs of instances of two nodes."""
    hints = np.zeros((len(nodes.pairs), len(LINKS)), dtype=np.float32)
    a, b = nodes.node[nodes.pairs].T
    count = int(nodes.node.max(initial=0)) + 1
    ends = a * count + b
    order = np.argsort(ends, kind="stable")
    for first, second, link in _said(text, sentences, mentions, quantities):
        wanted = first * count + second
        start, end = np.searchsorted(ends, [wanted, wanted + 1], sorter=order)
        hints[order[start:end], link] = 1.0
    return hints


def _said(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Iterator[Said]:
    order = dict.fromkeys(str(mention.entity) for mention in mentions)
    node: dict[Ref, int] = {ref: index for index, ref in enumerate(order)}
    node[PAPER] = len(order) + len(quantities)
    for relation in relations.find(text, sentences, mentions, quantities):
        yield node[relation.subject], node[relation.object], LINKS.index(relation.predicate)
    places = {quantity.number: len(order) + index for index, quantity in enumerate(quantities)}
    for result in results.find(text, sentences, mentions, quantities):
        if result.quantity.number in places:
            yield from _roles(places[result.quantity.number], result, node)


def _roles(place: int, result: Result, node: dict[Ref, int]) -> Iterator[Said]:
    fillers = ((result.subject,), (result.metric,), result.datasets, result.tasks, result.baselines)
    for role, refs in enumerate(fillers):
        for ref in refs:
            if ref in node:
                yield place, node[ref], FIRST_ROLE + role
