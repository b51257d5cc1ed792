"""The installation and what was built → findings that tell whether both are whole."""

from __future__ import annotations

import platform
from pathlib import Path

from kg.errors import KGError
from kg.extraction import weights
from kg.pipeline import fingerprint
from kg.pipeline.folder import manifest
from kg.pipeline.publishing import publication
from kg.resources import ontology_path
from kg.store import open_store


def findings(output: Path) -> dict[str, str]:
    """Say in words how each part is; a part that is broken says why instead of raising."""
    return {
        "python": f"{platform.python_version()} on {platform.system()}",
        "processor": _processor(),
        "packages": ", ".join(f"{name} {version}" for name, version in fingerprint.versions().items()),
        "ontology": _ontology(),
        "weights": _weights(),
        "graph": _graph(output),
    }


def _processor() -> str:
    found = fingerprint.instruction_set()
    fast = any(found.endswith(feature) for feature in fingerprint.FAST)
    return f"{found}: {'fast' if fast else 'no'} instructions for 8-bit networks"


def _ontology() -> str:
    try:
        questions = len(list(ontology_path("questions").glob("*.rq")))
    except KGError as error:
        return str(error)
    return f"{questions} questions"


def _weights() -> str:
    try:
        card = weights.read_card()
        sound = weights.checksums() == dict(card.files)
    except (KGError, OSError) as error:
        return str(error)
    size = sum((weights.SHIPPED / name).stat().st_size for name in weights.FILES)
    scores = ", ".join(f"{measure} {value}" for measure, value in card.scores.items())
    state = "whole" if sound else "damaged: the files are not those of the card; install claimgraph again"
    return f"{card.name}, {size / 1e6:.1f} MB, {state}; F1 on the papers that chose it: {scores}"


def _graph(output: Path) -> str:
    try:
        made = manifest.read(output)
        if made is None:
            return f"nothing built in {output} yet"
        open_store(made.store(output))
    except KGError as error:
        return str(error)
    state = "" if publication.is_current(made, output) else "; files to be written anew by the next build"
    return f"{made.counts['papers']:,} papers in {output}, build {made.build}{state}"
