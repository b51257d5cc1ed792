"""A build → a few lines for its summary on the network of its claims, as `kg stats` tells it at length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg import pipeline
from kg.store.wording import safe

if TYPE_CHECKING:
    from kg.analysis.survey import Place
    from kg.pipeline import Summary

MOST_CLAIMS: Final = 5_000
"""A survey takes 0.6 ms a claim, which nobody should wait for who added one paper to a big graph."""
TOP: Final = 4
GROUPS: Final = 3


def network(summary: Summary) -> dict[str, str]:
    """Say what is central, what bridges, which groups there are and how the graph grew, by its name."""
    claims = summary.counts.get("claims", 0)
    if summary.up_to_date or not claims:
        return {}
    if claims > MOST_CLAIMS:
        return {"network": f"surveyed by `kg stats` where there are more than {MOST_CLAIMS:,} claims"}
    # A graph that has not changed is not surveyed.
    from kg.analysis import survey

    found = survey(pipeline.open_output(summary.output), top=TOP)
    groups = (f"{one.size} about {safe(one.members[0])}" for one in found.communities[:GROUPS] if one.members)
    early, late = found.growth[:-TOP], found.growth[-TOP:]
    years = [f"until {early[-1].year} {sum(year.papers for year in early):,}"] if early else []
    years += [f"{year.year} {year.papers:,}" for year in late]
    return {
        "network": f"{found.nodes:,} things, {found.edges:,} ties, {found.parts:,} parts",
        "central": _names(found.central),
        "bridges": _names(found.bridges),
        "groups": " · ".join(groups),
        "papers by year": " · ".join(years),
    }


def _names(places: Iterable[Place]) -> str:
    return " · ".join(safe(place.name) for place in places)
