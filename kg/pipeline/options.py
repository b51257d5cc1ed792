"""What a user chooses of a build: part of its name, so that two choices never mix."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Claim, Naming
from kg.rdf.triples import Level


@dataclass(frozen=True, slots=True)
class Options:
    """How much text the graph carries, and how sure a claim must be to be in it (0 to 1).

    `lexicon` holds a user's rows of names, the text of a file in the form of `ontology/lexicon.tsv`.
    """

    evidence: Level = "full"
    min_confidence: float = 0.0
    lexicon: str = ""

    def admits(self, claim: Claim) -> bool:
        """Tell whether a claim is sure enough; which words name which thing is always kept."""
        return isinstance(claim, Naming) or claim.confidence >= self.min_confidence


USUAL = Options()
