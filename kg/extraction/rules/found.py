"""What a rule found: a typed span with the confidence of its rule, before it belongs to any entity."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Span


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A span that a rule takes for a mention."""

    start: int
    end: int
    type: EntityType
    confidence: float

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)
