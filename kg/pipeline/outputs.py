"""The folder of a build → its options, its files and its graph, found through the manifest."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from kg.pipeline.folder import manifest
from kg.pipeline.folder.files import PICTURE, writing
from kg.pipeline.folder.lock import held
from kg.pipeline.folder.manifest import current
from kg.pipeline.folder.retention import kept
from kg.pipeline.options import USUAL, Options
from kg.pipeline.publishing import exports, publication, validation
from kg.rdf.triples import Level
from kg.rdf.validation import SAMPLE, Report
from kg.store import edits


def chosen(
    output: Path, *, evidence: Level | None, min_confidence: float | None, lexicon: str | None
) -> Options | None:
    """Put what was chosen in the place of what the graph in `output` has; None where nothing was chosen."""
    if evidence is None and min_confidence is None and lexicon is None:
        return None
    made = manifest.read(output)
    held = made.options if made else USUAL
    return Options(
        held.evidence if evidence is None else evidence,
        held.min_confidence if min_confidence is None else min_confidence,
        held.lexicon if lexicon is None else lexicon,
    )


def edits_of(output: Path) -> Path | None:
    """Say where the edits lie that were written to a graph, which no export holds, if there are any."""
    file = output / edits.FILE
    return file if file.exists() and file.stat().st_size else None


def export(output: Path, format: str, file: IO[bytes]) -> None:
    """Write the graph of the current build in one of `kg.pipeline.publishing.exports.FORMATS`."""
    with kept(output) as made:
        exports.write(made, output, format, file)


def validate(output: Path, papers: int = SAMPLE) -> Report:
    """Check the graph of the current build against its shapes, a sample of `papers` where it has more."""
    with kept(output) as made:
        return validation.checked(made, output, papers)


def picture(output: Path) -> Path:
    """Find the picture; where a crash left none or an old one, make it."""
    made = current(output)
    if not publication.is_current(made, output):
        with held(output), writing(output):
            publication.mend(current(output), output)
    return output / PICTURE
