"""Hidden states → mentions, pairs and kinds of figures: the heads in torch.

The mention head scores BIO labels word by word. The pair head scores ordered pairs of instances
(`kg.extraction.nodes`) for the thirteen relations, for being the same thing, and for the roles of a quantity.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.labels import KINDS, LABELS, LINKS
from kg.extraction.nodes import DISTANCES, FLAGS, INSTANCE_TYPES


class MentionHead(nn.Module):
    """Words → BIO scores."""

    def __init__(self, hidden: int, *, labels: int = len(LABELS), dropout: float = 0.2) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.scores = nn.Linear(hidden, labels)

    def forward(self, words: Tensor) -> Tensor:
        """`[…, hidden]` → `[…, labels]`."""
        scores: Tensor = self.scores(self.dropout(words))
        return scores


class PairHead(nn.Module):
    """Words, instances and pairs of instances → scores of links between nodes, and kinds of quantities."""

    def __init__(self, hidden: int, *, width: int = 256, views: int = 4, dropout: float = 0.2) -> None:
        super().__init__()
        self.views = views
        self.span = nn.Linear(3 * hidden, width)
        self.types = nn.Embedding(INSTANCE_TYPES, width)
        self.flags = nn.Embedding(FLAGS, width)
        self.node = nn.Linear(width, width)
        self.context = nn.Linear(hidden, width)
        self.weight = nn.Linear(hidden, views)
        self.first = nn.Linear(width, width)
        self.second = nn.Linear(width, width)
        self.middle = nn.Linear(width, width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.hints = nn.Linear(len(LINKS), width, bias=False)
        self.links = nn.Linear(width, len(LINKS))
        self.kinds = nn.Linear(width, len(KINDS))
        self.dropout = nn.Dropout(dropout)
        for embedding in (self.types, self.flags, self.distance):
            nn.init.normal_(embedding.weight, std=0.1)
        # Links are rare: starting near their rate keeps the first steps from shaking the encoder.
        nn.init.constant_(self.links.bias, -4.0)
        nn.init.zeros_(self.hints.weight)

    def forward(
        self, words: Tensor, spans: Tensor, types: Tensor, flags: Tensor, node: Tensor, average: Tensor,
        pairs: Tensor, between: Tensor, distances: Tensor, hints: Tensor,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """Words, the arrays of `Nodes`, the rules' hints → `[pairs, links]`, `[instances, kinds]`."""
        instances = self._instances(words, spans, types, flags)
        instances = instances + functional.gelu(self.node(average @ instances))[node]
        context = self._context(words, between)
        first, second = self.first(instances), self.second(instances)
        joined = first[pairs[:, 0]] + second[pairs[:, 1]] + self.middle(context)
        joined = joined + self.distance(distances) + self.hints(hints)
        return self.links(self.dropout(functional.gelu(joined))), self.kinds(instances)

    def _instances(self, words: Tensor, spans: Tensor, types: Tensor, flags: Tensor) -> Tensor:
        sums = functional.pad(words.cumsum(0), (0, 0, 1, 0))
        start, end = spans[:, 0], torch.maximum(spans[:, 1], spans[:, 0] + 1)
        mean = (sums[end] - sums[start]) / (end - start)[:, None]
        whole = torch.cat([words[start], words[end - 1], mean], dim=1)
        return functional.gelu(self.span(self.dropout(whole)) + self.types(types) + self.flags(flags))

    def _context(self, words: Tensor, between: Tensor) -> Tensor:
        """Weigh the words between two instances, each view by its own weights; zeros where none are."""
        weights = torch.exp(4 * torch.tanh(self.weight(words)))
        values = self.context(words).unflatten(1, (self.views, -1)) * weights[:, :, None]
        value_sums = functional.pad(values.cumsum(0), (0, 0, 0, 0, 1, 0))
        weight_sums = functional.pad(weights.cumsum(0), (0, 0, 1, 0))
        start, end = between[:, 0], between[:, 1]
        total = (weight_sums[end] - weight_sums[start])[:, :, None]
        return ((value_sums[end] - value_sums[start]) / (total + 1e-4)).flatten(1)
