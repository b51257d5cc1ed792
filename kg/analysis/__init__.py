"""A store → what its network of claims shows: what is central, what belongs together, what grows."""

from kg.analysis.survey import Survey, survey

__all__ = ["Survey", "survey"]
