"""Claims of all documents → what depends on several of them: one entity or two, families, names, types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kg.linking.candidates import candidates
from kg.linking.families import families
from kg.linking.labels import best, labels
from kg.linking.lexicon import Lexicon
from kg.linking.observed import Observed, observe
from kg.linking.resolve import decide
from kg.model import Claim, LinkClaim

NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def links(
    claims: Iterable[Claim], lexicon: Lexicon, *, texts: Mapping[str, str] = NO_TEXTS
) -> Iterator[LinkClaim]:
    """Decide which entities are one and how they are called; each link says why and how surely.

    `texts` gives each document's text by its id. Without it nothing is known of how names are written: no
    abbreviation is linked to its long form, and only the lexicon gives names.
    """
    return settle(observe(claims, texts), lexicon)


def settle(observed: Observed, lexicon: Lexicon) -> Iterator[LinkClaim]:
    """Decide from what was observed, which may have been gathered in parts (`Observed.update`)."""
    decision = decide(candidates(observed, lexicon), lexicon)
    written = {entity: best(forms) for entity, forms in observed.forms.items() if forms}
    yield from decision.links()
    yield from labels(observed, decision, lexicon)
    yield from families(observed.documents, decision).links(decision, written)
