"""Papers → claims drawn by chance, each with its sentence, for reading: `draw_claims.py PAPERS COUNT SEED`.

Papers are drawn first, one claim each, so that talkative papers weigh no more than others.
"""

from __future__ import annotations

import random
import sys
from itertools import count
from pathlib import Path

from kg import linking, sources
from kg.extraction import extract, load_nlp
from kg.model import Document, Entity, Evidence, RelationClaim, ResultClaim


def named(thing: Entity | None) -> str:
    """Name a thing as its normal form; the paper by its own word."""
    return thing.name if thing else "this paper"


def said(claim: RelationClaim | ResultClaim) -> str:
    """Write a claim in one line."""
    if isinstance(claim, RelationClaim):
        return f"{named(claim.subject)} — {claim.predicate} → {named(claim.object)}"
    measured = claim.counts or (claim.metric if isinstance(claim.metric, str) else named(claim.metric))
    against = f" (over {', '.join(map(named, claim.baselines))})" if claim.baselines else ""
    on = f" on {', '.join(map(named, claim.datasets))}" if claim.datasets else ""
    return f"{named(claim.subject)}: {measured} {claim.as_written} ({claim.kind}){on}{against}"


def shown(document: Document, evidence: Evidence) -> str:
    """Write the sentences that a claim rests on."""
    return " … ".join(document.text[one.start : one.end].replace("\n", " ") for one in evidence.sentences)


def main() -> None:
    """Draw, extract, print."""
    path, wanted, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    draw = random.Random(seed)  # noqa: S311  a sample, not a secret
    papers = [one for one in sources.read(path) if isinstance(one, Document) and one.abstract]
    draw.shuffle(papers)
    nlp, lexicon, number = load_nlp(), linking.load_lexicon(), count(1)
    for document, extraction in zip(papers, extract(papers, nlp), strict=True):
        every = linking.link(document, extraction, lexicon)
        claims = [one for one in every if isinstance(one, RelationClaim | ResultClaim)]
        if claims:
            claim, index = draw.choice(claims), next(number)
            print(f"{index}. {said(claim)} [{claim.confidence:.2f}]\n   {shown(document, claim.evidence)}")
            if index == wanted:
                return


if __name__ == "__main__":
    main()
