"""Gold and predicted mentions of one paper → which predicted entity is which gold entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.extraction.exchange import MentionRecord, Record


def matched_entities(gold: Record, predicted: Record) -> dict[str, str]:
    """Predicted entity number → gold entity number, those with most mentions in common first."""
    pairs, ours = [], clusters(gold)
    for number, mentions in clusters(predicted).items():
        for other, others in ours.items():
            common = {_offsets(one) for one in mentions} & {_offsets(one) for one in others}
            if common and mentions[0]["type"] == others[0]["type"]:
                pairs.append((-len(common), number, other))
    link: dict[str, str] = {}
    for _, number, other in sorted(pairs):
        if number not in link and other not in link.values():
            link[number] = other
    return link


def _offsets(mention: MentionRecord) -> tuple[int, int]:
    return mention["start"], mention["end"]


def matched(link: Mapping[str, str], ref: str) -> str:
    """Read a predicted reference as gold's; one that matches nothing becomes a name that gold never has."""
    return link.get(str(ref), f"?{ref}")


def clusters(record: Record) -> dict[str, list[MentionRecord]]:
    """Group the mentions by entity number."""
    clusters: dict[str, list[MentionRecord]] = defaultdict(list)
    for mention in record["mentions"]:
        clusters[str(mention["entity"])].append(mention)
    return clusters
